"""Papers of appraisals that wait for an act: to be released, handed over, set in the place of a signature, decided."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

WAITS = {
    "penyampaian": "menunggu disampaikan", "serah_terima": "menunggu serah terima", "penetapan": "menunggu penetapan",
    "keberatan": "keberatan menunggu putusan", "penjelasan": "penjelasan Anda diminta",
}  # fmt: skip
_FIELDS = {"berita_acara": "berita_acara", "saksi": "saksi"}


class Paper(msgspec.Struct):
    """A paper or an objection that waits for the reader."""

    appraisal_id: UUID
    nama: str
    tahun: int
    state: str
    menunggu: str
    until: date | None = None
    keberatan_id: UUID | None = None
    jenis_jabatan: str = ""

    @property
    def kata(self) -> str:
        return WAITS.get(self.menunggu, f"{self.menunggu} lewat waktunya")


async def show(visit: Visit) -> Outcome:
    """Of the year that has ended."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Release it, record its handover, or sign in the place of the appraised."""
    form, step, ident = Form(visit.typed), visit.typed.get("langkah", ""), visit.typed.get("id", "")
    said: dict[str, str] | None = None
    if step == "hand-over":
        said = {
            "berita_acara": form.text("berita_acara", "Tulis nomor berita acaranya.", 200),
            "saksi": form.text("saksi", "Tulis nama saksinya.", 200),
        }
    elif step not in ("deliver", "set-unreturned"):
        form.wrong("langkah", "Pilih dahulu langkahnya.")
    told = None if form.salah else await visit.send("appraisal", f"/appraisals/{ident}/{step}", said)
    return await settled(form, told, "/penilaian-menunggu?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    (now, before) = await together(
        *(visit.read("appraisal", "/waiting", list[Paper], tahun=one) for one in (year, year - 1))
    )
    data = {
        "kertas": [*before, *now], "s": glance, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "ini": visit.typed.get("id", ""),
    }  # fmt: skip
    return Shown("penilai/menunggu.html", data, 422 if salah or tolak else 200)
