"""The client programs beside the embedded server: pg_dump and pg_restore, as the administrator."""

from __future__ import annotations

import os
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from ekinerja.postgres import BIN
from ekinerja.process import run
from ekinerja.refusal import Unable

SECONDS = 6 * 3600.0


def use(program: str, server: str, database: str, options: Sequence[str]) -> str:
    """What a program says of a database. `server`: an administrator's DSN; no list of processes shows its password."""
    done = run([str(BIN / program), "--no-password", *options], _environment(server, database), SECONDS)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
        raise Unable(f"{program} of {database} failed: {next((s for s in said if 'error:' in s), said[-1])}")
    return done.stdout


def _environment(server: str, database: str) -> dict[str, str]:
    url = urlsplit(server)
    given = {
        "PGHOST": url.hostname or "",
        "PGPORT": str(url.port or 5432),
        "PGUSER": unquote(url.username or ""),
        "PGPASSWORD": unquote(url.password or ""),
        "PGDATABASE": database,
    }
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PGSSL", "PGCONNECT"))}
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **kept, **given}
