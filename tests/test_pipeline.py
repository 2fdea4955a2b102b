"""The whole flow: what it refuses, what it promises of every piece of evidence, and that order never matters."""

from itertools import permutations

import pytest
from fakes import FakeEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import PARSER
from stories import CONFIG, LEXICONS, Told, article, articles

from factcheck.domain.text import Skipped
from factcheck.errors import ConfigError, ModelError, NothingComparable, UsageError
from factcheck.models.cache import CachedEncoder
from factcheck.pipeline import compare
from factcheck.shelves import kinds, members
from factcheck.tools import make_aligner, make_encoder, make_judge, make_kinds

STORY = articles(
    Told(
        "The dam above Varnholm burst on Monday. The flood killed 14 people in Varnholm, General Omar Tarn said. "
        "“We lost 30 houses,” he added. The ceasefire around Varnholm has held. Merania backs General Omar Tarn.",
        "2024-05-14",
    ),
    Told(
        "The flood killed 31 people in Varnholm.\n\nThe dam above Varnholm burst on Sunday. The ceasefire around "
        "Varnholm has collapsed. Merania is accused of backing General Omar Tarn.",
        "2024-05-14",
    ),
    Told("A flood in Varnholm, 2,000 km away, is in the papers. The dam above Varnholm burst. It killed dozens.", ""),
    Told("Rovers beat Lindal 2-1 in the cup final at Fairfield. Ivo Marsh scored both goals for Rovers.", "2024-05-14"),
)  # fmt: skip


def run(chosen, **options):
    return compare(chosen, CONFIG, **{"encoder": FakeEncoder(), **options})


@pytest.fixture(scope="module")
def findings(encoder):
    return run(STORY, encoder=encoder)


@pytest.mark.parametrize(("count", "says"), [(0, "no article was read"), (1, "only one article was read")])
def test_fewer_than_two_articles_cannot_be_compared(count, says):
    with pytest.raises(NothingComparable, match=says):
        run(STORY[:count])


def test_what_was_skipped_is_told_when_nothing_is_left_to_compare():
    with pytest.raises(NothingComparable, match=r"b\.pdf: not a text"):
        run(STORY[:1], skipped=[Skipped("b.pdf", "not a text")])


def test_an_unknown_kind_is_refused_and_the_nearest_is_named():
    config = CONFIG.model_copy(update={"kinds": {**CONFIG.kinds, "figur": {}}})
    with pytest.raises(ConfigError, match=r"unknown key 'kinds\.figur'; did you mean 'figure'"):
        compare(STORY, config, encoder=FakeEncoder())


def test_every_kind_on_the_shelf_takes_part():
    assert len(make_kinds(CONFIG, LEXICONS, judge=None, parser=PARSER, encoder=FakeEncoder())) == len(kinds())


def test_every_sort_of_clash_is_found(findings):
    assert {d.kind for d in findings.discrepancies} >= {"figure", "date", "outcome"}


def test_every_quote_is_in_its_article_word_for_word_and_its_mark_inside_it(findings):
    texts = {a.id: a.text for a in STORY}
    evidence = [e for d in findings.discrepancies for side in d.sides for e in side.evidence]
    evidence += [rung.evidence for ladder in findings.ladders for rung in ladder.rungs]
    assert evidence
    for one in evidence:
        assert texts[one.article][one.start : one.end] == one.quote
        assert 0 <= one.span[0] < one.span[1] <= len(one.quote)


def test_the_sides_of_a_discrepancy_are_of_different_articles(findings):
    for found in findings.discrepancies:
        assert len({e.article for side in found.sides for e in side.evidence}) >= 2
        assert all(len(side.evidence) == len({e.article for e in side.evidence}) for side in found.sides)


def test_every_article_is_in_exactly_one_story(findings):
    assert sorted(a for story in findings.stories for a in story.articles) == [a.id for a in STORY]
    assert sorted(a.id for a in findings.articles) == [a.id for a in STORY]


def test_ids_are_unique(findings):
    assert len({d.id for d in findings.discrepancies}) == len(findings.discrepancies)


def test_the_same_articles_in_any_order_give_the_same_bytes():
    told = run(STORY).model_dump_json()
    for chosen in permutations(STORY):
        assert run(chosen).model_dump_json() == told


def test_an_article_on_another_event_changes_no_finding(encoder, findings):
    ids = [d.id for d in run(STORY[:3], encoder=encoder).discrepancies]
    assert ids == [d.id for d in findings.discrepancies]


@settings(max_examples=30)
@given(st.lists(st.sampled_from([a.text for a in STORY] + ["", "\n", "…", "12", "“"]), min_size=2, max_size=4))
def test_no_mix_of_articles_is_too_odd(texts):
    """Equal, empty and broken texts included."""
    found = run([article(f"a{n}", text) for n, text in enumerate(texts)])
    assert found.totals.articles == len(texts)


def test_progress_is_told_of_each_stage():
    told = []

    def watch(stage, items):
        told.append((stage, len(items)))
        return items

    run(STORY, progress=watch)
    assert told[0] == ("reading", 4)
    assert told[1][0] == "comparing"


def test_the_encoder_of_the_settings_stands_behind_the_cache(tmp_path):
    config = CONFIG.model_copy(update={"cache": CONFIG.cache.model_copy(update={"folder": str(tmp_path)})})
    made = make_encoder(config)
    assert isinstance(made, CachedEncoder)
    assert made.table.path == tmp_path / "vectors.sqlite"
    assert make_encoder(CONFIG).table.path.name == "vectors.sqlite"


def with_member(shelf, **settings):
    chosen = getattr(CONFIG, shelf).model_copy(update=settings)
    return CONFIG.model_copy(update={shelf: chosen})


def test_every_aligner_and_judge_on_the_shelf_is_made_without_loading_a_model():
    for name in members("aligners"):
        assert make_aligner(with_member("aligner", name=name, model="no/such-model")).odds([]).shape == (0,)
    for name in members("judges"):
        assert (
            list(make_judge(with_member("judge", name=name, model="no/such-model"), LEXICONS, PARSER).judge([])) == []
        )


def test_an_unknown_aligner_or_judge_is_told_which_there_are():
    with pytest.raises(UsageError, match=r"no aligner called 'oracle'; there are: .*rules"):
        make_aligner(with_member("aligner", name="oracle"))
    with pytest.raises(UsageError, match=r"no judge called 'oracle'; there are: .*lexicon"):
        make_judge(with_member("judge", name="oracle"), LEXICONS, PARSER)


def test_a_model_that_is_not_there_stops_a_run_with_advice(tmp_path):
    judge = with_member("judge", name="cross_encoder", model=str(tmp_path / "none.json"))
    with pytest.raises(ModelError, match=r"none\.json.*; give the card of a model"):
        make_judge(judge, LEXICONS, PARSER).judge([("It rained.", "It snowed.")])


def test_a_story_of_one_article_has_no_findings():
    found = run([STORY[0], STORY[3]])
    assert len(found.stories) == 2
    assert found.discrepancies == ()
