"""The page to try the API on, in a real browser."""

from __future__ import annotations

from pathlib import Path

from ekinerja.stack import Stack
from tests.browser import browser


async def test_the_docs_page_shows_every_service(system: Stack) -> None:
    async with browser() as chromium:
        page = await chromium.new_page()
        wrong: list[str] = []
        elsewhere: list[str] = []
        page.on("pageerror", lambda err: wrong.append(str(err)))
        page.on("request", lambda r: None if r.url.startswith((system.url(), "data:")) else elsewhere.append(r.url))
        await page.goto(f"{system.url()}/api/docs")
        await page.wait_for_selector("#operations-activity-ActivitiesEnterActivity, .opblock", timeout=60_000)
        text = await page.inner_text("body")
    for path in ("/api/activity/activities", "/api/tpp/runs", "/api/identity/login", "/api/clock"):
        assert path in text
    assert wrong == [] and elsewhere == []


def test_nothing_on_the_page_comes_from_elsewhere() -> None:
    page = (Path(__file__).parents[2] / "gateway" / "static" / "docs.html").read_text()
    assert "http://" not in page and "https://" not in page and "<script>" not in page
