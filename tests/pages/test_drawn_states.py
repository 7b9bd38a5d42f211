"""Pages in states that no story reaches: drawn at both widths and looks, for axe-core, and as a reader hears them."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from gateway.pages.pemda import regencies
from gateway.pages.view import View
from tests.browser import browser
from tests.pages import drawn, drawn_behaviour
from tests.pages.drawn import GLANCE
from tests.pages.heard import ARIA, compare, listen, show
from tests.story.visitor import AXE, TAGS

PAGES = drawn.PAGES | drawn_behaviour.PAGES
COMMON: dict[str, Any] = {
    "pemda": regencies(Packs.load(str(REPOSITORY / "regulations")))["konsel"], "warna": "biru", "mode": "", "di": "/x",
    "aku": None, "sekilas": None, "menu": [], "tabs": [], "kini": "", "tugas": False, "bukti": "b", "kunci": "k",
    "masuk": True, "nilai": {}, "salah": {}, "tolak": "", "ok": "", "s": GLANCE, "ini": "", "tahun": 2026,
}  # fmt: skip
_ASKED = "tags => axe.run({runOnly: tags}).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
_TWICE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return ids.filter((id, n) => ids.indexOf(id) !== n);
}"""


@pytest.mark.parametrize("look", ["light", "dark"])
async def test_each_is_for_everybody(look: Any) -> None:
    view = View()
    async with browser() as running:
        page = await running.new_page(color_scheme=look)
        for name, (template, data) in PAGES.items():
            await show(page, view.page(template, COMMON | data).decode())
            await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            await page.add_script_tag(path=str(AXE))
            for width in (1440, 768, 360, 320):
                await page.set_viewport_size({"width": width, "height": 900})
                wide = await page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, (name, width, wide)
                if width in (360, 1440):
                    assert await page.evaluate(_ASKED, TAGS) == [], (name, width, look)
            assert await page.evaluate(_TWICE) == [], name


async def test_what_a_reader_hears_of_each_stays_as_it_was() -> None:
    view, heard = View(), {}
    async with browser() as running:
        page = await running.new_page(viewport={"width": 1440, "height": 900})
        for name, (template, data) in PAGES.items():
            await show(page, view.page(template, COMMON | data).decode())
            heard[name.replace(", ", "-").replace(" ", "-")] = await listen(page)
    compare(ARIA, heard)
