"""What a run works with, made from its settings: parser, encoder, aligner, the decision on figures, judge, kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.align.decision import Decision, load_decision
from factcheck.interfaces import Aligner, Classifier, Encoder, Judge, Kind, Parser
from factcheck.models.cache import ANSWERS, CachedClassifier, CachedEncoder, CachedParser, cache_folder
from factcheck.models.classifiers import make_classifier
from factcheck.models.kept import Table
from factcheck.settings.config import Config, kind_settings, known_kinds
from factcheck.settings.lexicons import Lexicons
from factcheck.shelves import KINDS, Shelf, encoder_for, handed, kind_of, kinds, member


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with."""

    config: Config
    lexicons: Lexicons
    parser: Parser
    encoder: Encoder
    aligner: Aligner
    decision: Decision
    judge: Judge
    kinds: Sequence[Kind]


def make_tools(config: Config, lexicons: Lexicons, encoder: Encoder | None, shelves: Sequence[Shelf]) -> Tools:
    """Make what a run works with; `encoder` takes the place of the settings' own."""
    parser = make_parser(config)
    judge = make_judge(config, lexicons, parser)
    chosen = encoder or make_encoder(config)
    return Tools(
        config=config,
        lexicons=lexicons,
        parser=parser,
        encoder=chosen,
        aligner=make_aligner(config),
        decision=load_decision(config.alignment.decision),
        judge=judge,
        kinds=make_kinds(config, lexicons, judge, shelves, parser=parser, encoder=chosen),
    )


def make_parser(config: Config) -> Parser:
    """Return the parser of the settings, behind the cache of parses."""
    return CachedParser(load_parser(config), cache_folder(config) / "parses.sqlite")


def load_parser(config: Config) -> Parser:
    """Return the parser of the settings itself, which parses again what it parsed before."""
    asked = config.parser
    return _parser(asked.name, asked.model, asked.entities)


@lru_cache(maxsize=2)  # likewise
def _parser(name: str, model: str, entities: bool) -> Parser:  # noqa: FBT001 - a key of the cache
    parser: Parser = member("parsers", name)(model, entities=entities)
    return parser


def make_encoder(config: Config) -> Encoder:
    """Return the encoder of the settings, behind the vector cache."""
    return CachedEncoder(load_encoder(config), _cache(config))


def load_encoder(config: Config) -> Encoder:
    """Return the encoder of the settings itself, which encodes again what it encoded before."""
    model = config.encoder.model
    return _encoder(config.encoder.name or encoder_for(model), model)


@lru_cache(maxsize=2)  # a model is loaded once a process, however often it checks
def _encoder(name: str, model: str) -> Encoder:
    encoder: Encoder = member("encoders", name)(model)
    return encoder


def make_aligner(config: Config) -> Aligner:
    """Return the aligner of the settings, its model behind the cache."""
    class_ = member("aligners", config.aligner.name)
    offered = {"classifier": _classifier(config, config.aligner.model, "aligner")}
    aligner: Aligner = class_(**handed(class_, offered))
    return aligner


def make_judge(config: Config, lexicons: Lexicons, parser: Parser) -> Judge:
    """Return the judge of the settings, its model behind the cache."""
    class_ = member("judges", config.judge.name)
    offered = {
        **_lists(lexicons),
        "classifier": _classifier(config, config.judge.model, "judge"),
        "parser": parser,
        "server": config.judge.server,
        "answers": Table(cache_folder(config) / ANSWERS, "answers"),
    }
    judge: Judge = class_(**handed(class_, offered))
    return judge


def make_kinds(
    config: Config,
    lexicons: Lexicons,
    judge: Judge,
    shelves: Sequence[Shelf] = KINDS,
    *,
    parser: Parser,
    encoder: Encoder,
) -> list[Kind]:
    """Return every kind on the shelves with its settings and what it needs.

    Raises ConfigError for settings of an unknown one, UsageError for a need that nobody can meet.
    """
    known_kinds(config.kinds, "kinds", "settings")
    known_kinds(config.gate.kinds, "gate.kinds", "settings")
    offered = {**_lists(lexicons), "judge": judge, "parser": parser, "encoder": encoder}
    classes = {name: kind_of(name) for name in kinds(shelves)}
    return [c(kind_settings(name, config), **handed(c, offered)) for name, c in classes.items()]


def _lists(lexicons: Lexicons) -> dict[str, Any]:
    """Every word list by its name, and all of them."""
    return {**dict(lexicons), "lexicons": lexicons}


def _classifier(config: Config, model: str, role: str) -> Classifier:
    return CachedClassifier(make_classifier(model, role), _cache(config))


def _cache(config: Config) -> Path:
    return cache_folder(config) / "vectors.sqlite"
