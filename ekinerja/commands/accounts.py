"""`ekinerja accounts`: as whom one can sign in to a demo that was kept."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from ekinerja.demo.accounts import kept
from ekinerja.instance import Instance
from ekinerja.refusal import Unable


def accounts(*, instance: str = "demo") -> None:
    """Show accounts with password and, where a second factor is asked, the code of this half minute.

    Parameters
    ----------
    instance
        Name of the instance that `ekinerja demo` has filled.
    """
    found = kept(Instance(instance))
    if not found:
        raise Unable(f"instance {instance} holds no demo; `ekinerja demo` makes one")
    table = Table()
    for title in ("Pemda", "sebagai", "NIP atau nama", "kata kunci", "kode"):
        table.add_column(title, overflow="fold")
    for one in found:
        table.add_row(one.tenant, one.sebagai, one.login, one.sandi, one.code())
    Console().print(table)
