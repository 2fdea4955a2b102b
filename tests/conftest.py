"""What many tests share: the packaged model, loaded once, its vectors kept for the session."""

import pytest
from hypothesis import settings

from factcheck.encoders.sentence_transformer import PACKAGED_MODEL, Encoder
from factcheck.ledger import CachedEncoder

settings.register_profile("untimed", deadline=None)  # the first example may import a heavy library
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def encoder(tmp_path_factory):
    """The packaged encoder behind a cache of this session."""
    return CachedEncoder(Encoder(PACKAGED_MODEL), tmp_path_factory.mktemp("cache") / "vectors.sqlite")
