"""The page to try the API on, in a real browser."""

from __future__ import annotations

from pathlib import Path

from ekinerja.stack import Stack
from tests.browser import browser

SHOWN = {
    "identity": "/login",
    "skp": "/documents",
    "activity": "/activities",
    "appraisal": "/sign",
    "tpp": "/runs",
    "reporting": "/recap",
    "gateway": "/clock",
}


async def test_the_docs_page_shows_every_service(system: Stack) -> None:
    async with browser() as chromium:
        page = await chromium.new_page()
        wrong: list[str] = []
        elsewhere: list[str] = []
        page.on("pageerror", lambda err: wrong.append(str(err)))
        page.on("request", lambda r: None if r.url.startswith((system.url(), "data:")) else elsewhere.append(r.url))
        await page.goto(f"{system.url()}/api/docs")
        await page.wait_for_selector(".opblock-tag", timeout=60_000)
        for service, path in SHOWN.items():
            await page.click(f"#operations-tag-{service}")
            shown = page.locator(".opblock-summary-path", has_text=path)
            for _ in range(50):  # what is not in sight is not drawn
                if await shown.count():
                    break
                await page.mouse.wheel(0, 400)
                await page.wait_for_timeout(50)
            assert await shown.count(), f"{service} shows no {path}"
            await page.evaluate("scrollTo(0, 0)")
            await page.click(f"#operations-tag-{service}")
    assert wrong == [] and elsewhere == []


def test_nothing_on_the_page_comes_from_elsewhere() -> None:
    page = (Path(__file__).parents[2] / "gateway" / "static" / "docs.html").read_text()
    assert "http://" not in page and "https://" not in page and "<script>" not in page
