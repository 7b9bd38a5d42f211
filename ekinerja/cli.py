"""The command `ekinerja`: a table of commands, each in a module of its own."""

from __future__ import annotations

import sys

from cyclopts import App
from rich.console import Console

from ekinerja.commands.accounts import accounts
from ekinerja.commands.audit import audit
from ekinerja.commands.backup import backup
from ekinerja.commands.contracts import contracts
from ekinerja.commands.demo import demo
from ekinerja.commands.doctor import doctor
from ekinerja.commands.down import down
from ekinerja.commands.logs import logs
from ekinerja.commands.migrate import migrate
from ekinerja.commands.packs import packs
from ekinerja.commands.provision import provision
from ekinerja.commands.reader import reader
from ekinerja.commands.readers import readers
from ekinerja.commands.replay import replay
from ekinerja.commands.restore import restore
from ekinerja.commands.retell import retell
from ekinerja.commands.schema import schema
from ekinerja.commands.secrets import secrets
from ekinerja.commands.status import status
from ekinerja.commands.trace import trace
from ekinerja.commands.up import up
from ekinerja.refusal import Unable

app = App(name="ekinerja", help="e-Kinerja on one machine: start it, watch it, stop it, try it.")
for command in (
    up,
    down,
    status,
    doctor,
    logs,
    trace,
    replay,
    retell,
    reader,
    readers,
    demo,
    accounts,
    contracts,
    schema,
    packs,
    provision,
    migrate,
    secrets,
    backup,
    restore,
):
    app.command(command)
app.command(audit)


def main() -> None:
    """Run a command; what stands in its way is one line and exit code 2."""
    try:
        app()
    except Unable as err:
        Console(stderr=True).print(f"ekinerja: {err}", style="red", markup=False, soft_wrap=True)
        sys.exit(2)
