"""Help: trouble is reported with the number of a receipt, and answered here."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

KINDS = {"teknis": "Halaman tidak berjalan", "lainnya": "Data atau penilai keliru, lainnya"}
CAPACITIES = {"user": "pegawai", "penilai": "pejabat penilai", "admin_pd": "administrator PD"}
_BEGINNINGS = {"penilai": "Penilai saya keliru. Atasan langsung saya sejak … adalah …"}
_FIELDS = {"kategori": "kategori", "isi": "laporan"}


class Ticket(msgspec.Struct):
    """A report and its answer."""

    tiket_id: UUID
    kategori: str
    isi: str
    trace: str
    opened_at: datetime
    state: str
    jawaban: str


async def show(visit: Visit) -> Outcome:
    """The form, and what was reported before; of an account that is no person's, whom to turn to."""
    if (await me_of(visit)).pegawai is None:
        return Shown("umum/bantuan-jabatan.html", {})
    about = visit.query.get("kategori", "")
    values = {
        "kategori": about if about in KINDS else "lainnya" if about else "",
        "laporan": _BEGINNINGS.get(about, ""),
    }
    return await _page(visit, values | {"nomor": visit.query.get("nomor", "")[:40]}, {}, "")


async def report(visit: Visit) -> Outcome:
    """Report it to the administrator of the own PD."""
    form = Form(visit.typed)
    isi = {
        "kategori": form.text("kategori", "Pilih jenisnya.", 40),
        "isi": form.text("laporan", "Tulis apa yang terjadi, dan apa yang Anda harapkan.", 2000),
    }
    number = visit.typed.get("nomor", "").strip()[:40]
    isi |= {"isi": f"{isi['isi']}\nNomor: {number}"} if number else {}
    told = None if form.salah else await visit.send("activity", "/tickets", isi)
    return await settled(form, told, "/bantuan?terkirim=1", _FIELDS, partial(_page, visit, visit.typed))


async def speak(visit: Visit) -> Outcome:
    """Feedback on the system, in the capacity in which one speaks: that decides who reads it."""
    form = Form(visit.typed)
    as_who = visit.typed.get("sebagai", "")
    said = {
        "sebagai": as_who if as_who in CAPACITIES else "user",
        "isi": form.text("masukan", "Tulis masukan Anda.", 2000),
    }
    told = None if form.salah else await visit.send("activity", "/feedback", said)
    return await settled(form, told, "/bantuan?masukan=1", {"isi": "masukan"}, partial(_page, visit, visit.typed))


async def _page(visit: Visit, values: dict[str, str], salah: dict[str, str], tolak: str) -> Shown:
    tickets, glance = await together(visit.read("activity", "/tickets", list[Ticket]), glance_of(visit))
    data = {
        "tiket": tickets, "s": glance, "nilai": values, "salah": salah, "tolak": tolak, "jenis": KINDS,
        "terkirim": "terkirim" in visit.query, "masukan": "masukan" in visit.query, "sebagai": CAPACITIES,
    }  # fmt: skip
    return Shown("pegawai/bantuan.html", data, 422 if salah or tolak else 200)
