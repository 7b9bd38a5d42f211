"""Releases of data to parties outside (KUAN P26(2)): asked for, consented to, coordinated, taken, revoked."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.visit import Visit

KINDS = {"catatan": "Catatan harian", "bulan": "Hitungan bulanan", "nilai": "Nilai kinerja", "tpp": "TPP"}
TOPICS = {
    "activity": "Catatan harian", "skp": "SKP", "appraisal": "Hasil penilaian", "tpp": "TPP",
    "identity": "Pegawai dan perangkat daerah", "reporting": "Rekapitulasi dan pelepasan",
}  # fmt: skip
STATES = {
    "menunggu": ("menunggu persetujuan", "tunggu", "jam"), "terbuka": ("terbuka", "ok", "cek"),
    "dicabut": ("dicabut", "tolak", "silang"), "berakhir": ("berakhir", "", "jam"),
}  # fmt: skip
ASKER = "pengelola_e_kinerja"
_NAMES = ("pihak", "tujuan", "dasar", "data", "topik", "dari", "sampai", "opd", "berlaku_sampai")
_FIELDS = {name: name for name in _NAMES}


class Word(msgspec.Struct):
    """What somebody who is asked has said."""

    sebagai: str
    opd: str
    sikap: str
    alasan: str
    pada: datetime


class Taken(msgspec.Struct):
    """What was handed out."""

    ke: int
    pada: datetime
    data: str
    opd: str
    bulan: str
    baris: int
    orang: int


class Reader(msgspec.Struct):
    """A system that reads, or has read."""

    nama: str
    topik: tuple[str, ...]
    dibuka: datetime
    ditutup: datetime | None
    sebab: str
    dibaca: int


class Turn(msgspec.Struct):
    """For whom the reader may speak."""

    sebagai: str
    opd: str
    sikap: str | None


class Release(msgspec.Struct):
    """A release as it stands."""

    pelepasan_id: UUID
    pihak: str
    tujuan: str
    dasar: str
    data: tuple[str, ...]
    dari: date
    sampai: date
    opd: tuple[str, ...]
    opd_terbuka: tuple[str, ...]
    keadaan: str
    berlaku_sampai: date
    kata: tuple[Word, ...]
    diambil: tuple[Taken, ...]
    giliran: tuple[Turn, ...]
    topik: tuple[str, ...] = ()
    pembaca: tuple[Reader, ...] = ()

    @property
    def tanda(self) -> tuple[str, str, str]:
        return STATES.get(self.keadaan, (self.keadaan, "", "info"))

    @property
    def bulan(self) -> list[str]:
        """The months that are asked for."""
        months, last = [f"{self.dari:%Y-%m}"], f"{self.sampai:%Y-%m}"
        while months[-1] < last:
            months.append(neighbour(months[-1], 1))
        return months

    def kata_dari(self, sebagai: str, opd: str = "") -> Word | None:
        return next((k for k in self.kata if (k.sebagai, k.opd) == (sebagai, opd)), None)

    @property
    def hidup(self) -> bool:
        return self.keadaan in ("menunggu", "terbuka")


class Unit(msgspec.Struct):
    """A PD to choose."""

    kode: str
    nama: str


async def show(visit: Visit) -> Outcome:
    """Those of this year: the log of use by outside parties."""
    return await _page(visit, {}, "")


async def ask(visit: Visit) -> Outcome:
    """Ask for one, on the letter of the outside party."""
    form = Form(visit.typed)
    chosen = {name: [one[:64] for one in visit.many(name)][:200] for name in ("data", "topik", "opd")}
    if not chosen["data"] and not chosen["topik"]:
        form.wrong("data", "Pilih data yang diminta, atau topiknya.")
    if not chosen["opd"] and not chosen["topik"]:
        form.wrong("opd", "Pilih perangkat daerahnya.")
    said: dict[str, Any] = {
        "pihak": form.text("pihak", "Tulis siapa yang meminta.", 200),
        "dasar": form.text("dasar", "Tulis nomor suratnya.", 200),
        "tujuan": form.text("tujuan", "Tulis untuk apa datanya.", 1000), **chosen,
        "dari": form.day("dari", "Pilih hari pertama datanya."),
        "sampai": form.day("sampai", "Pilih hari terakhir datanya."),
        "berlaku_sampai": form.day("berlaku_sampai", "Pilih sampai kapan boleh diambil."),
    }  # fmt: skip
    told = None if form.salah else await visit.send("reporting", "/releases", said)
    to = f"/pelepasan/{told.as_(Made).pelepasan_id}" if told is not None and told.ok else "/pelepasan"
    return await settled(form, told, to, _FIELDS, partial(_page, visit))


class Made(msgspec.Struct):
    """The answer to a request."""

    pelepasan_id: UUID


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    found, units = await together(
        visit.read("reporting", "/releases", list[Release], tahun=glance.hari_ini.year),
        spare(visit.read("identity", "/opd", list[Unit], hitung="false")),
    )
    data = {
        "pelepasan": found, "opd": units or [], "s": glance, "jenis": KINDS, "topik": TOPICS,
        "memohon": ASKER in me.peran, "dipilih": {*visit.many("data"), *visit.many("topik"), *visit.many("opd")},
        "salah": salah, "tolak": tolak,
    }  # fmt: skip
    return Shown("pengelola/pelepasan.html", data, 422 if salah or tolak else 200)


async def one(visit: Visit) -> Outcome:
    """One release with everything that was said."""
    return await _one(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Say yes or no, or take a yes back; `langkah` and the hidden fields say for whom."""
    form, typed, ident = Form(visit.typed), visit.typed, visit.given["id"]
    step, sebagai, opd = typed.get("langkah", ""), typed.get("sebagai", ""), typed.get("opd", "")
    said: dict[str, Any] = {"alasan": typed.get("alasan", "").strip()[:1000]}
    if step != "setuju":
        said["alasan"] = form.text("alasan", "Tulis alasannya.", 1000)
    if step == "cabut":
        path, said = "revoke", said | {"sebagai": sebagai, "opd": opd}
    elif sebagai == "pengelola":
        path, said = "consent", said | {"sikap": step}
    else:
        path, said = "coordinate", said | {"sikap": step, "opd": opd}
    told = None if form.salah else await visit.send("reporting", f"/releases/{ident}/{path}", said)
    return await settled(form, told, f"/pelepasan/{ident}", {"alasan": "alasan"}, partial(_one, visit))


async def _one(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    path = f"/releases/{visit.given['id']}"
    found, me, glance = await together(visit.read("reporting", path, Release), me_of(visit), glance_of(visit))
    data = {
        "p": found, "s": glance, "jenis": KINDS, "topik": TOPICS, "mengambil": ASKER in me.peran,
        "salah": salah, "tolak": tolak,
    }  # fmt: skip
    return Shown("pengelola/pelepasan-satu.html", data, 422 if salah or tolak else 200)
