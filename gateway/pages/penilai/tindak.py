"""What follows from final results: time to improve, its review, the test, the decision of the PPK (KON P45-47)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.penilai.antrean import Below
from gateway.pages.visit import Visit
from gateway.pages.words import HASIL, KASUS

TESTS, DECIDES = frozenset({"kepala_badan"}), frozenset({"ppk", "pyb", "bupati"})
OUTCOMES = ("dipindahkan", "diturunkan", "tetap", "ditempatkan_sementara", "diberhentikan_dengan_hormat")
_FIELDS = {"bukti": "bukti_perbaikan", "dokumen": "dokumen", "hasil": "hasil", "nomor": "nomor", "tanggal": "tanggal",
    "lowongan": "lowongan", "jenis_keputusan": "jenis"}  # fmt: skip


class FollowUp(msgspec.Struct):
    """What follows from one result."""

    asn_id: UUID
    nama: str
    predikat: str
    target_terpenuhi: bool
    no_case: str
    final_on: date
    kasus_id: UUID | None
    dasar: str | None
    review_on: date | None
    state: str | None
    hasil: str | None
    sementara_sampai: date | None = None

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return KASUS.get(self.state or "", ("", "", "info"))

    @property
    def akhirnya(self) -> str:
        return HASIL.get(self.hasil or "", self.hasil or "")


async def show(visit: Visit) -> Outcome:
    """Of the year that has ended, or the one asked for."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """The review by the penilai, the test by BKPSDM, or what the PPK decreed."""
    form, typed, step = Form(visit.typed), visit.typed, visit.typed.get("langkah", "")
    said: dict[str, Any]
    if step == "review":
        said = {"membaik": typed.get("membaik") == "ya", "bukti": form.text("bukti_perbaikan", "Tulis buktinya.", 2000)}
        _chosen(form, "membaik")
    elif step == "test":
        said = {"memenuhi_standar": typed.get("memenuhi") == "ya", "dokumen": form.text("dokumen", "Tulis nomor laporan"
            " ujinya.", 2000)}  # fmt: skip
        _chosen(form, "memenuhi")
    else:
        step = "decide"
        said = {
            "hasil": form.text("hasil", "Pilih keputusannya.", 40), "tanggal": form.day("tanggal", "Isi tanggalnya."),
            "jenis_keputusan": "pyb" if typed.get("jenis") == "pyb" else "ppk",
            "nomor": form.text("nomor", "Tulis nomor keputusannya.", 200), "lowongan": typed.get("lowongan", "")[:200],
        }  # fmt: skip
    path, year = f"/follow-ups/{typed.get('id', '')}/{step}", typed.get("tahun", "")[:4]
    told = None if form.salah else await visit.send("appraisal", path, said)
    return await settled(form, told, f"/tindak-lanjut?ok=1&tahun={year}", _FIELDS, partial(_page, visit))


def _chosen(form: Form, field: str) -> None:
    if form.typed.get(field) not in ("ya", "tidak"):
        form.wrong(field, "Pilih ya atau tidak.")


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance, below = await together(
        me_of(visit), glance_of(visit), spare(visit.read("activity", "/subordinates", list[Below]))
    )
    year = year_of(visit.typed.get("tahun") or visit.query.get("tahun", ""), glance.hari_ini.year - 1)
    found: list[FollowUp] = await visit.read("appraisal", "/follow-ups", list[FollowUp], tahun=year)
    data = {
        "kasus": found, "s": glance, "tahun": year, "saya": me, "bawahan": {one.asn_id for one in below or []},
        "menguji": bool(TESTS & set(me.peran)), "memutus": bool(DECIDES & set(me.peran)), "salah": salah,
        "tolak": tolak, "ok": visit.query.get("ok", ""), "ini": visit.typed.get("id", ""),
        "keputusan": [(code, HASIL[code]) for code in OUTCOMES],
    }  # fmt: skip
    return Shown("penilai/tindak.html", data, 422 if salah or tolak else 200)
