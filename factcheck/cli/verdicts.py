"""factcheck verdicts and calibrate: what reviewers answered, carried, weighed and learnt from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import ConfigFile, Output, Sets, ledger_of, say_ledger
from factcheck.cli.program import CODES, app
from factcheck.cli.talking import deliver, put_line, put_text, read, say
from factcheck.cli.working import working
from factcheck.errors import UsageError

_CALIBRATE_HELP = f"""\b
Examples:
  factcheck calibrate             what the verdicts teach, and what would change
  factcheck calibrate --adopt     use it from now on
  factcheck calibrate --revert    use the one before it again

{CODES}"""


verdicts_app = typer.Typer(no_args_is_help=True, help="Carry verdicts from one ledger to another, and weigh them.")


app.add_typer(verdicts_app, name="verdicts")


@verdicts_app.command()
def export(output: Output = None, config: ConfigFile = None) -> None:
    """Write every verdict as JSON Lines, the withdrawn ones too."""
    from factcheck.review.verdicts import dumped

    deliver(dumped(ledger_of(config).verdicts()), output)


@verdicts_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Verdicts that verdicts export wrote; - for stdin.")],
    config: ConfigFile = None,
) -> None:
    """Add verdicts of another ledger; those that are there already are left as they are."""
    from factcheck.findings import digest
    from factcheck.review.verdicts import loaded

    kept = loaded(read(file), str(file))
    ledger = ledger_of(config, made=True)
    before = len(ledger.verdicts())
    ledger.add(kept)
    new = len(ledger.verdicts()) - before
    put_line(f"{digest.counted(new, 'verdict')} added, {len(kept) - new} there already: {ledger.where}")


@verdicts_app.command()
def stats(config: ConfigFile = None) -> None:
    """Say who answered what, how far reviewers agree, and how often each kind is right."""
    from factcheck.review.verdicts import told

    put_text(told(ledger_of(config).verdicts()))


@app.command(epilog=_CALIBRATE_HELP)
def calibrate(
    *,
    adopt: Annotated[bool, typer.Option("--adopt", help="Use what was learnt from the next run on.")] = False,
    revert: Annotated[bool, typer.Option("--revert", help="Use the calibrator before it again, or none.")] = False,
    config: ConfigFile = None,
    sets: Sets = None,
) -> None:
    """Learn from the verdicts how likely a finding is confirmed; nothing changes without --adopt."""
    from factcheck.review import calibration, learning, stores
    from factcheck.review.ledger import opened
    from factcheck.review.recording import ledger_url
    from factcheck.settings.layers import settle

    if adopt and revert:
        raise UsageError("--adopt and --revert: give one of them")
    settings = settle(Path(), file=config, environment=os.environ, flags=sets or ()).config
    url = ledger_url(settings, Path())
    place = calibration.beside(url, Path())
    if revert:
        before = calibration.revert(place)
        say(f"In use: calibrator {before.identity}." if before else "No calibrator is in use.")
        return
    if not stores.exists(url):
        raise UsageError(f"{stores.shown(url)}: there is no ledger yet; run factcheck report, then factcheck review")
    say_ledger(url)
    with working():
        learnt = learning.learn(opened(url), settings.calibration, calibration.in_use(place))
    put_text("".join(f"{line}\n" for line in learnt.lines()))
    if not adopt:
        say("Nothing is changed; factcheck calibrate --adopt puts this calibrator to use.")
    elif calibration.adopt(place, learnt.calibrator):
        say(f"In use from now on: calibrator {learnt.calibrator.identity}, {place}; --revert goes back.")
    else:
        say(f"This calibrator, {learnt.calibrator.identity}, is in use already.")
