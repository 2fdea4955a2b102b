"""factcheck serve and lsp: the check for other programs."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from functools import partial
from typing import Annotated

import typer

from factcheck.cli.options import ConfigFile, Sets, SourcesAfterAgainst, Today, make_run, sources_of, today_of
from factcheck.cli.program import CODES, app
from factcheck.cli.talking import Loudness, loudness, say
from factcheck.errors import UsageError

_SERVE_HELP = f"""\b
Examples:
  FACTCHECK_TOKEN=... factcheck serve --against wires/
  curl -H "Authorization: Bearer $FACTCHECK_TOKEN" -H "Content-Type: text/markdown" \\
       --data-binary @draft.md http://127.0.0.1:8765/check

{CODES}"""


@app.command(epilog=_SERVE_HELP, cls=SourcesAfterAgainst)
def serve(
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH...", help="The sources: files, folders, globs.  [default: gate.against]"),
    ] = None,
    host: Annotated[str, typer.Option(metavar="NAME", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
) -> None:
    """Check drafts that a content system sends over HTTP; the token is FACTCHECK_TOKEN, or made and shown once."""
    from factcheck.web import listening as web
    from factcheck.web.serve import make_app, make_pool
    from factcheck.web.tokens import token_of

    run = make_run(config, today, sets=sets)
    token = token_of(os.environ)
    if token.made and loudness.get() is Loudness.QUIET:
        raise UsageError("--quiet: nobody would see the token that is made; set FACTCHECK_TOKEN to one of your own")
    with closing(make_pool(run, sources_of(against, run))) as pool, web.listen(host, port) as listening:
        pool.start()
        app = make_app(run.config.serve, pool, token=token.words, hosts=(host,), day=partial(today_of, today))
        say(f"Listening on {web.url(listening)}; the sources are read anew when they change. Stop with Ctrl-C.")
        if token.made:
            say(f"Token of this run, to be sent as Authorization: Bearer {token.words}")
        web.server(app).run(sockets=[listening])


@app.command()
def lsp() -> None:
    """Serve an editor: findings while a draft is written (LSP, standard input and output)."""
    from factcheck.lsp.server import serve

    raise typer.Exit(serve(sys.stdin.buffer, sys.stdout.buffer))
