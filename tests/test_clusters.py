"""Which claims fill one slot: whatever the order, no claim twice, never one article alone, never its own opposite."""

from itertools import combinations

import pytest
from fakes import FakeClassifier, FakeEncoder
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import CONFIG, LEXICONS, articles

from factcheck.align.clusters import align, shared
from factcheck.align.comparability import agreement, hindrance, self_contradiction
from factcheck.align.likeness import FEATURES
from factcheck.aligners import cross_encoder, rules
from factcheck.domain.values import Figure, Timing

LISTS = {"hedges": LEXICONS.hedges, "nouns": LEXICONS.nouns, "play": LEXICONS.play}
SENTENCES = [
    "The flood killed 14 people in Varnholm on Monday.",
    "The flood in Varnholm killed 31 people.",
    "The flood killed at least 10 people in Varnholm.",
    "The flood injured 14 people in Varnholm.",
    "The flood killed nine women and five men in Varnholm.",
    "Customs officers at Lusimbo seized 320 rifles on Sunday.",
    "Customs officers at Lusimbo seized 450 rifles.",
    "The ceasefire around Zerifa has held.",
    "The ceasefire around Zerifa has collapsed.",
    "Merania backs General Omar Tarn.",
    "Merania is accused of backing General Omar Tarn.",
    "The talks in Lutten began on May 6.",
    "The talks in Lutten began on May 8.",
    "The talks in Lutten ended on May 9.",
    "Jonas Velt, 34, fell 150 metres on Mount Arrin.",
    "Mira Oss, 29, fell 400 metres on Mount Arrin.",
]
TEXTS = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True).map(" ".join), min_size=1, max_size=4
)


def claims_of(texts):
    return [claim for account in understand(articles(*texts), LEXICONS) for claim in account.claims]


def clustered(claims, aligner=None, settings=CONFIG.alignment):
    aligner = aligner or rules.Aligner()
    encode = FakeEncoder().encode
    vectors = [encode([getattr(claim, field) for claim in claims]) for field in ("slot", "masked", "predicate")]
    return align(claims, *vectors, aligner=aligner, settings=settings, **LISTS).clusters


def asking(same, **settings):
    """A classifier that says this of every pair, its aligner, and settings under which the aligner alone decides."""
    classifier = FakeClassifier(("different", "same"), other=[1 - same, same])
    of_value = {name: float(name == "aligner") for name in (*FEATURES, "bias")}
    weights = {**CONFIG.alignment.weights, "aligner": {"figure": of_value, "timing": of_value}}
    chosen = CONFIG.alignment.model_copy(update={"weights": weights, **settings})
    return classifier, {"aligner": cross_encoder.Aligner(classifier=classifier), "settings": chosen}


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_never_matters(texts, random):
    claims = claims_of(texts)
    shuffled = random.sample(claims, len(claims))
    assert clustered(shuffled) == clustered(claims)


@given(TEXTS)
def test_what_a_cluster_may_hold(texts):
    """A claim is in one cluster at most; a cluster is of two articles at least, of one sort, and never at odds with
    itself inside one article."""
    clusters = clustered(claims_of(texts))
    ids = [claim.id for cluster in clusters for claim in cluster.claims]
    assert len(ids) == len(set(ids))
    for cluster in clusters:
        assert len({claim.article for claim in cluster.claims}) > 1
        assert len({type(claim.value) for claim in cluster.claims}) == 1
        assert not any(self_contradiction(a, b, agreement(a, b)) for a, b in combinations(cluster.claims, 2))
        assert all(hindrance(a, b, **LISTS) is None for a, b in combinations(cluster.claims, 2))
        assert 0 <= cluster.cohesion <= 1
        assert [c.id for c in cluster.claims] == sorted(c.id for c in cluster.claims)


@given(texts=TEXTS)
def test_what_no_other_article_has_a_claim_of_the_sort_of_needs_no_vector(texts):
    claims = claims_of(texts)
    vectors = [FakeEncoder().encode([getattr(c, field) for c in claims]) for field in ("slot", "masked", "predicate")]
    asked = shared(claims)
    for of_texts in vectors:
        of_texts[[n for n in range(len(claims)) if n not in asked]] = 0
    made = align(claims, *vectors, aligner=rules.Aligner(), settings=CONFIG.alignment, **LISTS)
    assert made.clusters == clustered(claims)
    assert {claim.id for cluster in made.clusters for claim in cluster.claims} <= {claims[n].id for n in asked}


def test_what_one_article_alone_tells_is_shared_with_none():
    """Figures of one unit, deeds that are the same in all; who does what must be the same."""
    texts = (
        "The flood killed 14 people. The dam is 90 metres high. Merania backs Velania.",
        "The flood killed 31 people on Monday. Merania backs Ostrava.",
    )
    claims = claims_of(texts)
    assert {claims[n].value.words for n in shared(claims)} == {"14 people", "31 people"}
    assert shared(claims_of(texts[:1])) == []


def test_a_run_without_claims_has_no_clusters():
    assert clustered([]) == ()


def test_figures_of_one_thing_meet_though_they_differ():
    clusters = clustered(claims_of(SENTENCES[:2]))
    assert [len(cluster.claims) for cluster in clusters if isinstance(cluster.claims[0].value, Figure)] == [2]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The flood killed 14 people.", "The flood injured 14 people."),
        ("The flood killed 14 people.", "The flood reached 14 people."),
        ("The boat carried 14 sailors.", "The boat carried 14 horses."),
        ("The boat carried 14 women.", "The boat carried 20 men."),
        ("Jonas Velt, 34, fell.", "Mira Oss, 29, fell."),
        ("He fell 150 metres.", "He ran 14 seconds."),
        ("The talks began on Monday.", "The talks ended on Tuesday."),
        ("Merania backs Omar Tarn.", "Merania backs Sami Harb."),
    ],
)
def test_what_can_never_fill_one_slot(left, right):
    one, other = (claims_of([text]) for text in (left, right))
    pairs = [(a, b) for a in one for b in other if type(a.value) is type(b.value)]
    assert pairs
    assert all(hindrance(a, b, **LISTS) for a, b in pairs)


def test_one_article_that_gives_two_values_speaks_of_two_things():
    """They stay apart however alike the words are."""
    text = "The first boat held 6 sailors off Lusimbo. The second boat held 14 sailors off Lusimbo."
    claims = claims_of([text, "A boat held 14 sailors off Lusimbo."])
    clusters = clustered(claims)
    assert clusters
    for cluster in clusters:
        assert len({claim.value.lower for claim in cluster.claims if isinstance(claim.value, Figure)}) == 1


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_whether_two_claims_may_share_a_slot_does_not_depend_on_which_comes_first(left, right):
    for a in claims_of([left]):
        for b in claims_of([right]):
            if isinstance(a.value, Figure | Timing) and type(a.value) is type(b.value):
                assert hindrance(a, b, **LISTS) == hindrance(b, a, **LISTS)


# --- with a model beside the rules -------------------------------------------------------------------------


@pytest.mark.parametrize(("same", "meet"), [(0.97, True), (0.03, False)])
def test_an_aligner_that_knows_better_is_believed(same, meet):
    _, options = asking(same)
    clusters = clustered(claims_of(SENTENCES[:2]), **options)
    assert any(isinstance(cluster.claims[0].value, Figure) for cluster in clusters) is meet


def test_the_aligner_reads_marked_statements_and_no_value_that_is_compared():
    classifier, options = asking(0.9)
    texts = ["The flood killed 14 people in Varnholm.", "The flood killed 31 people in Varnholm."]
    clustered(claims_of(texts), **options)
    assert {text for pair in classifier.asked for text in pair} == {"The flood killed [figure] person in Varnholm."}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The flood killed 14 people.", "The flood injured 14 people."),
        ("The boat carried 14 sailors.", "The boat carried 14 horses."),
        ("The talks began on Monday.", "The talks ended on Tuesday."),
        ("He fell 150 metres.", "He ran 14 seconds."),
    ],
)
def test_the_aligner_is_not_asked_of_what_can_never_fill_one_slot(left, right):
    classifier, options = asking(0.99, worth_asking=0)
    assert clustered(claims_of([left, right]), **options) == ()
    assert classifier.asked == []


@pytest.mark.parametrize(("worth_asking", "asked"), [(1, False), (0, True)])
def test_the_aligner_is_not_asked_where_the_rules_see_no_likeness(worth_asking, asked):
    claims = claims_of(SENTENCES[:2])
    classifier, options = asking(0.01, worth_asking=worth_asking)
    assert (clustered(claims, **options) == clustered(claims)) is not asked
    assert bool(classifier.asked) is asked


@given(TEXTS, st.floats(0.02, 0.98), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_never_matters_to_an_aligner_either(texts, same, random):
    claims = claims_of(texts)
    _, options = asking(same)
    assert clustered(random.sample(claims, len(claims)), **options) == clustered(claims, **options)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("The mayor also called for an end to Sunday's march.", "The mayor called for an end Monday.", True),
        (
            "The mayor also called for an end to Sunday's march.",
            "The mayor called for an end to the march Monday.",
            False,
        ),
        ("The price was above Friday's close.", "It was lower at the close on Thursday.", False),
        ("Sunday's march ended in a fight.", "The march on Monday ended in a fight.", False),
        ("The mayor called for an end on Sunday.", "The mayor called for an end Monday.", False),
    ],
)
def test_a_genitive_tells_the_time_of_its_noun(left, right, apart):
    one, other = ([c for c in claims_of([text]) if isinstance(c.value, Timing)] for text in (left, right))
    assert (hindrance(one[0], other[0], **LISTS) is not None) is apart
