"""Every page of the site, in both Pemda, as somebody whom the law gives it: at four widths and looks, one load each.

Comes last: whoever lived the month walks from page to page as a person would, by what is linked. One page a path and
Pemda is looked at, at 360 and 1440 px, light and dark; at 320 and 768 px nothing is wider than the window.
"""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from gateway.pages.screens import SITE
from gateway.pages.site import NOWHERE, Site
from tests.browser import browser
from tests.story.conftest import Lived
from tests.story.visitor import AXE, Visitor, visitor

FOUND = Site(SITE)
LOOKS = [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")]
# What no link of this month leads to: a paper that waits for somebody else's signature, an objection, an import that is
# read, a post that was delegated. Their pages are looked at where a story makes them.
ELSEWHERE = frozenset({
    "/", "/masuk", "/keluar", "/cek/{kode}", "/penilaian-menunggu/{tahun}/{id}", "/keberatan/{id}",
    "/aktivitas/impor/{id}", "/usul/{id}", "/pelaksana/{id}", "/slip/{id}", "/laporan/{id}", "/pelepasan/{id}",
    "/tpp/kebijakan/{id}", "/laporan-kinerja/{id}", "/reviu-skp/{id}", "/penilaian-bawahan/{tahun}/{id}",
    "/pd/isikan/{id}", "/aktivitas/catat/hasil", "/aktivitas/{id}/tanda-terima", "/skp/{id}/susun", "/skp/{id}/butir",
    "/skp/{id}/butir/{butir}",
})  # fmt: skip
ROLES = (
    "pengelola_kinerja", "admin_pd", "kepala_pd", "pengelola_kepegawaian", "administrator_bidang", "pengelola_tpp",
    "pengelola_e_kinerja", "inspektorat", "sekda", "ka_bkpp", "ka_bkpsdm",
)  # fmt: skip
OFFERED = "() => [...document.querySelectorAll('nav a')].map(a => a.getAttribute('href'))"


@pytest.fixture(scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as running:
        yield running


def pattern(address: str) -> str:
    """The path of the site that shows an address; empty for none."""
    screen, _ = FOUND.find(re.split(r"[?#]", address)[0])
    return "" if screen is NOWHERE or screen.show is None else screen.path


async def people(story: Story, operator: User) -> list[User]:
    """Who is asked to walk, whoever sees most of their own first."""
    person = example(story)
    offices = [story.user(role) for role in ROLES if story.holders(role)]
    official = [story.officials[name] for name in ("super_admin", "bupati")]
    last = [operator] if operator.tenant == story.tenant else []
    return [story.users[person.nip], story.users[person.atasan], *offices, *official, *last]


async def walk(one: Visitor, seen: dict[str, str]) -> None:
    """Every page that is linked from where one begins and that nobody of this Pemda has looked at yet."""
    ahead, offered = ["/menu", "/akun/sandi", "/akun/kode"], set[str]()
    while ahead:
        address = ahead.pop(0)
        path = pattern(address)
        if not path or path in seen:
            continue
        answer = await one.page.goto(f"{one.url}{address}")
        if answer is None or answer.status != 200:
            assert address not in offered, f"the navigation offers {address}, and it cannot be opened"
            continue
        seen[path] = address
        await look(one, address)
        links = "() => [...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))"
        found: list[str] = await one.page.evaluate(links)
        offered |= set(await one.page.evaluate(OFFERED))
        ahead += [link for link in dict.fromkeys(found) if not link.startswith(("/api/", "/static/"))]


async def look(one: Visitor, address: str) -> None:
    """The loaded page at every width and look."""
    for width, scheme in LOOKS:
        await one.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await one.page.set_viewport_size({"width": width, "height": 900})
        await one.check(f"{address} at {width} px {scheme}")
    for width in (320, 768):
        await one.page.set_viewport_size({"width": width, "height": 900})
        wide = await one.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (address, f"{wide} px wide at {width}")


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_every_page_that_is_linked_is_for_everybody(
    system: Stack, lived: Lived, chromium: Browser, tenant: str
) -> None:
    """axe-core, ids, widths, the policy and the console of every page; none of the site is left out."""
    story: Story = getattr(lived, tenant)
    seen: dict[str, str] = {}
    begun = time.monotonic()
    for person in await people(story, lived.operator):
        one = await visitor(chromium, system.url())
        await one.page.add_init_script(path=str(AXE))
        await one.sign_in(person)
        await walk(one, seen)
        assert [said for said in one.wrong if " 404 " not in said and " 403 " not in said] == [], person.login
        await one.page.context.close()
    closed = {"kuansing": KON_ALONE, "konsel": KUAN_ALONE}[tenant]
    lacking = {screen.path for screen in SITE if screen.show} - set(seen) - ELSEWHERE - closed
    print(f"{tenant}: {len(seen)} pages in {time.monotonic() - begun:.0f} s; not met: {sorted(ELSEWHERE - set(seen))}")
    assert lacking == set()


KON_ALONE = frozenset({
    "/bimbingan", "/pemantauan", "/survei", "/prioritas", "/peringkat", "/sebaran", "/ide", "/tindak-lanjut", "/tim",
    "/laporan-kinerja", "/responden", "/rencana", "/belum-rencana",
})  # fmt: skip
KUAN_ALONE = frozenset({"/pd/isikan", "/pelatihan", "/pengisian-awal", "/pembinaan", "/operasi", "/operasi/kunci"})
