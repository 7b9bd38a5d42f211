"""`ekinerja contracts`: write the generated part of the published language, or a release of it."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from chassis.settings import REPOSITORY
from ekinerja.publishing import write_all
from ekinerja.publishing.released import release


def contracts(*, release_it: Annotated[bool, Parameter(name="--release", negative="")] = False) -> None:
    """Write schemas, examples, the AsyncAPI document and the event map.

    --release: also write the next committed release of the events, which every later change is held to. It is refused
    where it would break the last one.
    """
    changed = write_all()
    for path in changed:
        print(f"written: {path.relative_to(REPOSITORY)}")
    print(f"{len(changed)} files changed")
    if release_it:
        folder = release()
        print(f"released: {folder.relative_to(REPOSITORY)}" if folder else "nothing to release: no event has changed")
