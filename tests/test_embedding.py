"""What several stories embed is encoded at once, and each story is made as by itself."""

from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeEncoder

from factcheck import grouping
from factcheck.comparing import Comparing
from factcheck.grouping import gathered
from factcheck.intake.reading import read
from factcheck.models.cache import CachedEncoder
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_tools
from factcheck.understand.accounts import understand

LEXICONS = load_lexicons()


class CountingEncoder(FakeEncoder):
    """Says how many texts it was asked for at a time."""

    exact = True

    def __init__(self):
        super().__init__()
        self.calls: list[int] = []

    def encode(self, texts):
        self.calls.append(len(texts))
        return super().encode(texts)


@pytest.fixture
def encoder():
    return CountingEncoder()


@pytest.fixture
def tools(encoder, tmp_path):
    made = make_tools(load_config(), LEXICONS, None, ["kinds"])
    return replace(made, encoder=CachedEncoder(encoder, tmp_path / "vectors.sqlite"))


@pytest.fixture
def two(tools):
    """Two stories of which each has claims to be held against each other."""
    articles = read(["seeds", "tests/drafts/river-treaty/sources"], today=date(2100, 1, 1)).articles
    found = gathered(understand(articles, LEXICONS, parser=tools.parser), tools, [])
    return [one for one in found if len(one.accounts) > 1][:2]


def told(weighed):
    return [(one.found, one.reasons, one.story.clusters, one.story.disputes) for one in weighed]


def test_what_two_stories_embed_is_encoded_in_one_go(two, tools, encoder):
    together = Comparing(tools).weighed(two)
    assert len(two) == 2
    assert len(encoder.calls) == 1
    apart = [*Comparing(tools).weighed(two[:1]), *Comparing(tools).weighed(two[1:])]
    assert len(encoder.calls) == 1  # all was kept
    assert told(together) == told(apart)
    assert all(clusters for _, _, clusters, _ in told(together))


def test_an_encoder_whose_vectors_depend_on_what_stands_beside_encodes_story_by_story(two, tools, encoder):
    encoder.exact = False
    Comparing(tools).weighed(two)
    assert len(encoder.calls) == 2


def test_what_fails_costs_its_story_alone_and_is_told_once(two, tools, monkeypatch):
    compared, spoilt = grouping._compared, two[0].accounts

    def failing(accounts, tools):
        if accounts == spoilt:
            raise ValueError("spoilt")
        return compared(accounts, tools)

    monkeypatch.setattr(grouping, "_compared", failing)
    first, second = Comparing(tools).weighed(two)
    assert ["spoilt" in one.reason for one in first.left_out] == [True]
    assert second.left_out == ()
    assert second.story.clusters
