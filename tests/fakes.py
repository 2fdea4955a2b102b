"""Hand-written stand-ins: models that are small, deterministic and have no weights, and a pool without processes."""

import asyncio
import hashlib
import re
import threading

import numpy as np

from factcheck.domain.parses import Parse

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


class FakeClassifier:
    """Gives each pair the row that `answers` holds for it, else `other`; remembers what it was asked."""

    def __init__(self, classes, answers=(), *, other=None, name="fake-classifier@1"):
        self.name = name
        self.classes = tuple(classes)
        self.answers = dict(answers)
        self.other = other
        self.asked: list[tuple[str, str]] = []

    def classify(self, pairs):
        self.asked += pairs
        rows = [self.answers.get(pair, self.other) for pair in pairs]
        return np.array(rows, dtype=np.float32).reshape(len(pairs), len(self.classes))


class FakeParser:
    """Hangs every word on the first of its sentence; remembers what it was asked."""

    def __init__(self, name="fake-parser@1"):
        self.name = name
        self.asked: list[str] = []

    def parse(self, sentences):
        self.asked += [" ".join(token.text for token in tokens) for tokens in sentences]
        return [self._one([token.text for token in tokens]) for tokens in sentences]

    def _one(self, words):
        same = tuple(words)
        return Parse((0,) * len(words), ("ROOT", *["dep"] * (len(words) - 1))[: len(words)], same, same, same)


class FakePool:
    """Does the work on a thread of this process, one piece at a time."""

    full = False

    def __init__(self, make=None):
        self._work = make and make()
        self._one_at_a_time = threading.Lock()

    def start(self):
        pass

    async def run(self, asked):
        return await asyncio.to_thread(self._done, asked)

    def close(self):
        pass

    def _done(self, asked):
        with self._one_at_a_time:
            return self._work(asked, lambda _, items: items)
