"""The supervisor in the background, and the wait until it says that all is ready."""

from __future__ import annotations

import subprocess
import sys
import time

from ekinerja import running
from ekinerja.instance import Instance
from ekinerja.refusal import Unable

READY_SECONDS = 600.0
STOPS = "Ctrl-C or `ekinerja down"
"""In the last line that the supervisor prints when all is ready."""


def detach(name: str, options: list[str]) -> None:
    """`ekinerja up` with these options; returns when it is ready, Unable when it gives up."""
    instance = Instance(name)
    if running.alive(instance):
        raise Unable(f"instance {name} is already running; `ekinerja down --instance {name}` stops it")
    log = instance["logs"] / "supervisor.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-m", "ekinerja", "up", "--instance", name, *options]
    with log.open("wb") as file:
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True)
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        page = running.page(instance)
        if page and page.state == "ready" and STOPS in (told := log.read_text()):
            return print(told, end="")
        if process.poll() is not None:
            raise Unable(_last_line(log.read_text()))
        time.sleep(0.1)
    process.terminate()
    raise Unable(f"not ready after {READY_SECONDS:.0f} s; see {log}")


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].removeprefix("ekinerja: ") if lines else "the supervisor ended without a word"
