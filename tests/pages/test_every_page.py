"""Every page of the site, full and bare, drawn by itself from the shapes that it reads, as it is heard."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from chassis.settings import REPOSITORY
from gateway import between
from gateway.pages import ask
from gateway.pages.app import create
from gateway.pages.screens import SITE
from gateway.pages.settings import SERVICES, PageSettings
from tests.browser import browser
from tests.pages.filled import QUERY, Filler
from tests.pages.heard import ARIA, compare, listen, show

ID = "00000000-0000-0000-0000-000000000001"
GIVEN = {"id": ID, "butir": ID, "bulan": "2026-01", "tahun": "2026", "kode": "ABCDEFGH12345678"}
SESSION = {"authorization": "Bearer x.e30.x", between.TENANT: "konsel", between.PROOF: "00" * 32}


class Told(ask.Services):
    """Services that answer each read by its shape."""

    page, full = "", True

    async def _read(self, service: str, target: str, shape: Any) -> Any:
        return Filler(self.page, self.full).fill(shape)

    async def ready(self, service: str) -> bool:
        return True


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[AsyncClient]:
    """The process of the pages, before services that have an answer to everything."""
    monkeypatch.setattr("gateway.pages.visit.Services", Told)
    services = dict.fromkeys(SERVICES, "http://127.0.0.1:9")
    app = create(PageSettings(profile="test", services=services, regulations=str(REPOSITORY / "regulations")))
    yield AsyncClient(transport=ASGITransport(app), base_url="http://pages")


async def _drawn(asked: AsyncClient, path: str, full: bool) -> str:
    """The page as it is sent; nothing for an address that leads on, as it does for nobody."""
    Told.page, Told.full = path, full
    address = re.sub(r"\{(\w+)\}", lambda part: GIVEN[part[1]], path)
    answer = await asked.get(f"{address}?{QUERY.get(path, '')}", headers=SESSION)
    if answer.status_code == 303:
        answer = await asked.get(address)
    assert answer.status_code < 500, (path, full, answer.status_code)
    return answer.text


async def test_what_a_reader_hears_of_every_page_stays_as_it_was(asked: AsyncClient) -> None:
    kept: dict[str, str] = defaultdict(str)
    async with browser() as running:
        page = await running.new_page(viewport={"width": 320, "height": 800})
        for screen, (name, full) in product(SITE, (("penuh", True), ("kosong", False))):
            if screen.show and (html := await _drawn(asked, screen.path, full)):
                await show(page, html)
                assert await page.evaluate("document.documentElement.scrollWidth") <= 320, (screen.path, name)
                kept[re.sub(r"[/{}]+", "-", screen.path).strip("-") or "pintu"] += f"# {name}\n{await listen(page)}"
    compare(ARIA / "site", kept)
