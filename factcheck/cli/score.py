"""factcheck score: precision and recall on a labelled pack."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.options import ConfigFile, EncoderName, ModelName, Today, make_run
from factcheck.cli.program import CODES, app
from factcheck.cli.talking import put_text, say
from factcheck.cli.working import working
from factcheck.scoring import Show
from factcheck.shelves import member

if TYPE_CHECKING:
    from factcheck.running import Run
    from factcheck.scoring import Event

_SCORE_HELP = f"""\b
Examples:
  factcheck score pack/                   run, then score
  factcheck score pack/ --save reports/   keep the reports, too
  factcheck score pack/ --reports reports/ --show wrong

{CODES}"""


@app.command(epilog=_SCORE_HELP)
def score(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="A labelled pack: articles/*.jsonl and gold.jsonl.")],
    reports: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Score the reports DIR/<event>.json instead of running.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the reports of this run to DIR/<event>.json.")
    ] = None,
    show: Annotated[Show | None, typer.Option(help="List these findings, too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to run the events in.")] = 1,
    config: ConfigFile = None,
    today: Today = None,
    encoder: EncoderName = None,
    model: ModelName = None,
) -> None:
    """Measure precision and recall on a labelled pack."""
    from factcheck import scoring

    events = scoring.load_pack(pack)
    if reports is not None:
        loaded = scoring.load_reports(reports, events)
    else:
        with working():
            loaded = _fresh_reports(events, make_run(config, today, encoder, model), jobs=jobs, save=save)
    result = scoring.score(events, loaded, show=show)
    figures = json.dumps(result.figures(), indent=1) if as_json else "\n".join(result.lines())
    put_text(f"{figures}\n")
    if result.missing_reports:
        say(f"no report for: {', '.join(result.missing_reports)}")


def _fresh_reports(events: Sequence[Event], run: Run, *, jobs: int, save: Path | None) -> dict[str, Any]:
    from factcheck.findings import output as files
    from factcheck.running import compare_events

    if save is not None:
        files.check(save / "report.json")
    render = member("formats", "json")().render
    texts = {name: render(findings) for name, findings in compare_events(events, run, jobs=jobs).items()}
    if save is not None:
        for name, text in texts.items():
            files.write(save / f"{name}.json", text)
    return {name: json.loads(text) for name, text in texts.items()}
