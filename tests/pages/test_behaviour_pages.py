"""The pages of survey, monitoring and bimbingan with what services say, drawn in a browser at both widths and looks."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from gateway.assets import FOLDER, SHEETS
from gateway.pages.pegawai.survei import Invitation
from gateway.pages.penilai.bimbingan import Guidance
from gateway.pages.penilai.pemantauan import Monitoring
from gateway.pages.view import View
from tests.browser import browser
from tests.story.visitor import AXE, TAGS

TODAY, IDS = date(2026, 12, 2), [UUID(int=n) for n in range(1, 9)]
STYLES = "\n".join((FOLDER / name).read_text() for name in SHEETS)
COMMON: dict[str, Any] = {
    "pemda": None, "warna": "biru", "mode": "", "di": "/x", "aku": None, "sekilas": None, "menu": [], "tabs": [],
    "tugas": False, "bukti": "b", "kunci": "k", "masuk": True, "nilai": {}, "salah": {}, "tolak": "", "ok": "1",
    "s": SimpleNamespace(hari_ini=TODAY), "ini": "", "tahun": 2026,
}  # fmt: skip
FOUR = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
ASKED = [Invitation(IDS[n], f"Nama Pegawai {n}", ("rekan", "bawahan")[n], FOUR, date(2026, 12, 15)) for n in (0, 1)]


def seen(n: int, state: str, **more: Any) -> Monitoring:
    fields: dict[str, Any] = {
        "pemantauan_id": IDS[n], "asn_id": IDS[n], "nama": f"Nama {n}", "tahun": 2026, "semester": 1,
        "tanggal": date(2026, 6, 29), "rencana": 50, "capaian": 20, "catatan": "Sesuai jadwal.", "state": state,
        "sebab": "", "tindakan": "", "percepatan": None, "surat_tugas": "", "anda_penilai": True,
    }  # fmt: skip
    return Monitoring(**fields | more)


def guided(n: int, hasil: str, bentuk: str) -> Guidance:
    return Guidance(
        bimbingan_id=IDS[n], asn_id=IDS[n], nama=f"Nama {n}", tanggal=TODAY, bentuk=bentuk, surat_tugas="ST.4/2026",
        proses="Diskusi kasus", kompetensi="Cukup", hasil=hasil, reported_on=TODAY if hasil else None,
        anda_penilai=True,
    )  # fmt: skip


BELOW = [SimpleNamespace(asn_id=IDS[n], nama=f"Nama {n}") for n in range(3)]
HANDLED = {"sebab": "Anggaran", "tindakan": "Jadwal ulang", "percepatan": TODAY, "surat_tugas": "ST.4/2026"}
SEEN = [seen(0, "deviating"), seen(1, "handled", **HANDLED), seen(2, "on_track"), seen(3, "missed")]
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "survei": ("pegawai/survei.html", {"undangan": ASKED}),
    "survei satu, salah": ("pegawai/survei.html", {
        "undangan": ASKED[:1], "salah": {"n-komitmen": "Tulis bilangan bulat dari 0 sampai 120."}, "ok": "",
        "nilai": {"n-komitmen": "999"}}),
    "survei kosong": ("pegawai/survei.html", {"undangan": []}),
    "pemantauan": ("penilai/pemantauan.html", {"pantauan": SEEN, "bawahan": BELOW}),
    "pemantauan kosong": ("penilai/pemantauan.html", {"pantauan": [], "bawahan": []}),
    "bimbingan": ("penilai/bimbingan.html", {
        "bimbingan": [guided(0, "", "individual"), guided(1, "Meningkat", "kelompok")], "pantauan": SEEN[:3],
        "dipilih": []}),
    "bimbingan kosong": ("penilai/bimbingan.html", {"bimbingan": [], "pantauan": [], "dipilih": []}),
}  # fmt: skip


@pytest.mark.parametrize(("width", "look"), [(360, "dark"), (1440, "light")])
async def test_each_is_for_everybody(width: int, look: Any) -> None:
    view = View()
    async with browser() as running:
        page = await running.new_page(viewport={"width": width, "height": 900}, color_scheme=look)
        for name, (template, data) in PAGES.items():
            await page.set_content(view.page(template, COMMON | data).decode())
            await page.add_style_tag(content=STYLES)
            await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            await page.add_script_tag(path=str(AXE))
            wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (name, width, wide)
            asked = "tags => axe.run({runOnly: tags}).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
            assert await page.evaluate(asked, TAGS) == [], (name, width, look)
