"""`ekinerja logs`: what the processes of an instance have written."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from ekinerja.instance import Instance
from ekinerja.refusal import Unable


def logs(
    process: str | None = None,
    /,
    *,
    follow: Annotated[bool, Parameter(alias="-f")] = False,
    lines: Annotated[int, Parameter(alias="-n")] = 40,
    instance: str = "main",
) -> None:
    """Show the end of the logs.

    Parameters
    ----------
    process
        One process, for example kafka or activity; all of them when absent.
    follow
        Go on until Ctrl-C.
    lines
        How many lines of each.
    instance
        Name of the instance.
    """
    folder = Instance(instance)["logs"]
    found = sorted(folder.glob(f"{process or '*'}.log"))
    if not found:
        known = ", ".join(path.stem for path in sorted(folder.glob("*.log"))) or "none"
        raise Unable(f"no log of {process or instance}; logs of {instance}: {known}")
    places = {path: _tail(path, lines, len(found) > 1) for path in found}
    with contextlib.suppress(KeyboardInterrupt):
        while follow:
            time.sleep(0.3)
            places = {path: _since(path, place, len(found) > 1) for path, place in places.items()}


def _tail(path: Path, count: int, named: bool) -> int:
    """Print the last lines; returns where the file ended."""
    content = path.read_bytes()
    for line in content.decode(errors="replace").splitlines()[-count:]:
        _print(path, line, named)
    return len(content)


def _since(path: Path, place: int, named: bool) -> int:
    """Print what came after `place`, whole lines only; a log that made way for a new one starts anew."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(place if size >= place else 0)
        content = file.read()
    whole = content[: content.rfind(b"\n") + 1]
    for line in whole.decode(errors="replace").splitlines():
        _print(path, line, named)
    return (place if size >= place else 0) + len(whole)


def _print(path: Path, line: str, named: bool) -> None:
    print(f"{path.stem:>10} | {line}" if named else line, flush=True)
