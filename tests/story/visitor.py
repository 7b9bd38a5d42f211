"""Somebody of the story in a real browser, and what a page must be for everybody: nothing wrong in it, for axe neither."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Browser, Page

from chassis.settings import REPOSITORY
from ekinerja.demo.client import User
from ekinerja.stack import Stack

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST = 16_000  # pixels of a window's height that the browser draws
HOMES = ("/beranda", "/menu", "/antrean")
COOKIE = "ekinerja"
# The session of each person who signed in at a window: a fresh code of the second factor takes up to 30 seconds.
_KEPT: dict[tuple[str, str, str], Any] = {}
_FAULTS = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return {
    twice: ids.filter((id, n) => ids.indexOf(id) !== n),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    main: document.querySelectorAll('main').length, h1: document.querySelectorAll('h1').length,
    styled: document.querySelectorAll('[style]').length,
    beyond: [...document.querySelectorAll('table')].filter(t => t.scrollWidth > t.parentElement.clientWidth + 1
      && getComputedStyle(t.parentElement).overflowX === 'visible').length,
  };
}"""
# In a window lower than its page a bar that stays at an edge lies over something: let each lie in its own place.
_LAY = """yes => {
  const places = new CSSStyleSheet();
  places.replaceSync('.bar, .nav, .aksi, .toast { position: static !important }');
  document.adoptedStyleSheets = yes ? [places] : [];
}"""


class Visitor:
    """A person at one browser window. `wrong` collects what the browser complains of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.wrong: list[str] = []
        page.on("console", lambda said: self._hear(said.text))
        page.on("pageerror", lambda err: self.wrong.append(str(err)))
        page.on("request", lambda r: None if r.url.startswith((url, "data:")) else self.wrong.append(r.url))

    def _hear(self, text: str) -> None:
        if " 422 " not in text:  # a form that comes back says so
            self.wrong.append(text)

    async def go(self, path: str) -> None:
        await self.page.goto(f"{self.url}{path}")

    async def sign_in(self, user: User) -> None:
        """With the session that the person has from an earlier test; if it has ended, as a person does."""
        person = (self.url, user.tenant, user.login)
        if person in _KEPT:
            await self.page.context.add_cookies([_KEPT[person]])
            await self.go("/")
            if self.page.url.endswith(HOMES):
                return
        await self.go("/masuk")
        await self.fill_in(user)
        assert self.page.url.endswith(HOMES), self.page.url
        [_KEPT[person]] = [one for one in await self.page.context.cookies() if one.get("name") == COOKIE]

    async def fill_in(self, user: User, press: str = "Masuk") -> None:
        """The sign-in form that is there."""
        password, secret = user.secrets()
        await self.page.check(f"input[name=pemda][value={user.tenant}]", force=True)
        await self.page.fill("#nip", user.login)
        await self.page.fill("#sandi", password)
        await self.press(press)
        for _ in range(3 if secret else 0):  # a code that the person has just used elsewhere is refused: the next one
            await self.page.fill("#sandi", password)
            await self.page.fill("#kode", await user.code())
            await self.press(press)
            if not await self.page.locator("#kode").count():
                break

    async def form(self) -> dict[str, str]:
        """What the form of the page would send now."""
        pairs = (
            "() => Object.fromEntries([...document.querySelectorAll('main form')].flatMap(f => [...new FormData(f)]))"
        )
        found: dict[str, str] = await self.page.evaluate(pairs)
        return found

    async def send(self, path: str, form: dict[str, str]) -> str:
        """Send a form beside the page, in the same session; where it leads."""
        headers = {"origin": self.url}
        answer = await self.page.context.request.post(f"{self.url}{path}", form=form, headers=headers, max_redirects=0)
        return f"{self.url}{answer.headers.get('location', '')}"

    async def read(self, path: str) -> Any:
        """What the API tells this very session."""
        return await (await self.page.context.request.get(f"{self.url}{path}")).json()

    async def press(self, name: str, within: str = "main") -> None:
        async with self.page.expect_navigation():
            await self.page.locator(f"{within} button", has_text=name).first.click()

    async def click(self, selector: str) -> None:
        """Follow the first such link, or press the first such button, to the page that it leads to."""
        async with self.page.expect_navigation():
            await self.page.locator(selector).first.click()

    async def title(self) -> str:
        return await self.page.title()

    async def check(self, what: str) -> None:
        """Nothing doubled, nothing wider than the window, nothing that axe finds."""
        faults: dict[str, Any] = await self.page.evaluate(_FAULTS)
        assert faults == {"twice": [], "wide": 0, "main": 1, "h1": 1, "styled": 0, "beyond": 0}, (what, faults)
        size = self.page.viewport_size or {"width": 1440, "height": 900}
        tall = await self.page.evaluate("document.documentElement.scrollHeight")
        await self.page.set_viewport_size({"width": size["width"], "height": max(min(tall, MOST), size["height"])})
        await self.page.evaluate(_LAY, tall > MOST)
        found = await self.page.evaluate(
            "tags => axe.run({runOnly: tags}).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))", TAGS
        )
        await self.page.evaluate(_LAY, False)
        await self.page.set_viewport_size(size)
        assert found == [], (what, found)


async def visitor(chromium: Browser, url: str, **options: Any) -> Visitor:
    """A fresh window."""
    context = await chromium.new_context(locale="id-ID", **options)
    page = await context.new_page()
    page.set_default_timeout(15_000)
    return Visitor(page, url)


async def at_window(chromium: Browser, system: Stack, person: User) -> Visitor:
    """A person who has signed in, at a browser without JavaScript."""
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(person)
    return one


async def looked_at(chromium: Browser, system: Stack, person: User, *paths: str) -> None:
    """Each page has nothing wrong in it, on a telephone and on a desk, light and dark."""
    for width, look in ((360, "dark"), (1440, "light")):
        one = await visitor(chromium, system.url(), viewport={"width": width, "height": 900}, color_scheme=look)
        await one.page.add_init_script(path=str(AXE))
        await one.sign_in(person)
        for path in paths:
            await one.go(path)
            await one.check(f"{path} at {width} px {look}")
        assert one.wrong == []
