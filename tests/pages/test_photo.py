"""A large photograph is made small in the browser, before it is sent; a small one and a PDF go as they are."""

from __future__ import annotations

import random
import struct
import zlib

from gateway.assets import FOLDER
from tests.browser import browser
from tests.chassis.files import chunk, pdf

_PAGE = '<form><input type="file" id="berkas" name="berkas" accept="image/jpeg,image/png"><button>Kirim</button></form>'
_READ = """async () => {
  const file = document.querySelector("#berkas").files[0];
  const head = [...new Uint8Array(await file.slice(0, 3).arrayBuffer())];
  const size = file.type === "image/jpeg" ? await createImageBitmap(file) : { width: 0, height: 0 };
  return [file.name, file.type, file.size, head[0], size.width, size.height];
}"""


def noise(width: int, height: int) -> bytes:
    """A picture that packs badly, as a photograph does."""
    rows = b"".join(b"\x00" + random.Random(y).randbytes(width * 3) for y in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


async def test_a_photograph_of_a_telephone_goes_at_most_two_megabytes_large() -> None:
    async with browser() as chromium:
        page = await chromium.new_page()
        await page.goto("data:text/html,<title>x</title>")
        await page.set_content(_PAGE)
        await page.add_script_tag(content=(FOLDER / "foto.js").read_text())

        async def sent(name: str, kind: str, content: bytes) -> list[object]:
            await page.evaluate("delete document.querySelector('#berkas').dataset.siap")
            await page.set_input_files("#berkas", {"name": name, "mimeType": kind, "buffer": content})
            await page.wait_for_selector("#berkas[data-siap]", state="attached")
            assert await page.locator("button").is_enabled()
            found: list[object] = await page.evaluate(_READ)
            return found

        name, kind, size, first, width, height = await sent("agenda 1.png", "image/png", noise(2400, 1200))
        assert (name, kind, first, width, height) == ("agenda 1.jpg", "image/jpeg", 0xFF, 2000, 1000)
        assert isinstance(size, int) and size <= 2 << 20
        small = noise(60, 60)
        assert (await sent("kecil.png", "image/png", small))[:3] == ["kecil.png", "image/png", len(small)]
        assert (await sent("surat.pdf", "application/pdf", pdf()))[2] == len(pdf())
        broken = b"\xff\xd8\xff" + bytes(400_000)
        assert (await sent("rusak.jpg", "image/png", broken))[2] == len(broken), "the server says what it is"
