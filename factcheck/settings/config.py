"""Settings: read once at the edge, frozen, handed on as arguments.

Each setting stands in the class that holds it, with its default and, beneath it, its unit and the reason for its value;
a kind's own settings stand in the kind's file. `factcheck settings` lists them all (settings/listing.py), and
`config/default.toml` is that list. A user's file overrides single keys.
In a checkout the folder `config/` stands beside the package, in an installed wheel inside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from factcheck.domain.findings import Severity
from factcheck.errors import ConfigError
from factcheck.settings.tables import merged, nearest, read_toml, validated
from factcheck.settings.trust import FromUser, inside, kept_inside
from factcheck.shelves import kind_of, kinds, member, members, needs


class Settings(BaseModel):
    """Base of every settings class: frozen, unknown keys refused; what stands beneath a field explains it."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


_OF_A_MODEL = FromUser("a model's folder may hold code that is run, and a hub name asks the network")
_LETS_IN = FromUser("it says whose pages may ask your server")
_SENDS = FromUser("it says where what the articles say is sent")


def _asks_no_server(judge: Any, _: Path) -> bool:
    return judge not in members("judges") or "server" not in needs(member("judges", judge))


class EncoderSettings(Settings):
    """What turns texts into vectors; see encoders/."""

    name: str = ""
    """a file of factcheck/encoders/; "" is the one made for the model, else the one for any"""
    model: Annotated[str, _OF_A_MODEL] = "all-MiniLM-L6-v2"
    """the packaged model; or a local folder, or a hub name (needs the network once)"""


class ParserSettings(Settings):
    """What says which word of a sentence hangs on which; see parsers/."""

    name: str = "spacy_en"
    """a file of factcheck/parsers/"""
    model: Annotated[str, _OF_A_MODEL] = "en_core_web_sm-3.8.0"
    """the packaged model; or another English pipeline of spaCy that is installed, or the folder of one"""
    entities: bool = False
    """true: it sorts names, too, and takes twice as long for a sentence that it has not seen"""


class AlignerSettings(Settings):
    """Who says whether two statements are of one thing; see aligners/."""

    name: str = "rules"
    """a file of factcheck/aligners/"""
    model: Annotated[str, _OF_A_MODEL] = "shipped"
    """for cross_encoder: "shipped", a folder with a CrossEncoder, or a hub name"""


class ServerSettings(Settings):
    """The model server that openai_compatible asks (llama.cpp, Ollama, vLLM); see models/chat.py."""

    url: Annotated[str, _SENDS] = "http://127.0.0.1:8080/v1"
    """what stands before /chat/completions: on this machine, or on one of `hosts`"""
    model: str = ""
    """the model as the server calls it; "" names none, which does where the server has one alone (llama.cpp)"""
    hosts: Annotated[tuple[str, ...], _SENDS] = ()
    """other machines that statements may be sent to, "models.desk.example"; [] is none"""
    seconds: float = Field(60, gt=0, le=3600)
    """seconds for an answer; the first one waits until the model is loaded"""
    altogether: float = Field(600, gt=0)
    """seconds for all answers of a run, after which nothing more is asked"""
    questions: int = Field(200, ge=0)
    """questions a run, two for a pair of statements; what was answered in an earlier run is not asked"""
    failures: int = Field(3, ge=1)
    """failures in a row after which the server is not asked again in a run"""


class JudgeSettings(Settings):
    """Who says whether two statements exclude each other; see judges/."""

    name: Annotated[str, FromUser(_SENDS.why, _asks_no_server)] = "lexicon"
    """a file of factcheck/judges/"""
    model: Annotated[str, _OF_A_MODEL] = "shipped"
    """for cross_encoder: "shipped", a folder with a CrossEncoder of the three classes of inference, or a hub name"""
    server: ServerSettings = ServerSettings()


class CacheSettings(Settings):
    """What is kept between runs to save time; see models/cache.py."""

    folder: Annotated[str, FromUser("what is kept there decides what is found")] = ""
    """where vectors and parses are kept; "" is the user's cache folder"""


class ProcessSettings(Settings):
    """How many processes of this machine share the work of a `report`; see cluster/local.py."""

    most: int = Field(4, ge=1, le=64)
    """processes that read articles and compare stories side by side, where there are so many processors; 1 is this one
    alone. The largest took 461 MB (292 articles, two processes)"""
    fewest: int = Field(24, ge=2)
    """articles to be read, or stories to be compared, from which on they do: by two, 24 articles took 9.7 s instead of
    10.9, 60 took 19.0 s instead of 26.6 (nothing kept, single runs)"""


class FetchSettings(Settings):
    """How addresses are loaded, where --fetch asks for it; see fetching/."""

    allow: Annotated[tuple[str, ...], FromUser("it says which machines behind your firewall are asked")] = ()
    """hosts, "intranet.example" or "10.0.0.5", that are asked though they are not public, on any port; [] is none"""
    days: float = Field(1, ge=0, le=365)
    """days for which a page that was loaded is taken from the cache instead of asking again; 0 keeps none"""
    seconds: float = Field(30, gt=0, le=600)
    """seconds for one address, with all that it leads to; browsers give up after some 60 or more"""
    pause: float = Field(1, ge=0, le=60)
    """seconds between two requests for pages of one host; a site's robots.txt may ask for up to 10"""


class EventSettings(Settings):
    """When two articles are on one event; see align/stories.py.

    Fitted on 575 articles of 50 events in look-alike pairs (ECB+ training part; training/fit_event_gate.py). On the
    labelled pack 9 of 197 articles fall out of their event when it is read alone; .48 loses 15, .40 merges no fewer
    pairs.
    """

    same_event: float = Field(0.44, ge=0, le=1)
    """probability, 0..1, from which on two articles are on one event"""
    same_draft: float = Field(0.15, ge=0, le=1)
    """probability, 0..1, from which on a source is on a draft's event: on 14 drafts of four stories the sources have
    .19 and more
    """
    bias: float = -3.0
    """log-odds of two articles that have nothing in common"""
    between_sides: float = Field(0.58, ge=0, le=1)
    """mean probability, 0..1, between the articles of a finding's sides, below which it is of two look-alike events
    that were taken for one: in the 25 pairs of the ECB+ training part it leaves out 7 of the 18 findings across
    events and, each event read alone, 1 of 98, a wrong one; .65 leaves out 8, and 2 of 98. None on the labelled pack
    """
    weights: dict[str, float] = {"names": 10.8, "figures": 4.5, "opening": 6.5}
    """log-odds per unit of cosine"""


class OriginSettings(Settings):
    """When two articles are one origin; see align/origins.py."""

    same_origin: float = 0.6
    """share of the shorter text's shingles, 0..1, that the other has too where they are one origin"""
    shingle_words: int = 5
    """words in a shingle"""


_BY_RULES = {
    "figure": {
        "bias": -1.28,
        "masked": 1.95,
        "slot": 0.0,
        "context": 5.35,
        "names": 2.72,
        "particulars": 1.56,
        "owner": 1.15,
        "predicate": 0.05,
        "time": 0.24,
        "fate": 1.26,
        "aligner": 0.0,
    },
    "timing": {
        "bias": -2.59,
        "masked": 2.43,
        "slot": 1.7,
        "context": 6.35,
        "names": 1.56,
        "particulars": 1.29,
        "owner": 0.0,
        "predicate": 0.0,
        "time": 2.28,
        "fate": 0.0,
        "aligner": 0.0,
    },
}
_BESIDE_THE_ALIGNER = {
    "figure": {**_BY_RULES["figure"], "aligner": 0.11},
    "timing": {**_BY_RULES["timing"], "aligner": 0.3},
}


class AlignmentSettings(Settings):
    """When two claims fill one slot; see align/clusters.py.

    Measured on the labelled pack of 16 events (197 articles of ECB+), one value moved at a time; precision / recall:
    """

    same_slot: float = Field(0.5, ge=0, le=1)
    """probability, 0..1, over which claims are of one slot: .4 .85/.29, .5 .90/.29, .6 .94/.29 (with .6 two right
    findings go for one wrong one)
    """
    same_deed: float = 0.6
    """cosine of two verbs over which they may mean one deed: .5 to .7 make no difference there"""
    same_outcome: float = Field(0.15, ge=0, le=1)
    """probability, 0..1, over which outcomes are of one slot: a story mostly has one truce, one deal, one vote; the
    sort of event is the same already. No labelled truce or deal: chosen on seeds/
    """
    counted_twice: float = 0.25
    """share, 0..1, of the articles that count a noun which count it twice, over which it names no one quantity: .1
    .90/.29, .25 .90/.29, .5 .82/.29
    """
    also_given: float = 0.1
    """by how much likelier of one slot two values that clash must be than two that agree, to be compared though one
    article gives both: .1 finds three conflicts more and nothing new on 50 unlabelled events, 0 six findings there,
    of which five are wrong; .2 finds two
    """
    agreement_bonus: float = 0.4
    """probability added when the values agree, a sign of one slot: 0 .85/.31, .2 .81/.29, .4 .90/.29"""
    disparity: float = 1.0
    """odds (nats) lost per doubling between two values beyond what sources usually differ by: 0 .75/.29, .5 .86/.29, 1
    .90/.29, 1.5 .90/.29
    """
    worth_asking: float = Field(0.1, ge=0, le=1)
    """probability by the rules, 0..1, from which on the aligner is asked: .02 to .1 14 to 15 pairs an article, .3 11"""
    decision: Annotated[str, FromUser("it is no file of this project", inside)] = "shipped"
    """the model that decides on clashing figures: "shipped", or the path of a card (training/fit_decision.py)"""
    in_dispute: float = Field(0.7, ge=0, le=1)
    """probability, 0..1, from which on two figures or times are reported: topics apart, of all findings 201 are then
    right and 40 wrong in 1,006 articles; see docs/quality.md
    """
    proposed: float = Field(4.0, ge=1)
    """odds that a pair gains where the clusters take it for one thing, and loses where one of the two has a likelier
    partner in the other's article: see docs/quality.md
    """
    undated: float = Field(4.0, ge=1)
    """odds that two times gain where no day is known of either, so that they clash by their words alone: with topics
    apart such findings are right far more often than times that a page's stamp fixes; see docs/quality.md
    """
    one_owner: float = Field(0.5, ge=0, le=1)
    """probability, 0..1, that two spellings are of one name, from which on ages beside them are of one person: as
    `least` of the kind `name`, which then tells of the spellings, too
    """
    one_holder: float = Field(16.0, ge=1)
    """odds that two counts of one noun gain instead where both sentences say outright that one name has them; set, not
    fitted: the labelled news has hardly any, and of 242 articles of 29 events none of the findings changes with it
    """
    weights: dict[str, dict[str, dict[str, float]]] = {"rules": _BY_RULES, "aligner": _BESIDE_THE_ALIGNER}
    """Logistic weights per unit of each feature (align/likeness.py), fitted on claims of 575 articles of 50 events
    (ECB+ training part; training/fit_alignment.py): area under the curve with topics left out .92 for figures, .90
    for times. What came out at or below zero, alone or beside the rest, is left at 0.

    Under `aligner` the same weights beside the aligner's log-odds, which count by what came out on the four topics
    that no model was trained on: area under the curve for figures .76 by the rules, .81 by the aligner, .78
    together; for times .93, .88, .94.
    """


class StatementSettings(Settings):
    """When two clauses are of one thing; see align/statements.py."""

    compared: bool = False
    """whether clauses without a value to compare are held against each other: needs models as aligner and judge"""
    alike: float = Field(0.1, ge=0, le=1)
    """tf-idf cosine, 0..1, from which on two clauses are put to the aligner: of the labelled conflicts .1 lets .90
    through at 120 pairs an article, .15 .86 at 90
    """
    same_thing: float = Field(0.9, ge=0, le=1)
    """the aligner's probability, 0..1, from which on the judge is asked: with .7 here and in [kinds.outcome] exclusion
    the 18 surest further findings were all wrong, with .9 three
    """


class SurenessSettings(Settings):
    """How sure and how grave findings on a draft are, by how often others on the same ground were right; see
    findings/sureness.py.
    """

    grave: float = Field(0.75, ge=0, le=1)
    """confidence, 0..1, from which on a finding may be of high severity: of seven sets of drafts, each by what was
    counted on the others, 60 of 111 right findings that checks take for grave stay high, and of 130 clean drafts 5
    have a false one instead of 29; from .7 on 76 and 10, from .65 on 83 and 12, from .8 on 53 and 3
    """
    weighty: float = Field(0.5, ge=0, le=1)
    """confidence, 0..1, from which on it may be of medium severity; what is less sure is of low"""
    told: float = Field(0.4, ge=0, le=1)
    """confidence, 0..1, from which on it is told at all, unless --recall asks for what is less likely: of seven sets of
    drafts, each by what was counted on the others, 191 of 196 right findings and 76 of 96 false ones are told, and 38
    clean drafts of 130 have one instead of 45; from .3 on 193, 89 and 41, from .5 on 180, 71 and 36
    """
    stated: float = Field(4.0, ge=0)
    """findings that what the check itself states counts for, beside those that were counted"""
    fewest: int = Field(3, ge=1)
    """findings counted on a ground, below which one is as sure and as grave as its check states"""


class CalibrationSettings(Settings):
    """What is learnt from the verdicts of reviewers (factcheck calibrate), and what it hides; see review/learning.py.

    docs/review.md has the measurement.
    """

    cutoff: float = Field(0.3, ge=0, le=1)
    """probability, 0..1, of being confirmed, below which a finding is kept apart: nothing that is as likely right as
    two to one wrong is hidden
    """
    fewest: int = Field(50, ge=2)
    """verdicts, confirmed and dismissed together, below which nothing is fitted"""
    looseness: float = Field(0.3, gt=0)
    """inverse strength of the ridge penalty (scikit-learn's C) on the standardised features"""


class GateSettings(Settings):
    """What stops a draft (factcheck check); see gate/."""

    fail_on: Severity = Severity.HIGH
    """low, medium or high: the least severity at which a finding fails the check"""
    warn_only: bool = False
    """true: findings are shown and the check passes, for a first month"""
    against: tuple[str, ...] = ()
    """sources of drafts (paths, globs) where the command line names none, from the settings file's folder"""
    baseline: str = ""
    """a file of findings that were there before, from the settings file's folder; "" is none"""
    facts: str = ""
    """a file of figures that the desk has settled, likewise; "" is none"""
    kinds: dict[str, Severity | Literal["never"]] = {}
    """figure = "medium", status = "never": the least severity for single kinds, or that they never fail a check"""


class ServeSettings(Settings):
    """What the server lets in (factcheck serve); see web/."""

    largest: int = Field(2_000_000, ge=1)
    """bytes of a request; a novel has a million, a web page with its scripts the double"""
    seconds: float = Field(60, gt=0)
    """seconds for a request to arrive, for its turn to come, and for its check, which is ended then"""
    at_once: int = Field(0, ge=0)
    """checks that run at the same time, each in a process of its own on one core; 0 is one for each core"""
    waiting: int = Field(100, ge=1)
    """checks that wait for their turn, over which a new one is told to come again; at half a second each on two cores
    the last of them has its turn in time
    """
    connections: int = Field(400, ge=1)
    """connections, over which the one that has been idle for longest is closed"""
    hosts: Annotated[tuple[str, ...], _LETS_IN] = ()
    """names that the server is called by, "factcheck.desk.example", beside loopback and --host"""
    origins: Annotated[tuple[str, ...], _LETS_IN] = ()
    """web pages whose scripts may call it: "https://cms.example"; [] is none"""


class LedgerSettings(Settings):
    """What is kept of runs and of their findings' verdicts; see review/ledger.py."""

    url: Annotated[str, FromUser("it says where the texts of the articles are kept", kept_inside)] = ""
    """where runs and verdicts are kept: sqlite:///PATH, from the settings file's folder, or
    postgresql+psycopg://USER@HOST/NAME; "" is .factcheck/ledger.sqlite of the project
    """


class ArchiveSettings(Settings):
    """Articles that are kept with their stories (factcheck archive); see archive/."""

    url: Annotated[str, FromUser("it says where the texts of the articles are kept", kept_inside)] = ""
    """where articles and stories are kept: sqlite:///PATH, from the settings file's folder, or
    postgresql+psycopg://USER@HOST/NAME, which may be the ledger's; "" is archive.sqlite beside the ledger's file
    """
    all_pairs: int = Field(400, ge=2)
    """articles up to which all of them are grouped anew when one comes, and that are looked at of stories which one
    may join: grouped in a few tenths of a second (align/similarity.py)
    """
    candidates: int = Field(24, ge=1)
    """articles by rare names, of which it is worked out how likely they are on a new one's event; that has a dozen"""
    near: int = Field(8, ge=1)
    """articles by vectors likewise: for an event that is told in common names alone"""
    postings: int = Field(4000, ge=1)
    """places of rare names that are looked up for one article, a few milliseconds; names beyond that are common"""
    one_by_one: int = Field(10_000, ge=0)
    """articles up to which vectors are searched one by one, in two milliseconds; beyond that faiss is asked"""
    every: float = Field(15, ge=1, le=10_080)
    """minutes after which addresses that are watched are asked again; wires write their feeds anew in as many"""
    hosts: Annotated[tuple[str, ...], _SENDS] = ()
    """other machines that findings may be posted to, "cms.desk.example"; [] is none"""


class ReviewSettings(Settings):
    """How findings are put to a reviewer (factcheck review); see review/session.py."""

    sample: float = Field(0.1, ge=0, le=1)
    """share of the findings, 0..1, that is put to reviewers by chance, not by doubt: what precision is measured on"""
    reviewer: str = ""
    """who answers; "" is git's user.name, else the name of the user"""


class Waiver(Settings):
    """A finding that somebody answers for, up to and including the day it `expires`. All four are needed."""

    finding: str = Field(pattern=r"^[0-9a-f]{12}$")
    """its id, as reports give it"""
    reason: str = Field(pattern=r"\S")
    """why it may stand"""
    owner: str = Field(pattern=r"\S")
    """who answers for it"""
    expires: date
    """the last day on which it holds"""


class Config(Settings):
    """Every setting of factcheck, with its unit and the reason for its value, as factcheck settings prints them.
    A file of your own overrides single keys, a list as a whole; an unknown key is refused.
    """

    waivers: tuple[Waiver, ...] = ()
    """findings that somebody answers for, as [[waivers]] tables (see docs/check.md): they add up over several files"""
    gate: GateSettings = GateSettings()
    serve: ServeSettings = ServeSettings()
    parser: ParserSettings = ParserSettings()
    encoder: EncoderSettings = EncoderSettings()
    aligner: AlignerSettings = AlignerSettings()
    judge: JudgeSettings = JudgeSettings()
    cache: CacheSettings = CacheSettings()
    processes: ProcessSettings = ProcessSettings()
    fetch: FetchSettings = FetchSettings()
    ledger: LedgerSettings = LedgerSettings()
    archive: ArchiveSettings = ArchiveSettings()
    review: ReviewSettings = ReviewSettings()
    event: EventSettings = EventSettings()
    origin: OriginSettings = OriginSettings()
    alignment: AlignmentSettings = AlignmentSettings()
    statements: StatementSettings = StatementSettings()
    sureness: SurenessSettings = SurenessSettings()
    calibration: CalibrationSettings = CalibrationSettings()
    kinds: dict[str, dict[str, Any]] = {}
    """The settings of single kinds of discrepancy, which factcheck explain KIND describes, a table each."""


def folder() -> Path:
    """Return the folder of what is shipped as files, the word lists above all.

    It stands inside an installed wheel, else beside the package.
    """
    here = Path(__file__).parents[1]
    installed = here / "_config"
    return installed if installed.is_dir() else here.parent / "config"


def load_config(path: Path | None = None) -> Config:
    """Return the settings as shipped, with one file over them. Raises ConfigError naming file, key and nearest key."""
    return validated(Config, overlaid(shipped(), read_toml(path), path), path) if path else Config()


def shipped() -> dict[str, Any]:
    """Return the settings as shipped, as tables; those of the kinds stand with the kinds, see `shipped_kind`."""
    return Config().model_dump(mode="json")


def shipped_kind(name: str) -> dict[str, Any]:
    """Return the settings of one kind as shipped, as a table."""
    table: dict[str, Any] = kind_settings(name, Config()).model_dump(mode="json")
    return table


def kind_settings(name: str, config: Config) -> Any:
    """Return the settings of a kind, of the kind's own class. Raises ConfigError for a wrong value."""
    return validated(kind_of(name).Settings, config.kinds.get(name, {}), f"[kinds.{name}]")


def overlaid(values: Mapping[str, Any], over: Mapping[str, Any], origin: Path | str) -> dict[str, Any]:
    """Return `values` with what `over`, read from `origin`, says; all of it is valid.

    Imports those kinds alone that `over` sets something of. Raises ConfigError naming origin, key, value and cure.
    """
    named = known_kinds(over.get("kinds"), "kinds", origin)
    ready = {name: values["kinds"].get(name) or shipped_kind(name) for name in named}
    laid = merged({**values, "kinds": {**values["kinds"], **ready}}, over, origin)
    validated(Config, laid, origin)
    known_kinds(laid["gate"]["kinds"], "gate.kinds", origin)
    for name in named:
        validated(kind_of(name).Settings, laid["kinds"][name], origin, f"kinds.{name}")
    return laid


def known_kinds(table: Any, at: str, origin: Path | str) -> list[str]:
    """Return the kinds that a table has keys for, none for what is no table. Raises ConfigError for an unknown one."""
    names = list(table) if isinstance(table, dict) else []
    for name in names:
        if name not in kinds():
            raise ConfigError(f"{origin}: unknown key {f'{at}.{name}'!r}; {nearest(name, list(kinds()))}")
    return names
