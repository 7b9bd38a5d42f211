"""`ekinerja contracts`: write the generated part of the published language."""

from __future__ import annotations

from chassis.settings import REPOSITORY
from ekinerja.publishing import write_all


def contracts() -> None:
    """Write schemas, examples, the AsyncAPI document and the event map of the README."""
    changed = write_all()
    for path in changed:
        print(f"written: {path.relative_to(REPOSITORY)}")
    print(f"{len(changed)} files changed")
