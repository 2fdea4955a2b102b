"""What teaches the models: labels that claim no more than they know, rewrites whose label follows, runs that go on."""

import gzip
import json
from random import Random

import numpy as np
import pytest
from fakes import FakeClassifier
from hypothesis import given
from hypothesis import strategies as st
from reading import tokens

from training import judge_pairs, rewrites
from training.evaluate import calibration_error, reliability, same_probability, verdicts
from training.sets import ALIGNMENT, LABELS, NLI, Pair, overlap, read_pairs, write_pairs

pytest_plugins = ["tiny_models"]

LINES = st.text(st.characters(codec="utf-8"), max_size=20)
PAIRS = st.lists(st.builds(Pair, LINES, LINES, st.sampled_from(sorted(LABELS))), min_size=1, max_size=6)


# --- sets of pairs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "allowed"),
    [
        ("contradiction", {"contradiction"}),
        ("not_entailment", {"contradiction", "neutral"}),
        ("not_contradiction", {"entailment", "neutral"}),
        ("same_event", {"same"}),
        ("not_paraphrase", {"different"}),
    ],
)
def test_a_label_allows_what_may_be_true(label, allowed):
    assert Pair("a", "b", label).allowed == allowed


@pytest.mark.parametrize("allowed", LABELS.values())
def test_a_label_is_of_one_model_and_leaves_something_open_to_learn(allowed):
    classes = set(NLI) if allowed <= set(NLI) else set(ALIGNMENT)
    assert set() < allowed < classes


@given(PAIRS)
def test_pairs_come_back_as_they_were_and_in_the_same_bytes(tmp_path_factory, pairs):
    one, two = (tmp_path_factory.mktemp("pairs") / "judge.train.jsonl.gz" for _ in range(2))
    assert write_pairs(one, iter(pairs)) == write_pairs(two, pairs) == len(pairs)
    assert read_pairs(one) == pairs
    assert one.read_bytes() == two.read_bytes()


def test_rows_with_labels_of_other_tasks_are_left_out(tmp_path):
    path = tmp_path / "mixed.jsonl.gz"
    rows = [{"a": "x", "b": "y", "label": 3.5}, {"a": "x", "b": "y", "label": "same"}, {"a": "x", "b": "y"}]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert read_pairs(path) == [Pair("x", "y", "same")]


def test_a_set_without_any_known_label_is_refused(tmp_path):
    path = tmp_path / "scores.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"a": "x", "b": "y", "label": "5"}\n'))
    with pytest.raises(ValueError, match=r"scores\.jsonl\.gz: no row has a label out of contradiction"):
        read_pairs(path)


@pytest.mark.parametrize(
    ("a", "b", "share"), [("flood hits town", "Flood HITS town", 1), ("a of", "to a", 0), ("", "", 0)]
)
def test_overlap_is_of_longer_words_alone(a, b, share):
    assert overlap(a, b) == share


# --- rewrites ----------------------------------------------------------------------------------------------


def made(rewrite, text, seeds=60):
    """Every pair that the rewrite makes of the text, whatever is drawn."""
    return {pair for seed in range(seeds) for pair in rewrite(text, tokens(text), Random(seed))}


def others(pairs, text):
    """The rewritten texts, by label."""
    found = {}
    for pair in pairs:
        assert text in (pair.a, pair.b)
        found.setdefault(pair.label, set()).add(pair.b if pair.a == text else pair.a)
    return found


DENIED = "The mayor was seen at the harbour."
PAST = "Two guards left the depot."
COUNTED = "The storm damaged 40 houses near Lusimbo."


def test_what_is_denied_is_excluded():
    assert others(made(rewrites._denied, DENIED), DENIED) == {
        "contradiction": {"The mayor was not seen at the harbour."}
    }
    assert others(made(rewrites._denied, PAST), PAST) == {"contradiction": {"Two guards did not leave the depot."}}


@pytest.mark.parametrize(
    "text",
    ["The mayor was not seen there.", "The mayor was never seen there.", "Rain all day.", "The mayor may stand again."],
)
def test_nothing_is_denied_twice_or_without_a_verb_that_asserts(text):
    assert made(rewrites._denied, text) == set()


def test_an_opposite_excludes():
    text = "The senate approved the northern road."
    turned = {"The senate rejected the northern road.", "The senate approved the southern road."}
    assert others(made(rewrites._turned, text), text) == {"contradiction": turned}


def test_a_plan_leaves_the_deed_open_and_a_failure_excludes_it():
    found = others(made(rewrites._planned, PAST), PAST)
    assert found.keys() == {"neutral", "contradiction"}
    assert found["neutral"] == {f"Two guards {plan} leave the depot." for plan in rewrites._PLANS}
    assert found["contradiction"] == {f"Two guards {failure} leave the depot." for failure in rewrites._FAILURES}


def test_an_allegation_leaves_the_fact_open_and_no_fact_excludes_it():
    pairs = made(rewrites._alleged, PAST)
    assert {p.label for p in pairs if p.b == PAST} == {"neutral"}
    assert {p.label for p in pairs if p.a == PAST} == {"not_contradiction"}
    assert "Two guards allegedly left the depot." in {p.a for p in pairs}


@pytest.mark.parametrize("rewrite", [rewrites._planned, rewrites._alleged])
@pytest.mark.parametrize("text", ["Two guards will leave the depot.", "She said nothing.", "The depot was closed."])
def test_only_a_deed_that_is_told_as_done_is_planned_or_alleged(rewrite, text):
    assert made(rewrite, text) == set()


def test_an_account_agrees_with_the_plain_statement_and_a_denial_of_it_does_not():
    for pair in made(rewrites._accounts, PAST):
        texts = [t for t in (pair.a, pair.b) if t != PAST]
        denied = [any(word in t for word in rewrites._DENYING) for t in texts]
        assert (pair.label == "contradiction") is (sum(denied) == 1), pair
        assert all("two guards left the depot" in t.lower() for t in texts), pair


@pytest.mark.parametrize(
    "text", ["“We left,” the guard added.", 'He is "safe".', "Police said two guards left.", "Go!"]
)
def test_speech_is_not_told_again(text):
    assert made(rewrites._accounts, text) == set()


def bounds(text):
    """The least and the greatest number that the text lets the storm have damaged, as written."""
    number = int(next(word for word in text.replace(",", "").split() if word.isdigit()))
    if any(f" {words} " in text for words in ("more than", "over")):
        return number + 1, 10**9
    if " at least " in text:
        return number, 10**9
    if any(f" {words} " in text for words in ("less than", "fewer than", "under")):
        return 0, number - 1
    if " up to " in text:
        return 0, number
    if any(f" {word} " in text for word in ("nearly", "almost", *rewrites._HEDGES)):
        return number * 0.9, number * 1.1
    return number, number


@pytest.mark.parametrize("count", ["40", "3", "1", "57", "212", "1,940", "12,500"])
def test_a_changed_number_has_the_label_that_follows_from_arithmetic(count):
    text = COUNTED.replace("40", count)
    pairs = made(rewrites._counted, text, seeds=300)
    assert {pair.label for pair in pairs} == {"contradiction", "entailment", "neutral"}
    for pair in pairs:
        (low, high), (least, most) = bounds(pair.a), bounds(pair.b)
        apart = high < least or most < low
        inside = least <= low and high <= most
        assert apart is (pair.label == "contradiction"), pair
        assert inside is (pair.label == "entailment"), pair


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was hurt.",
        "The storm of 1987 is remembered.",
        "More than 40 houses fell.",
        "It struck at 4:30 on the coast.",
        "Prices rose 2.5 per cent.",
        "The 20th storm came.",
        "Flight 714 landed late.",
        "The storm cost $40 in all.",
    ],
)
def test_a_number_that_counts_nothing_plainly_is_left_alone(text):
    assert made(rewrites._counted, text) == set()


@pytest.mark.parametrize(
    ("text", "word"), [("They met on Tuesday.", "Tuesday"), ("They met in May.", "May"), ("They met in 2019.", "2019")]
)
def test_another_day_excludes(text, word):
    found = others(made(rewrites._dated, text), text)
    assert found.keys() == {"contradiction"}
    assert all(word not in other and len(other.split()) == len(text.split()) for other in found["contradiction"])


@pytest.mark.parametrize("text", ["They may meet.", "They met again.", "Room 19876 is shut."])
def test_no_day_no_other_day(text):
    assert made(rewrites._dated, text) == set()


def test_a_part_follows_from_the_whole_and_the_whole_from_no_part():
    text = "The depot burned down on a cold night, officials in the port town added."
    part = "The depot burned down on a cold night."
    assert made(rewrites._shortened, text) == {Pair(text, part, "entailment"), Pair(part, text, "neutral")}


@pytest.mark.parametrize(
    "text",
    [
        PAST,
        "It burned, he said.",
        'The depot "burned down at night", officials in town added.',
        "After the storm had passed the harbour, all ships left the port.",
    ],
)
def test_what_has_no_last_part_is_not_shortened(text):
    assert made(rewrites._shortened, text) == set()


@given(st.sampled_from([DENIED, PAST, COUNTED, "Rain."]), st.integers(0, 500), st.integers(1, 4))
def test_rewrites_are_few_known_by_label_and_the_same_for_the_same_draw(text, seed, at_most):
    pairs = rewrites.rewritten(text, tokens(text), Random(seed), at_most=at_most)
    assert len(pairs) <= at_most
    assert all(pair.allowed <= set(NLI) and pair.a != pair.b for pair in pairs)
    assert pairs == rewrites.rewritten(text, tokens(text), Random(seed), at_most=at_most)


# --- the judge's pairs -------------------------------------------------------------------------------------


def inference_sets(folder, pairs):
    """Write the same pairs as each of the sets whose second texts are rewritten further."""
    for name in judge_pairs._REWRITTEN:
        write_pairs(folder / f"{name}.train.jsonl.gz", pairs)


def test_what_excludes_an_implied_statement_excludes_what_implied_it_and_an_open_one_stays_open(tmp_path):
    whole = "Two guards left the depot at dawn, before the storm came."
    for label, told in [("entailment", "contradiction"), ("neutral", "neutral")]:
        inference_sets(tmp_path, [Pair(whole, PAST, label)])
        further = {p for seed in range(40) for p in judge_pairs._rewritten_further(tmp_path, Random(seed))}
        assert further
        assert {(pair.a, pair.label) for pair in further} == {(whole, told)}
        assert PAST not in {pair.b for pair in further}


def test_what_is_excluded_is_not_rewritten_further(tmp_path):
    inference_sets(tmp_path, [Pair(COUNTED, PAST, "contradiction")])
    assert list(judge_pairs._rewritten_further(tmp_path, Random(1))) == []


def test_an_echo_is_the_same_sentence_in_both_orders():
    pairs = [Pair(f"The mayor's boat, the “Tern”, left pier {n}.", "x", "neutral") for n in range(40)]
    echoes = list(judge_pairs._echoes(pairs, Random(3)))
    assert {pair.label for pair in echoes} == {"entailment"}
    for pair in echoes:
        one, two = ("".join(filter(str.isalnum, text.lower().replace("the ", ""))) for text in (pair.a, pair.b))
        assert one == two
    originals = {pair.a for pair in pairs}
    assert {pair.a in originals for pair in echoes} == {True, False}


# --- training ----------------------------------------------------------------------------------------------


class FixedScores:
    """Stands for a model: gives the scores it was made with."""

    device = "cpu"

    def __init__(self, scores):
        import torch

        self.scores = torch.tensor(scores)

    def preprocess(self, pairs):
        return {"pairs": pairs}

    def __call__(self, features):
        assert len(features["pairs"]) == len(self.scores)
        return {"scores": self.scores}


def loss(scores, *allowed):
    """The loss of a batch with these scores, where these classes are allowed, by number."""
    import torch

    from training.train import AllowedClasses

    bits = torch.tensor([sum(2**n for n in row) for row in allowed])
    texts = [[f"text {n}" for n in range(len(scores))] for _ in range(2)]
    module = AllowedClasses.__new__(AllowedClasses)
    torch.nn.Module.__init__(module)
    object.__setattr__(module, "model", FixedScores(scores))
    return float(module(texts, bits))


SCORES = st.lists(st.floats(-6, 6), min_size=3, max_size=3)


@given(SCORES, st.sets(st.integers(0, 2), min_size=1, max_size=3))
def test_a_label_costs_the_log_of_the_probability_of_all_it_allows(scores, allowed):
    shares = np.exp(scores) / np.exp(scores).sum()
    assert loss([scores], allowed) == pytest.approx(-np.log(shares[sorted(allowed)].sum()), abs=1e-5)


@given(SCORES, SCORES)
def test_the_loss_of_a_batch_is_the_mean(one, two):
    assert loss([one, two], {0}, {1, 2}) == pytest.approx((loss([one], {0}) + loss([two], {1, 2})) / 2, abs=1e-5)


@pytest.fixture
def lessons(tmp_path):
    """The path of a set from which even a tiny model learns something: the second text repeats the first, or not."""
    rng = Random(5)
    words = ["rain", "snow", "wind", "fog", "hail"]
    texts = [" ".join(rng.sample(words, 3)) for _ in range(24)]
    pairs = [Pair(t, t if n % 2 else f"no {t}", "same" if n % 2 else "different") for n, t in enumerate(texts)]
    write_pairs(tmp_path / "aligner.train.jsonl.gz", pairs)
    return tmp_path / "aligner.train.jsonl.gz"


def test_training_goes_on_from_its_checkpoint(tiny_base, lessons, tmp_path):
    pytest.importorskip("datasets")
    pytest.importorskip("accelerate")
    from safetensors.torch import load_file, save_file

    from factcheck.models.classifiers import make_classifier
    from training.train import Recipe, train

    out = tmp_path / "aligner"
    recipe = Recipe(ALIGNMENT, epochs=1, learning_rate=1e-3, batch_size=8)
    train(recipe, lessons, tiny_base, out)
    first = load_file(out / "model.safetensors")
    [checkpoint] = (out / "checkpoints").iterdir()
    assert checkpoint.name == "checkpoint-3"
    assert make_classifier(str(out), "aligner").classes == ALIGNMENT

    marked = load_file(checkpoint / "model.safetensors")
    marked["classifier.bias"] += 5
    save_file(marked, checkpoint / "model.safetensors", {"format": "pt"})
    train(recipe, lessons, tiny_base, out)
    second = load_file(out / "model.safetensors")
    assert (second["classifier.bias"] - first["classifier.bias"]).tolist() == [5, 5]


def test_the_average_is_the_mean_by_shares_and_no_other_shape_is_taken(tiny_base, tmp_path):
    from safetensors.torch import load_file

    from factcheck.models.classifiers import make_classifier
    from training.average import average
    from training.train import new_model

    one, two, other = (tmp_path / name for name in ("one", "two", "other"))
    for folder, classes in ((one, ALIGNMENT), (two, ALIGNMENT), (other, NLI)):
        new_model(classes, tiny_base).save_pretrained(str(folder))
    average(tmp_path / "mean", [one, two], shares=[0.75, 0.25])
    first, second, mean = (load_file(tmp_path / name / "model.safetensors") for name in ("one", "two", "mean"))
    for name, tensor in mean.items():
        assert np.allclose(tensor, 0.75 * first[name] + 0.25 * second[name], atol=1e-6)
    assert make_classifier(str(tmp_path / "mean"), "aligner").classes == ALIGNMENT
    with pytest.raises(ValueError, match="not all of one shape"):
        average(tmp_path / "mixed", [one, other], shares=[0.5, 0.5])


def test_a_model_may_take_the_table_of_words_of_another(tiny_base, tmp_path):
    from safetensors.torch import load_file

    from training.average import average
    from training.train import new_model

    one, other = tmp_path / "one", tmp_path / "other"
    for folder, classes in ((one, ALIGNMENT), (other, NLI)):
        model = new_model(classes, tiny_base)
        if folder is other:
            next(w for n, w in model.named_parameters() if "word_embeddings" in n).data += 1
        model.save_pretrained(str(folder))
    average(tmp_path / "out", [one], shares=[1], words=other)
    first, second, out = (load_file(tmp_path / name / "model.safetensors") for name in ("one", "other", "out"))
    for name, tensor in out.items():
        assert tensor.equal((second if "word_embeddings" in name else first)[name])


def test_batches_hold_every_pair_once_and_texts_of_about_one_length():
    from training.train import ByLength

    lengths = [n * 37 % 101 for n in range(130)]
    data = {"a": ["x" * n for n in lengths], "b": ["y" for _ in lengths]}

    class Told(dict):
        def __len__(self):
            return len(lengths)

    sampler = ByLength(Told(data), batch_size=16, drop_last=False, seed=7)
    batches = list(sampler)
    assert len(batches) == len(sampler) == 9
    assert sorted(i for batch in batches for i in batch) == list(range(130))
    assert max(max(lengths[i] for i in b) - min(lengths[i] for i in b) for b in batches) <= 20
    assert list(sampler) == batches
    sampler.set_epoch(1)
    assert list(sampler) != batches


# --- measuring ---------------------------------------------------------------------------------------------

A, B, C = ("a", "1"), ("b", "2"), ("c", "3")


def test_the_probability_of_same_is_read_from_its_class():
    model = FakeClassifier(("same", "different"), {A: [0.9, 0.1], B: [0.2, 0.8], C: [0.4, 0.6]})
    p, right = same_probability(model, [Pair(*A, "paraphrase"), Pair(*B, "different_event"), Pair(*C, "same")])
    assert p == pytest.approx([0.9, 0.2, 0.4])
    assert right.tolist() == [True, False, True]


def test_a_verdict_is_the_likeliest_class():
    model = FakeClassifier(NLI, {A: [0.7, 0.2, 0.1], B: [0.1, 0.3, 0.6], C: [0.1, 0.8, 0.1]})
    pairs = [Pair(*A, "contradiction"), Pair(*B, "entailment"), Pair(*C, "entailment"), Pair(*A, "neutral")]
    p, right = verdicts(model, pairs)
    assert p == pytest.approx([0.7, 0.6, 0.8, 0.7])
    assert right.tolist() == [True, False, True, False]


def test_classes_that_the_labels_do_not_tell_apart_are_added_up():
    model = FakeClassifier(NLI, {A: [0.3, 0.4, 0.3], B: [0.1, 0.8, 0.1]})
    p, right = verdicts(model, [Pair(*A, "not_entailment"), Pair(*B, "entailment")])
    assert p == pytest.approx([0.6, 0.8])
    assert right.tolist() == [True, True]


def test_classes_that_no_label_allows_are_left_out():
    model = FakeClassifier(NLI, {A: [0.3, 0.1, 0.6], B: [0.2, 0.2, 0.6]})
    p, right = verdicts(model, [Pair(*A, "contradiction"), Pair(*B, "entailment")])
    assert p == pytest.approx([0.75, 0.5])
    assert right[0]


@pytest.mark.parametrize(
    ("p", "right", "error"),
    [
        ([1.0, 1.0], [True, True], 0),
        ([0.0, 1.0], [True, False], 1),
        ([0.75, 0.75, 0.75, 0.75], [True, True, True, False], 0),
        ([0.95, 0.95, 0.55, 0.55], [True, False, True, False], (0.45 + 0.05) / 2),
        ([0.5], [True], 0.5),
    ],
)
def test_the_calibration_error_is_the_gap_between_saying_and_being(p, right, error):
    assert calibration_error(np.array(p), np.array(right)) == pytest.approx(error)


def test_the_table_counts_every_answer_once_and_tells_the_error():
    p, right = np.linspace(0, 1, 21), np.arange(21) % 2 == 0
    table = reliability(p, right)
    counts = [int(line.split("|")[2]) for line in table.splitlines() if line.startswith("| 0.")]
    assert sum(counts) == 21
    assert table.endswith(f"expected calibration error {calibration_error(p, right):.3f}")
