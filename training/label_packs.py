"""Put the labels of training/labels/ together with the stories that they are of, as packs for training/fit_decision.py.

usage: python -m training.label_packs stories.unlabelled.jsonl.gz build/labels

The labels name articles by id and places by offset: the texts are their publishers', and stand in the file of stories
alone. Written are three packs: `stories`, read whole for conflicts, `pairs`, of which single pairs of figures were
judged (see training/labels/README.md), and `seeds`, the five articles of this repository. `drafts/open` and
`drafts/kept` are drafts with planted errors beside their sources, for benchmarks/drafts.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

LABELS = Path(__file__).parent / "labels"
SEEDS = Path(__file__).parent.parent / "seeds"
_FIELDS = ("id", "source", "title", "published", "text")
_LENGTHS = range(300, 12000)  # characters of an article that was read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    stories = _stories(args.stories)
    for pack, labels in (("stories", "conflicts.jsonl"), ("pairs", "pairs.jsonl")):
        rows = _lines((LABELS / labels).read_text(encoding="utf-8").splitlines())
        folder = args.out / pack
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        for event in sorted({row["event"] for row in rows}):
            told = [{field: article.get(field) for field in _FIELDS} for article in stories[event]]
            _write(folder / "articles" / f"{event}.jsonl", told)
        _write(folder / ("gold.jsonl" if pack == "stories" else "pairs.jsonl"), rows)
        (folder / "topics.json").write_text((LABELS / "topics.json").read_text(encoding="utf-8"), encoding="utf-8")
        print(f"{folder}: {len(rows)} labels")
    _write_seeds(args.out / "seeds")
    for draft in sorted((LABELS / "drafts").iterdir()):
        expected = tomllib.loads((draft / "expected.toml").read_text(encoding="utf-8"))
        _write_sources(
            stories[expected["story"]], shutil.copytree(draft, args.out / "drafts" / expected["half"] / draft.name)
        )


def _write_sources(articles: Iterable[dict], folder: Path) -> None:
    """Put the articles of a story beside a draft, as text files with front matter."""
    (folder / "sources").mkdir()
    for article in articles:
        head = "".join(
            f"{field}: {json.dumps(article[field], ensure_ascii=False)}\n" for field in ("title", "source", "published")
        )
        path = folder / "sources" / f"{article['id']}.txt"
        path.write_text(f"---\n{head}---\n\n{article['text']}\n", encoding="utf-8")


def _write_seeds(folder: Path) -> None:
    """Put the seeds and what an editor finds in them into the form of a pack."""
    expected, described = (
        tomllib.loads((SEEDS / f"{name}.toml").read_text("utf-8")) for name in ("expected", "articles")
    )
    texts = {name: (SEEDS / f"{name}.txt").read_text(encoding="utf-8") for name in described}

    def placed(side: list[list[str]]) -> list[list]:
        starts = [(article, texts[article].index(sentence), sentence) for article, sentence in side]
        return [[article, start, start + len(sentence)] for article, start, sentence in starts]

    (folder / "articles").mkdir(parents=True, exist_ok=True)
    told = [{"id": name, "text": texts[name], **about} for name, about in described.items()]
    rows = [{**row, "event": "seeds", "a": placed(row["a"]), "b": placed(row["b"])} for row in expected["conflict"]]
    _write(folder / "articles" / "seeds.jsonl", told)
    _write(folder / "gold.jsonl", rows)
    print(f"{folder}: {len(rows)} labels")


def _stories(path: Path) -> dict[str, list[dict]]:
    stories: dict[str, list[dict]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for article in _lines(file):
            if len(article["text"]) in _LENGTHS:
                stories[article["story"]].append(article)
    return stories


def _lines(lines: Iterable[str]) -> list[dict]:
    return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, rows: Iterable[dict]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
