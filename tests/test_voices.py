"""Who speaks: by name, by role, by a pronoun, in the sentences beside; and where that is not clear."""

import alone
import pytest

from factcheck.domain.values import Figure
from factcheck.values.speech.voices import Voices

QUOTED = {
    "he said": ("Tom Lindqvist came by boat. “The mill is lost to us,” he said.", {"tom lindqvist"}),
    "she, one of two": (
        "Ada Bloom met Tom Lindqvist there. “The mill is lost to us,” she said.",
        {"ada bloom", "tom lindqvist"},
    ),
    "not whose time in office it was": (
        (
            "Ada Bloom, who drafted the plan for the Lindqvist administration, was there. Tom Lindqvist was away. "
            "Ada Bloom of the Alder Institute, once of the Lindqvist cabinet, came. “The mill is lost to us,” she said."
        ),
        {"ada bloom"},
    ),
    "only an administration has a name": (
        "Tom Lindqvist was away. A former aide of the Lindqvist cabinet came. “The mill is lost to us,” she said.",
        None,
    ),
    "not the owner of something": (
        "Tom Lindqvist's lawyer, Ada Bloom, was there. “The mill is lost to us,” she said.",
        {"ada bloom"},
    ),
    "a role and a name": ("“The mill is lost to us,” said the group's chair, Ada Bloom.", {"ada bloom"}),
    "a name between commas": (
        "Rao's counterpart at the talks, Ada Bloom, said: “The mill is lost to us.” Ms Bloom left.",
        {"ada bloom"},
    ),
    "a role": ("Ada Bloom, the mayor, came late. “The mill is lost to us,” the mayor said.", {"ada bloom"}),
    "an object taken for the speaker": ("It rained, and Ada Bloom, a lawyer, said the mill “should be lost to us”.", {"ada bloom"}),
    "another verb": ("Ms Ada Bloom assured the crowd that the mill “was never lost to us”.", {"ada bloom"}),
    "the first sentence of a speech": ("“The mill is lost to us. We shall leave,” Ada Bloom said.", {"ada bloom"}),
    "the rest of a speech": ("“We shall leave,” Ada Bloom said. “The mill is lost to us.”", {"ada bloom"}),
    "a paragraph of its own": ("“We shall leave,” Ada Bloom said.\n\n“The mill is lost to us.”", {"ada bloom"}),
    "a description that nobody fits": ("“The mill is lost to us,” the 42-year-old said. Ada Bloom, 42, left.", None),
    "whom a suit is against": ("The suit against Ada Bloom, 42, says Mr Weller “knew the mill was lost to us”.", None),
    "nobody": ("Ada Bloom read a sign. “The mill is lost to us.” It was old.", None),
    "two with one voice": ("“The mill is lost to us,” said Ada Bloom and Tom Lindqvist.", None),
    "officials": ("“The mill is lost to us,” officials said.", None),
}  # fmt: skip


def _first_quotation(text, words):
    (account,) = alone.understood((text,))
    sentence = next(s for s in account.sentences if words in s.text)
    stretch = next(q for q in sentence.quoted if words in q.of(account.article.text))
    return Voices([account], alone.story([account]).book, alone.LEXICONS).of_quotation(sentence, stretch)


@pytest.mark.parametrize(("text", "people"), QUOTED.values(), ids=QUOTED)
def test_who_speaks_a_quotation(text, people):
    voice = _first_quotation(text, "lost to us")
    assert (set(voice.people) if voice else None) == people


FIGURES = {
    "according to a role and a name": ("It costs 36 million crowns, according to the mayor, Ada Bloom.", "Ada Bloom"),
    "put at": ("Ada Bloom, who stayed away, put the cost at 36 million crowns.", "Ada Bloom"),
    "an estimate": ("Ms Ada Bloom's own estimate is 36 million crowns.", "Ada Bloom"),
    "a study": ("A study by the Alder Institute found that it cost 36 million crowns.", "A study by the Alder Institute"),
    "a body at the end": ("The strike cost 36 million crowns, the union said.", "the union"),
    "its own": ("The mill cost 36 million crowns.", None),
    "put, without at": ("Ada Bloom put 36 million crowns on the table.", None),
    "is expected": ("It is expected to cost 36 million crowns.", None),
    "behind another statement": ("Ada Bloom put the blame on the rain; the mill cost 36 million crowns.", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), FIGURES.values(), ids=FIGURES)
def test_who_is_cited_for_a_figure(text, name):
    (account,) = alone.understood((text,))
    claim = next(c for c in account.claims if isinstance(c.value, Figure))
    voice = Voices([account], alone.story([account]).book, alone.LEXICONS).of_figure(claim.sentence, claim.span)
    assert (voice.name if voice else None) == name


def test_bodies_are_two_when_nothing_of_them_is_common():
    texts = (
        "The fire brigade said 214 houses were lost.",
        "Police said 214 houses were lost.",
        "The hospital said 214 houses were lost.",
        "The nurses' union said 214 houses were lost.",
    )
    accounts = alone.understood(texts)
    voices = Voices(accounts, alone.story(accounts).book, alone.LEXICONS)
    fire, police, hospital, nurses = (
        voices.of_figure(claim.sentence, claim.span)
        for account in accounts
        for claim in account.claims
        if isinstance(claim.value, Figure)
    )
    assert fire.other_than(police)
    assert police.other_than(hospital)
    assert not hospital.other_than(nurses)
