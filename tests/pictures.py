"""`make screenshots`: the twelve most telling pages of the demo at both widths, into docs/screenshots."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.async_api import Browser

from chassis.settings import REPOSITORY
from ekinerja.demo import accounts
from ekinerja.demo.accounts import Account
from ekinerja.instance import Instance
from tests.browser import browser
from tests.story.visitor import Visitor, visitor

FOLDER = REPOSITORY / "docs" / "screenshots"
INSTANCE = "demo"
SIZES = {360: 800, 1440: 900}
# As whom, in which Pemda, which pages, each with the name of its picture; `>`: the first thing listed there.
PICTURES: dict[tuple[str, str], dict[str, str]] = {
    ("kuansing", "pegawai"): {
        "beranda": "/beranda", "catat": "/aktivitas/catat", "bulan-saya": "/aktivitas", "skp": "/skp >",
    },
    ("kuansing", "pejabat penilai"): {"antrean": "/antrean/daftar", "bawahan": "/bawahan"},
    ("konsel", "pegawai"): {"penilaian": "/penilaian/2025", "luring": "/luring"},
    ("konsel", "Kepala BKPSDM"): {"dasbor": "/dasbor/2025-12", "slip": "/tpp/2025-12"},
    ("konsel", "pengelola kepegawaian"): {"impor": "/impor", "pegawai": "/pegawai"},
}  # fmt: skip


@contextmanager
def running() -> Iterator[str]:
    """The demo, up for as long as it is looked at; its address."""
    command = [sys.executable, "-m", "ekinerja", "up", "--instance", INSTANCE]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        try:
            for line in started.stdout:
                if found := re.search(r"is ready: (http://\S+)", line):
                    yield found[1]
                    return
            raise SystemExit("the demo does not start: run `make demo` first")
        finally:
            started.terminate()


async def sign_in(one: Visitor, account: Account) -> None:
    """With password and, where it is asked, the code; one that was just used elsewhere is waited for anew."""
    for _ in range(4):
        await one.go("/masuk")
        await one.page.check(f"input[name=pemda][value={account.tenant}]", force=True)
        await one.page.fill("#nip", account.login)
        await one.page.fill("#sandi", account.sandi)
        await one.press("Masuk")
        if await one.page.locator("#kode").count():
            await one.page.fill("#sandi", account.sandi)
            await one.page.fill("#kode", account.code())
            await one.press("Masuk")
        if "/masuk" not in one.page.url:
            return
        await asyncio.sleep(15)
    raise SystemExit(f"{account.sebagai} of {account.tenant} cannot sign in")


async def take(chromium: Browser, url: str, account: Account, pages: dict[str, str]) -> None:
    """The pictures of one person."""
    one = await visitor(chromium, url)
    await sign_in(one, account)
    if "/antrean/daftar" in pages.values():
        await one.go("/antrean")
        await one.press("Buka antrean")
    for name, path in pages.items():
        for width, height in SIZES.items():
            await one.page.set_viewport_size({"width": width, "height": height})
            await one.go(path.removesuffix(" >"))
            if path.endswith(" >"):
                await one.click("main .judul a")
            await one.page.screenshot(path=FOLDER / f"{name}-{width}.png")
            print(f"{name}-{width}.png: {await one.title()}")


async def main() -> None:
    """All of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = {(one.tenant, one.sebagai): one for one in accounts.kept(Instance(INSTANCE))}
    with running() as url:
        async with browser() as chromium:
            for who, pages in PICTURES.items():
                await take(chromium, url, known[who], pages)


if __name__ == "__main__":
    asyncio.run(main())
