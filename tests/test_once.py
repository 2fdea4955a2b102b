"""What a sentence says is found once, and never taken for what another one says."""

from reading import sentences

from factcheck.text.once import once, remembered


def test_what_is_asked_again_is_found_once():
    asked = []

    @once
    def words(sentence, *, most=9):
        asked.append(sentence.text)
        return [token.text for token in sentence.tokens][:most]

    (one,) = sentences("a", "It rained in Brixholt.")
    (other,) = sentences("b", "It rained in Brixholt.")
    assert words(one) == words(one) == ["It", "rained", "in", "Brixholt", "."]
    assert words(one, most=2) == ["It", "rained"]
    assert words(other) == words(one)
    assert len(asked) == 3


def test_many_sentences_are_each_told_by_their_own_words():
    @once
    def text(sentence):
        return sentence.text

    for n in range(10_000):
        (sentence,) = sentences("a", f"No {n}.")
        assert text(sentence) == f"No {n}."


def test_no_more_are_remembered_than_asked_for():
    asked = []

    @remembered(2)
    def size(words):
        asked.append(words)
        return len(words)

    one, two, three = ["a"], ["a"], ["a", "b"]
    assert [size(words) for words in (one, two, one, three, two, one)] == [1, 1, 1, 2, 1, 1]
    assert [id(words) for words in asked] == [id(words) for words in (one, two, three, one)]
