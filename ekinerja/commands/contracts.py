"""Write the generated part of the published language."""

from __future__ import annotations

from rich.console import Console


def contracts() -> None:
    """Write schemas, examples, the AsyncAPI document and the event map in the README."""
    from ekinerja.publishing import write_all

    for path in write_all():
        Console().print(f"written: {path}")
