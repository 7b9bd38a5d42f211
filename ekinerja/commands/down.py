"""`ekinerja down`: stop an instance that runs in the background or in another terminal."""

from __future__ import annotations

import contextlib
import os
import signal
import time

from ekinerja import running
from ekinerja.instance import Instance
from ekinerja.refusal import Unable

SECONDS = 12.0


def down(*, instance: str = "main") -> None:
    """Stop an instance; returns when nothing of it runs any more.

    Parameters
    ----------
    instance
        Name of the instance.
    """
    found = Instance(instance)
    page = running.page(found)
    if page is None:
        return print(f"{instance} is not running")
    with contextlib.suppress(ProcessLookupError):
        os.kill(page.pid, signal.SIGTERM)
    if not _ended(found, SECONDS):
        # its children carry a death signal: they end with it
        with contextlib.suppress(ProcessLookupError):
            os.kill(page.pid, signal.SIGKILL)
        if not _ended(found, 2.0):
            raise Unable(f"process {page.pid} does not end")
    print(f"{instance} is stopped")


def _ended(instance: Instance, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not running.alive(instance):
            return True
        time.sleep(0.05)
    return False
