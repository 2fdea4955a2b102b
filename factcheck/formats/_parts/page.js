// j and k walk the marks of the draft; what each leads to is shown as if it had been clicked.
const marks = [...document.querySelectorAll(".draft .ref")];
let at = -1;
for (const hint of document.querySelectorAll(".keys")) hint.hidden = marks.length === 0;
for (const [place, mark] of marks.entries()) mark.addEventListener("focus", () => { at = place; });
addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || !marks.length || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  at = at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length;
  marks[at].click();
  marks[at].focus({ preventScroll: true });
  marks[at].scrollIntoView({ block: "nearest" });
});
