"""Policies of TPP amounts: the file of a decree is handed in, read value by value, confirmed by another person."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.problem import Problem
from gateway.pages.visit import Visit

STATES = {
    "dimuat": ("menunggu konfirmasi", "tunggu", "jam"), "berlaku": ("berlaku", "ok", "cek"),
    "dicabut": ("dicabut", "", "silang"),
}  # fmt: skip
_FIELDS = {"berkas": "berkas", "nomor": "nomor", "tanggal": "tanggal"}


class Line(msgspec.Struct):
    """A policy; `mulai`: its first month."""

    kebijakan_id: UUID
    judul: str
    nomor: str
    tanggal: date
    mulai: str
    keadaan: str
    dimuat_oleh: UUID
    dimuat_pada: datetime
    alasan: str

    @property
    def lencana(self) -> tuple[str, str, str]:
        return STATES.get(self.keadaan, (self.keadaan, "", "info"))


class Row(msgspec.Struct):
    """A value, and by which pasal."""

    kunci: str
    isi: str
    pasal: str


class Policy(msgspec.Struct):
    """A policy with its values."""

    kebijakan: Line
    isi: tuple[Row, ...]


async def show(visit: Visit) -> Outcome:
    """All of them, and the form for the next."""
    return await _list(visit, {}, "")


async def hand_in(visit: Visit) -> Outcome:
    """A file with the number and the date of its decree; it waits for another person."""
    form = Form(visit.typed)
    nomor = form.text("nomor", "Tulis nomor keputusan atau peraturannya.", 100)
    tanggal = form.day("tanggal", "Tulis tanggal penetapannya.")
    file = visit.file("berkas")
    if file is None or not file.content:
        form.wrong("berkas", "Pilih berkas TOML kebijakannya.")
    told = None
    if not form.salah and file is not None:
        told = await visit.upload("tpp", "/policies", file, nomor=nomor, tanggal=tanggal)
    return await settled(form, told, "/tpp/kebijakan?ok=1", _FIELDS, partial(_list, visit))


async def _list(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("tpp", "/policies", list[Line]), me_of(visit), glance_of(visit)
    )  # fmt: skip
    data = {
        "kebijakan": found, "s": glance, "memuat": "super_admin" in me.peran, "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""),
    }  # fmt: skip
    return Shown("pengelola/kebijakan.html", data, 422 if salah or tolak else 200)


async def one(visit: Visit) -> Outcome:
    """One, value by value."""
    return await _one(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Confirm it, or withdraw it with a reason."""
    path, form = f"/policies/{visit.given['id']}", Form(visit.typed)
    if visit.typed.get("langkah") != "cabut":
        told = await visit.send("tpp", f"{path}/confirm")
        return Go("/tpp/kebijakan") if told.ok else await _one(visit, {}, _why(told.problem))
    why = form.text("alasan", "Tulis mengapa kebijakan ini dicabut.", 1000)
    told_or_none = None if form.salah else await visit.send("tpp", f"{path}/withdraw", {"alasan": why})
    return await settled(form, told_or_none, "/tpp/kebijakan", {"alasan": "alasan"}, partial(_one, visit))


def _why(problem: Problem) -> str:
    return with_pasal(problem.detail, problem.pasal or "")


async def _one(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("tpp", f"/policies/{visit.given['id']}", Policy), me_of(visit), glance_of(visit)
    )
    roles, line = set(me.peran), found.kebijakan
    data = {
        "k": line, "isi": found.isi, "s": glance, "salah": salah, "tolak": tolak,
        "milik": line.dimuat_oleh == me.account_id,
        "mengonfirmasi": "pengelola_e_kinerja" in roles and line.keadaan == "dimuat",
        "mencabut": bool(roles & {"super_admin", "pengelola_e_kinerja"}) and line.keadaan != "dicabut",
    }  # fmt: skip
    return Shown("pengelola/kebijakan-satu.html", data, 422 if salah or tolak else 200)
