"""Hand-written stand-ins for the models: small, deterministic, with no weights."""

import hashlib
import re

import numpy as np

_STOP = {
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "at",
    "to",
    "and",
    "by",
    "was",
    "were",
    "is",
    "are",
    "some",
    "have",
    "been",
}


class FakeEncoder:
    """A bag of words hashed into 256 dimensions: texts with equal words are near each other."""

    name = "fake@1"

    def __init__(self):
        self.asked: list[str] = []

    def encode(self, texts):
        self.asked += texts
        return np.array([self._one(text) for text in texts], dtype=np.float32).reshape(len(texts), 256)

    def _one(self, text):
        row = np.zeros(256)
        for word in re.findall(r"\w+", text.lower()):
            if word not in _STOP:
                row[int(hashlib.md5(word.encode()).hexdigest(), 16) % 256] += 1
        return row / (np.linalg.norm(row) or 1)
