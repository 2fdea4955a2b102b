// Adds to pages that work without it: one-letter keys, and what others answer meanwhile. Everything is shown as text.
"use strict";

const POLL = 3000; // milliseconds
const KEYS_OFF = "factcheck-keys-off";
const key = (name) => document.querySelector(`[data-key="${CSS.escape(name)}"]`);
let leaving = false; // a form is on its way: a second key must not send it again
const writing = (target) => target.closest("textarea, select, input:not([type=checkbox])") !== null;

function use(control) {
  if (control.tagName === "DETAILS") {
    control.open = true;
    const first = control.querySelector("textarea, div button") || control.querySelector("summary");
    first.focus({ preventScroll: control.closest(".answer") !== null }); // which is in sight
  } else if (control.dataset.key === "/" && document.getElementById("words")) {
    document.getElementById("words").focus();
  } else {
    control.click();
  }
}

function press(event) {
  if (leaving || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    const opened = event.target.closest("details[open]") || document.querySelector("details.dismiss[open]");
    if (opened) opened.open = false;
    event.target.blur();
  } else if (!writing(event.target) && document.body.classList.contains("with-keys") && !event.repeat) {
    const reasons = [...document.querySelectorAll("details.dismiss[open] [data-reason]")];
    const control = reasons.find((reason) => reason.dataset.reason.includes(event.key)) || key(event.key);
    if (!control) return;
    event.preventDefault();
    use(control);
  }
}

function switchKeys(on) {
  document.body.classList.toggle("with-keys", on);
  localStorage.setItem(KEYS_OFF, on ? "" : "yes");
}

function show(list, lines) {
  if (lines.join("\n") === [...list.children].map((item) => item.textContent).join("\n")) return;
  list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}

async function refresh() {
  if (leaving || document.hidden) return;
  const now = await fetch("/answers").then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  if (leaving) return;
  document.body.classList.toggle("lost", now === null);
  if (now === null) return;
  for (const place of document.querySelectorAll("[data-progress]")) place.textContent = now.progress;
  for (const bar of document.querySelectorAll("progress")) bar.value = now.answered;
  for (const list of document.querySelectorAll("[data-answers]")) show(list, now.answers[list.dataset.answers] || []);
}

// Every article at its first quote, but for the one that the address leads to.
for (const text of document.querySelectorAll(".text")) {
  const mark = text.querySelector("mark");
  if (mark && !text.querySelector(":target")) text.scrollTop = mark.offsetTop - text.offsetTop - 96;
}
addEventListener("keydown", press);
addEventListener("submit", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));
document.body.classList.add("scripted");
const box = document.getElementById("keys-on");
box.checked = localStorage.getItem(KEYS_OFF) !== "yes";
box.addEventListener("change", () => switchKeys(box.checked));
switchKeys(box.checked);
if (location.hash === "#words") document.getElementById("words")?.focus();
setInterval(refresh, POLL);
document.addEventListener("visibilitychange", refresh);
