"""What a screen reader hears of pages, kept in a folder: a label that is lost shows as a difference.

With `ARIA=keep` in the environment the files are written anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from playwright.async_api import Page

from gateway.assets import FOLDER, SHEETS

ARIA = Path(__file__).with_name("aria")
STYLES = "\n".join((FOLDER / name).read_text() for name in SHEETS)


async def show(page: Page, html: str) -> None:
    """Let the browser draw a page with its styles."""
    await page.set_content(html)
    await page.add_style_tag(content=STYLES)


async def listen(page: Page) -> str:
    """What is heard of the page that is shown."""
    return await page.locator("main").aria_snapshot() + "\n"


def compare(folder: Path, heard: Mapping[str, str]) -> None:
    """Each is heard as it was, and no file is of a page that is no more."""
    if os.environ.get("ARIA") == "keep":
        folder.mkdir(exist_ok=True)
        for file in folder.glob("*.yaml"):
            file.unlink()
        for name, said in heard.items():
            (folder / f"{name}.yaml").write_text(said)
    for name, said in heard.items():
        assert said == (folder / f"{name}.yaml").read_text(), name
    assert {file.stem for file in folder.glob("*.yaml")} == set(heard)
