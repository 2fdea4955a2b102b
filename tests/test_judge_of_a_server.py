"""The judge that asks a model server: what it asks, what it makes of the answers, and of none."""

import json
import socket

import pytest
from model_servers import completion, serving, verdict
from reading import PARSER
from stories import CONFIG, LEXICONS, articles

from factcheck.domain.findings import Severity
from factcheck.domain.story import Judgement
from factcheck.errors import ConfigError
from factcheck.judges.openai_compatible import Judge
from factcheck.models import chat
from factcheck.models.kept import Table
from factcheck.pipeline import compare
from factcheck.settings.config import ServerSettings
from factcheck.settings.layers import settle
from factcheck.tools import make_judge

HELD, BROKEN, RAIN = "The truce held.", "The truce was broken.", "It rained."
UNDECIDED = Judgement(0, 0, 1)


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv(chat.KEY, raising=False)


@pytest.fixture
def server():
    with serving(lambda *_: verdict("contradiction")) as server:
        yield server


def judge(url, path=None, **settings):
    return Judge(server=ServerSettings(url=url, **settings), answers=Table(path, "answers"))


def parts(verdict):
    return (verdict.contradiction, verdict.entailment, verdict.neutral)


def undecided(asked, pairs):
    """What is said of pairs none of which could be judged."""
    assert asked.judge(pairs) == [UNDECIDED] * len(pairs)
    [told] = asked.left_out
    return told.reason


# --- what it is asked, and what is made of it -----------------------------------------------------


def test_a_verdict_is_the_mean_of_both_directions(server):
    server.reply = lambda first, _: verdict("contradiction", 0.8) if first == HELD else verdict("neutral", 0.6)
    asked = judge(server.url)
    [made] = asked.judge([(HELD, BROKEN)])
    assert parts(made) == pytest.approx((0.5, 0.15, 0.35))
    assert server.asked == [(HELD, BROKEN), (BROKEN, HELD)]
    assert asked.left_out == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("contradiction", (0.9, 0.05, 0.05)),
        ("entailment", (0.05, 0.9, 0.05)),
        ("neutral", (0.05, 0.05, 0.9)),
    ],
)
def test_what_the_word_leaves_is_shared_by_the_others(server, word, expected):
    server.reply = lambda *_: verdict(word, 0.9)
    [made] = judge(server.url).judge([(HELD, BROKEN)])
    assert parts(made) == pytest.approx(expected)


def test_verdicts_keep_the_order_of_the_pairs(server):
    server.reply = lambda *pair: verdict("neutral" if RAIN in pair else "contradiction", 1)
    assert judge(server.url).judge([(HELD, RAIN), (HELD, BROKEN)]) == [UNDECIDED, Judgement(1, 0, 0)]


def test_a_question_asks_for_json_by_a_schema_and_leaves_nothing_to_chance(server):
    judge(server.url, model="small").judge([(HELD, BROKEN)])
    asked = server.requests[0]
    assert (asked["model"], asked["temperature"]) == ("small", 0)
    assert asked["response_format"]["type"] == "json_schema"
    schema = asked["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["answer"]["enum"] == ["contradiction", "entailment", "neutral"]
    assert server.paths == ["/v1/chat/completions"] * 2


def test_a_server_with_one_model_need_not_be_told_which(server):
    judge(server.url).judge([(HELD, BROKEN)])
    assert "model" not in server.requests[0]


def test_no_key_is_sent_but_the_one_of_the_environment(server, monkeypatch):
    judge(server.url).judge([(HELD, BROKEN)])
    monkeypatch.setenv(chat.KEY, "sesame")
    asked = judge(server.url)
    asked.judge([(HELD, BROKEN)])
    assert server.keys == [None, None, "Bearer sesame", "Bearer sesame"]
    assert "sesame" not in f"{asked.name}{asked._server!r}"


def test_a_key_that_no_header_can_hold_is_refused_and_not_shown(monkeypatch):
    monkeypatch.setenv(chat.KEY, "sesame\r\nX-Other: 1")
    with pytest.raises(ConfigError, match=f"{chat.KEY}: is no key") as refused:
        judge("http://127.0.0.1:1/v1")
    assert "sesame" not in str(refused.value)


def test_the_key_is_no_setting(tmp_path):
    assert settle(tmp_path, environment={chat.KEY: "sesame"}).changed == ()


# --- what was answered is kept --------------------------------------------------------------------


def test_what_was_answered_is_not_asked_again(server, tmp_path):
    first = judge(server.url, tmp_path / "kept").judge([(HELD, BROKEN)])
    again = judge(server.url, tmp_path / "kept").judge([(BROKEN, HELD), (HELD, BROKEN)])
    assert again == first * 2
    assert len(server.requests) == 2


def test_another_model_is_another_question(server, tmp_path):
    for model in ("small", "large"):
        judge(server.url, tmp_path / "kept", model=model).judge([(HELD, BROKEN)])
    assert len(server.requests) == 4


def test_no_failure_is_kept(server, tmp_path):
    server.status = 500
    undecided(judge(server.url, tmp_path / "kept"), [(HELD, BROKEN)])
    server.status = 200
    assert judge(server.url, tmp_path / "kept").judge([(HELD, BROKEN)]) != [UNDECIDED]


def test_a_damaged_answer_is_asked_for_again(server, tmp_path):
    table = Table(tmp_path / "kept", "answers")
    first = Judge(server=ServerSettings(url=server.url), answers=table).judge([(HELD, BROKEN)])
    with table.opened() as db:
        keys = [key for (key,) in db.execute("SELECT key FROM sealed_answers")]
    db.close()
    table.keep(dict.fromkeys(keys, b"{}"))
    assert Judge(server=ServerSettings(url=server.url), answers=table).judge([(HELD, BROKEN)]) == first
    assert len(server.requests) == 4


# --- no answer ------------------------------------------------------------------------------------

BAD = {
    "no completion": "<html>hello</html>",
    "no choice": json.dumps({"choices": []}),
    "no content": json.dumps({"choices": [{"message": {"role": "assistant", "content": None}}]}),
    "prose": completion("They exclude each other."),
    "fenced": completion('```json\n{"answer": "neutral", "confidence": 1}\n```'),
    "another word": verdict("maybe"),
    "too sure": verdict("contradiction", 1.5),
    "less than unsure": verdict("contradiction", -0.1),
    "no number": completion('{"answer": "contradiction", "confidence": NaN}'),
    "a number in words": completion({"answer": "contradiction", "confidence": "0.9"}),
    "a truth for a number": completion({"answer": "contradiction", "confidence": True}),
    "no confidence": completion({"answer": "contradiction"}),
    "more than asked for": completion({"answer": "contradiction", "confidence": 1, "why": "because"}),
    "too long": completion(" " * 1_000_000),
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_a_bad_answer_leaves_the_pair_undecided(server, body):
    server.reply = lambda *_: body
    reason = undecided(judge(server.url), [(HELD, BROKEN)])
    assert reason.startswith("1 pair of statements counts as undecided: its answer ")
    assert "; set judge.server.url" in reason or "; take a model" in reason


@pytest.mark.parametrize(
    ("status", "cure"),
    [(400, "judge.server.model"), (401, chat.KEY), (404, "judge.server.url"), (500, "see what the server itself says")],
)
def test_a_refusal_is_told_with_what_to_do(server, status, cure):
    server.status = status
    reason = undecided(judge(server.url), [(HELD, BROKEN)])
    assert f"HTTP status {status}; " in reason
    assert cure in reason


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(server, status):
    with serving(lambda *_: verdict("contradiction")) as elsewhere:
        server.status = status
        server.headers = {"Location": f"{elsewhere.url}/chat/completions"}
        reason = undecided(judge(server.url), [(HELD, BROKEN)])
        assert elsewhere.paths == []
    assert f"a redirect ({status}), which is not followed; set judge.server.url" in reason


@pytest.mark.parametrize("way", ["silent", "dripping"])
def test_a_late_answer_is_not_waited_for(server, way):
    setattr(server, way, True)
    reason = undecided(judge(server.url, seconds=0.2), [(HELD, BROKEN)])
    assert "no answer came within 0.2 s; take a smaller model, or raise judge.server.seconds" in reason


def test_a_server_that_is_not_there_costs_no_run():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    reason = undecided(judge(f"http://127.0.0.1:{port}/v1"), [(HELD, BROKEN)])
    assert "it cannot be reached (Connection refused); start the server" in reason


def test_a_proxy_is_not_spoken_to(server, monkeypatch):
    with serving(lambda *_: verdict("contradiction")) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        judge(server.url).judge([(HELD, BROKEN)])
        assert proxy.paths == []
    assert len(server.requests) == 2


# --- bounds ---------------------------------------------------------------------------------------

MANY = [(f"Hall {n} is open.", f"Hall {n} is closed.") for n in range(6)]


def test_after_failures_in_a_row_it_is_not_asked_again_and_all_is_told_at_once(server):
    server.status = 500
    asked = judge(server.url, failures=2)
    reason = undecided(asked, MANY[:4])
    assert len(server.requests) == 2
    assert "2 pairs of statements count as undecided: it answers with HTTP status 500" in reason
    assert "2 pairs of statements count as undecided: it was not asked again after 2 failures in a row" in reason
    assert asked.left_out[0].path == server.url


def test_failures_apart_from_each_other_stop_nothing(server):
    server.reply = lambda first, _: completion("?") if first in {MANY[n][0] for n in (0, 2, 4)} else verdict("neutral")
    asked = judge(server.url, failures=2)
    verdicts = asked.judge(MANY)
    assert [made == UNDECIDED for made in verdicts] == [True, False] * 3
    assert asked.left_out[0].reason.startswith("3 pairs of statements count as undecided")


@pytest.mark.parametrize(("limit", "asked"), [({"questions": 4}, 4), ({"altogether": 1e-9}, 1)])
def test_a_run_asks_no_more_than_it_may(server, limit, asked):
    bounded = judge(server.url, **limit)
    bounded.judge(MANY)
    assert len(server.requests) == asked
    [(name, value)] = limit.items()
    assert f"judge.server.{name} = {value:g} is used up; raise it, or run again" in bounded.left_out[0].reason


def test_the_next_run_goes_on_where_one_stopped(server, tmp_path):
    for _ in range(3):
        last = judge(server.url, tmp_path / "kept", questions=4)
        last.judge(MANY)
    assert len(server.requests) == 12
    assert last.left_out == []


# --- who may be asked -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://api.models.example/v1", "api.models.example"),
        ("http://192.0.2.7:8080/v1", "192.0.2.7"),
        ("http://[2001:db8::7]:8080/v1", "2001:db8::7"),
        ("http://localhost.models.example/v1", "localhost.models.example"),
        ("http://0.0.0.0:8080/v1", "0.0.0.0"),
        ("http://2130706433/v1", "2130706433"),
    ],
)
def test_another_machine_is_refused_with_what_allows_it(url, host):
    with pytest.raises(ConfigError) as refused:
        judge(url)
    assert f"{host} is not this machine" in str(refused.value)
    assert f'judge.server.hosts = ["{host}"]' in str(refused.value)
    assert judge(url, hosts=[host.upper()]).name


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/v1", "http://127.8.9.1/v1", "http://[::1]:8080", "https://LocalHost/v1/"]
)
def test_this_machine_may_be_asked(url):
    assert judge(url).judge([]) == []


@pytest.mark.parametrize(
    "url",
    ["", "localhost:8080", "ftp://localhost/v1", "file:///etc/passwd", "http://", "http://user:word@localhost/v1",
     "http://localhost:99999/v1", "http://localhost/v1?key=1", "http://localhost/v1#a", "http://[::1/v1",
     "http://localhost/v1 x", "http://localhost/v1\r\nX: 1"],
)  # fmt: skip
def test_what_is_no_address_of_a_server_is_refused(url):
    with pytest.raises(ConfigError, match="is no address of a server; write it like http"):
        judge(url)


@pytest.mark.parametrize(
    ("host", "hosts", "address"),
    [
        ("localhost", [], "192.0.2.7"),
        ("models.desk.example", ["models.desk.example"], "169.254.169.254"),
        ("models.desk.example", ["models.desk.example"], "0.0.0.0"),
    ],
)
def test_the_address_behind_the_name_is_looked_at(monkeypatch, host, hosts, address):
    def lead(_, port, *__, **___):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", lead)
    reason = undecided(judge(f"http://{host}:8080/v1", hosts=hosts), [(HELD, BROKEN)])
    assert f"{host} leads to {address}, which is not asked; " in reason


def test_a_host_that_is_listed_may_be_asked(server, monkeypatch):
    def lead(_, port, *__, **___):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", lead)
    url = server.url.replace("127.0.0.1", "models.desk.example")
    [made] = judge(url, hosts=["models.desk.example"]).judge([(HELD, BROKEN)])
    assert made.excludes


# --- in a run -------------------------------------------------------------------------------------

SIGNED = "Merania and Zerifa met in Lutten. Zerifa signed the agreement on water in Lutten."
REJECTED = "Merania and Zerifa met in Lutten. Zerifa rejected the agreement on water in Lutten."
BOTH = "Merania and Zerifa met in Lutten. Zerifa rejected the agreement on water in Lutten and signed the agreement."


def settings(url, tmp_path, **more):
    server = ServerSettings(url=url, **more)
    chosen = CONFIG.judge.model_copy(update={"name": "openai_compatible", "server": server})
    cache = CONFIG.cache.model_copy(update={"folder": str(tmp_path)})
    return CONFIG.model_copy(update={"judge": chosen, "cache": cache})


def outcomes(encoder, config, *texts):
    found = compare(articles(*texts), config, lexicons=LEXICONS, encoder=encoder)
    return [one.severity for one in found.discrepancies if one.kind == "outcome"], found


def test_by_default_no_server_is_asked():
    assert CONFIG.judge.name == "lexicon"


def test_beside_opposite_words_its_word_counts_in_full(server, encoder, tmp_path):
    found, report = outcomes(encoder, settings(server.url, tmp_path, model="small"), SIGNED, REJECTED)
    assert found == [Severity.HIGH]
    assert report.made_by.judge == f"small at {server.url}"
    assert report.skipped == ()


def test_a_second_run_does_not_ask_again(server, encoder, tmp_path):
    for _ in range(2):
        outcomes(encoder, settings(server.url, tmp_path), SIGNED, REJECTED)
    assert len(server.requests) == 2


def test_alone_it_makes_no_finding_of_high_severity(server, encoder, tmp_path):
    """A sentence that tells of both sides is no opposite of the other by its words: the model alone says so."""
    found, _ = outcomes(encoder, settings(server.url, tmp_path), SIGNED, BOTH)
    assert found == [Severity.MEDIUM]


def test_a_run_without_the_server_ends_and_says_so_once(encoder, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    found, report = outcomes(encoder, settings(url, tmp_path), SIGNED, REJECTED)
    assert found == []
    [told] = report.skipped
    assert told.path == url
    assert "start the server" in told.reason


def test_a_host_that_is_not_allowed_ends_the_run_with_what_to_do(tmp_path):
    with pytest.raises(ConfigError, match=r"judge\.server\.hosts"):
        make_judge(settings("https://api.models.example/v1", tmp_path), LEXICONS, PARSER)
