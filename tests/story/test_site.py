"""The whole site, in both Pemda, by everybody who finds a page of it: nothing wrong in any of them, and none is left out.

Nobody, a pegawai, a penilai, and one person of each role walk from page to page by what is linked. Every page is looked
at, at 360 and 1440 px, light and dark, and once more by each person who sees their own of it.
"""

from __future__ import annotations

import time

import pytest
from playwright.async_api import Browser

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from gateway.pages.screens import SITE
from tests.story.conftest import Lived
from tests.story.visitor import AXE, visitor
from tests.story.walk import Walk

ROLES = (
    "pengelola_kinerja", "admin_pd", "kepala_pd", "pengelola_kepegawaian", "administrator_bidang", "pengelola_tpp",
    "pengelola_e_kinerja", "inspektorat", "sekda", "ka_bkpp", "ka_bkpsdm",
)  # fmt: skip
# What no link leads to before somebody has sent, objected, imported, signed: looked at by the stories that do, or drawn.
ELSEWHERE = frozenset({
    "/", "/aktivitas/catat/hasil", "/aktivitas/diisikan", "/aktivitas/impor/{id}", "/aktivitas/{id}/tanda-terima", "/pengesahan",
    "/cek/{kode}", "/keberatan/{id}", "/laporan-kinerja/{id}", "/laporan/{id}", "/monev/{bulan}", "/pd/isikan/{id}",
    "/pd/tiket/{id}", "/penilaian-bawahan/{tahun}/{id}", "/penilaian-menunggu/{tahun}/{id}", "/reviu-skp/{id}",
    "/skp/{id}/butir", "/skp/{id}/butir/{butir}", "/skp/{id}/susun", "/survei", "/tpp/kebijakan/{id}",
})  # fmt: skip

# Pages of the other Pemda's law alone.
ONE_LAW = {
    "kuansing": frozenset({
        "/belum-rencana", "/bimbingan", "/ide", "/laporan-kinerja", "/pemantauan", "/peringkat", "/prioritas",
        "/rencana", "/responden", "/sebaran", "/sidang", "/tim", "/tindak-lanjut",
    }),
    "konsel": frozenset({
        "/operasi", "/operasi/gangguan", "/operasi/kunci", "/pd/isikan", "/pelatihan", "/pembinaan", "/pengisian-awal",
    }),
}  # fmt: skip


def people(story: Story, operator: User) -> list[User]:
    """Who walks."""
    person = example(story)
    offices = [story.user(role) for role in ROLES if story.holders(role)]
    official = [story.officials[name] for name in ("super_admin", "bupati")]
    last = [operator] if operator.tenant == story.tenant else []
    return [story.users[person.nip], story.users[person.atasan], *offices, *official, *last]


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_every_page_is_right_for_everybody_who_finds_it(
    system: Stack, lived: Lived, chromium: Browser, tenant: str
) -> None:
    """axe-core, ids, widths, the policy and the console of every page."""
    story: Story = getattr(lived, tenant)
    walk, begun = Walk(), time.monotonic()
    for person in [None, *people(story, lived.operator)]:
        one = await visitor(chromium, system.url())
        await one.page.add_init_script(path=str(AXE))
        if person is None:
            await walk.by(one, "/masuk", "/luring", "/cek")
        else:
            await one.sign_in(person)
            await walk.by(one, "/menu", "/akun/sandi", "/akun/kode")
        assert one.wrong == [], person and person.login
        await one.page.context.close()
    print(f"{tenant}: {len(walk.paths)} pages, {walk.looks} looks in {time.monotonic() - begun:.0f} s")
    lacking = {screen.path for screen in SITE if screen.show} - set(walk.paths)
    assert lacking - ELSEWHERE - ONE_LAW[tenant] == set()
