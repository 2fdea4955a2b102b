"""Words of a draft for which its sources have one that excludes them."""

import pytest
from test_kind_unsupported import doubted, marked

INSTEAD = {
    "charged, told as convicted": (
        "A Lindal jury convicted the harbour pilot Rao of fraud over the dredging contract on Monday.",
        "Prosecutors in Lindal charged the harbour pilot Rao with fraud over the dredging contract on Monday.",
        ("convicted", "charged"),
    ),
    "before, told as after": (
        "The keys to the lighthouse were handed over two weeks after the mayor left the town hall.",
        "The keys to the lighthouse were handed over two weeks before the mayor left the town hall.",
        ("after", "before"),
    ),
    "proposed for an office, told as in it": (
        "The council appointed Ada Bloom, a retired judge from Ostrand, as head of the port.",
        "The council will nominate Ada Bloom, a retired judge from Ostrand, as head of the port.",
        ("appointed", "nominate"),
    ),
    "gone by his own will, told as dismissed": (
        "The head of the ferry line was fired over the lost lifeboats and the late report.",
        "The head of the ferry line resigned over the lost lifeboats and the late report.",
        ("fired", "resigned"),
    ),
    "put off, told as off": (
        "The speaker asked the mayor to cancel his harvest speech in the old theatre.",
        "The speaker asked the mayor to postpone his harvest speech in the old theatre.",
        ("cancel", "postpone"),
    ),
    "the other end of it": (
        "The western pier of the fish market in Lindal collapsed in the storm.",
        "The eastern pier of the fish market in Lindal collapsed in the storm.",
        ("western", "eastern"),
    ),
}

SILENT = {
    "a party by its other name": (
        "Republican leaders in the Lindal chamber voted the dredging contract down on Monday night.",
        "GOP leaders in the Lindal chamber voted the dredging contract down on Monday night.",
    ),
    "a not beside the contrary": (
        "The printing of the ballot papers for the harbour vote has not stopped.",
        "The printing of the ballot papers for the harbour vote has started.",
    ),
    "a not and an until": (
        "The pilot had never seen the reef before the night of the wreck of the Linnea.",
        "The pilot did not see the reef until after the night of the wreck of the Linnea.",
    ),
    "both words in the draft": (
        "Rao was arrested on Friday and charged with fraud over the dredging contract on Monday.",
        "Rao was charged with fraud over the dredging contract on Monday.",
    ),
    "the draft's word in another source": (
        "The head of the ferry line was fired over the lost lifeboats and the late report.",
        "The head of the ferry line resigned over the lost lifeboats and the late report.",
        "The head of the ferry line was fired over the lost lifeboats and the late report, the board said.",
    ),
    "of another thing": (
        "The eastern pier will open in May, the harbour board said.",
        "The western gate of the stadium was closed after the cup final in Lindal.",
    ),
    "a word inside a name": (
        "The West Harbour Company bought the fish market in Lindal.",
        "The fish market in Lindal was bought, and a hall built east of it.",
    ),
    "a word in a quotation": (
        "“They will convict him of fraud over the dredging contract,” his lawyer said of the pilot.",
        "They will charge him with fraud over the dredging contract, his lawyer said of the pilot.",
    ),
    "another part of speech": (
        "The first mate of the ferry gave the order to turn at the reef.",
        "The voyage of the ferry did not last, and the mate gave the order to turn at the reef.",
    ),
}


def words(draft, *sources):
    found = [one for one in doubted(draft, *sources) if one.check.endswith("which of the two words does it bear out?")]
    return [(marked(one, 0), marked(one, 1)) for one in found]


@pytest.mark.parametrize(("draft", "source", "expected"), INSTEAD.values(), ids=INSTEAD)
def test_the_sources_word_is_shown_beside_the_drafts(draft, source, expected):
    assert words(draft, source) == [expected]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_what_does_not_exclude_the_sources_is_no_doubt(texts):
    assert words(*texts) == []
