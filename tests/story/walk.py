"""A walk through the site by its links, as a person makes it, with a careful look at every rendering that is new."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import msgspec
from playwright.async_api import Response

from gateway.pages.screens import SITE
from gateway.pages.site import NOWHERE, Site
from tests.story.visitor import Visitor

Look = tuple[int, Literal["light", "dark"]]
FOUR: tuple[Look, ...] = ((360, "light"), (360, "dark"), (1440, "light"), (1440, "dark"))
AGAIN: tuple[Look, ...] = ((360, "dark"),)
KINDS = 3  # of one path by its query (filters, an open row) that one person looks at
# The same for everybody, so they may link to what this person may not open.
PUBLIC = frozenset(screen.path for screen in SITE if screen.public)
_SITE = Site(SITE)
_LINKS = "() => [...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))"


def path_of(address: str) -> str:
    """The path of the site that shows an address; empty for none."""
    screen, _ = _SITE.find(re.split(r"[?#]", address)[0])
    return "" if screen is NOWHERE or screen.show is None else screen.path


class Walk(msgspec.Struct):
    """What has been looked at: paths by anybody of this Pemda (path → address), and renderings by each person."""

    paths: dict[str, str] = {}
    looks: int = 0

    async def by(self, one: Visitor, *begin: str) -> None:
        """Look at every rendering that a link leads this person to. Fails when a link or a page's part leads nowhere."""
        failed: list[str] = []
        one.page.on("response", lambda answer: _note(answer, failed))
        ahead, from_page, mine = list(begin), dict[str, str](), set[str]()
        while ahead:
            address = ahead.pop(0)
            kind = _kind(address)
            path = path_of(address)
            if not path or kind in mine or sum(other.startswith(f"{path}?") for other in mine) > KINDS:
                continue
            answer = await one.page.goto(f"{one.url}{address}")
            status = answer.status if answer else 0
            assert status == 200, f"{from_page.get(address)} links to {address}, which answers {status}"
            mine |= {kind, _kind(one.page.url.removeprefix(one.url))}
            self.looks += await look(one, address, AGAIN if path in self.paths else FOUR)
            self.paths |= {path: address, path_of(one.page.url.removeprefix(one.url)): address}
            for link in dict.fromkeys(await one.page.evaluate(_LINKS)):
                if not link.startswith(("/api/", "/static/")) and (path not in PUBLIC or path_of(link) in PUBLIC):
                    from_page.setdefault(link, address)
                    ahead.append(link)
        assert failed == []


def _kind(address: str) -> str:
    """A page by its path and by what its query names; values of a query make no other kind of page."""
    names = sorted({name for name, _ in parse_qsl(urlsplit(address).query)})
    return f"{path_of(address)}?{','.join(names)}"


def _note(answer: Response, failed: list[str]) -> None:
    if answer.status >= 400:
        failed.append(f"{answer.status} {answer.request.method} {answer.url}")


async def look(one: Visitor, address: str, looks: tuple[Look, ...]) -> int:
    """The loaded page at these widths and looks, and no wider than a window of 320 and of 768 px. How many looks."""
    for width, scheme in looks:
        await one.page.emulate_media(color_scheme=scheme)
        await one.page.set_viewport_size({"width": width, "height": 900})
        await one.check(f"{address} at {width} px {scheme}")
    for width in (320, 768):
        await one.page.set_viewport_size({"width": width, "height": 900})
        wide = await one.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (address, f"{wide} px wide at {width}")
    return len(looks)
