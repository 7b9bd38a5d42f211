"""The roster: search it; one person with posts, superiors, status and roles, and the change of the superior."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

PURPOSE = "mengelola data kepegawaian"
A_PAGE = 50
STATUS = {
    "aktif": "aktif", "cuti": "cuti", "cltn": "cuti di luar tanggungan negara", "tugas_belajar": "tugas belajar",
    "mpp": "masa persiapan pensiun", "diberhentikan_sementara": "diberhentikan sementara",
    "pejabat_negara": "pejabat negara atau pimpinan/anggota lembaga nonstruktural",
    "pensiun": "pensiun", "diberhentikan": "diberhentikan", "meninggal": "meninggal",
}  # fmt: skip
ACCOUNT = {"pending": "belum diaktifkan", "active": "aktif", "blocked": "dibekukan", "disabled": "ditutup"}
_FIELDS = {"nip_penilai": "nip_penilai", "mulai": "mulai", "sk": "sk", "sebagai": "nip_penilai"}


class Opd(msgspec.Struct):
    """A PD, or a unit in one."""

    kode: str
    nama: str
    induk: str
    jenis: str
    hari_kerja: int
    kepala: str | None
    pegawai: int


class Row(msgspec.Struct):
    """A person of the roster."""

    asn_id: UUID
    nip: str
    nama: str
    jenis: str
    golongan: str
    jabatan: str
    opd: str
    unit: str
    status: str
    validated: bool


class Superior(msgspec.Struct):
    """Who appraises, from when on, by which decree."""

    mulai: date
    sebagai: str
    nama: str | None
    jabatan: str | None
    sk: str


class Post(msgspec.Struct):
    """A post from a day on."""

    mulai: date
    jabatan: str
    opd: str
    unit: str
    kelas_jabatan: int
    sk: str


class Status(msgspec.Struct):
    """A status within its dates."""

    mulai: date
    selesai: date | None
    status: str
    sk: str


class Role(msgspec.Struct):
    """A role within its dates, by its decree."""

    peran: str
    dasar: str
    mulai: date
    selesai: date | None


class Account(msgspec.Struct):
    """How the account stands."""

    keadaan: str
    kenapa: str
    kode_kedua: bool


class Whole(msgspec.Struct):
    """A person with everything that decrees say of them."""

    pegawai: Row
    penilai_hari_ini: Superior | None
    jabatan: tuple[Post, ...]
    status: tuple[Status, ...]
    atasan: tuple[Superior, ...]
    peran: tuple[Role, ...]
    akun: Account | None


async def by_nip(visit: Visit, nip: str) -> Row | None:
    """The one person whom a NIP names among those whom the visitor sees; None for nobody or several."""
    found: list[Row] = await visit.read("identity", "/pegawai", list[Row], cari=nip, paling_banyak=2)
    return found[0] if len(found) == 1 else None


async def show(visit: Visit) -> Outcome:
    """A page of the roster, by what was asked for; the next page begins after the last person of this one."""
    asked = {name: visit.query.get(name, "")[:100] for name in ("cari", "opd", "status")}
    ask = {**asked, "setelah": visit.query.get("setelah", ""), "paling_banyak": A_PAGE + 1}
    if visit.query.get("tanpa"):
        ask["tanpa_atasan"] = "true"
    found, units = await together(
        visit.read("identity", "/pegawai", list[Row], **ask), visit.read("identity", "/opd", list[Opd], hitung="false")
    )
    more = found[A_PAGE - 1].asn_id if len(found) > A_PAGE else None
    following = {name: value for name, value in {**asked, "setelah": more or ""}.items() if value}
    data = {
        "orang": found[:A_PAGE], "opd": [unit for unit in units if not unit.induk], "saring": asked,
        "lanjut": urlencode(following) if more else "", "status": STATUS, "tanpa": visit.query.get("tanpa", ""),
    }  # fmt: skip
    return Shown("pengelola/pegawai.html", data)


async def one(visit: Visit) -> Outcome:
    """One person."""
    return await _page(visit, {}, "")


async def change(visit: Visit) -> Outcome:
    """Another superior from a day on, by decree; or none, where the post is vacant or the Bupati appraises."""
    form = Form(visit.typed)
    kind = visit.typed.get("sebagai", "definitif")
    said = {
        "nip": visit.typed.get("nip", ""), "sebagai": kind, "mulai": form.day("mulai", "Pilih sejak kapan."),
        "sk": form.text("sk", "Tulis nomor SK-nya.", 200), "nip_penilai": None,
    }  # fmt: skip
    if kind == "definitif":
        said["nip_penilai"] = form.text("nip_penilai", "Tulis NIP penilai yang baru.", 64).replace(" ", "")
    told = None if form.salah else await visit.send("identity", "/penilai", said)
    return await settled(form, told, f"/pegawai/{visit.given['id']}?berubah=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    whole, me, glance = await together(
        visit.read("identity", f"/pegawai/{visit.given['id']}", Whole, tujuan=PURPOSE),
        me_of(visit), glance_of(visit),
    )  # fmt: skip
    data = {
        "o": whole.pegawai, "d": whole, "s": glance, "salah": salah, "tolak": tolak, "status": STATUS,
        "akun": ACCOUNT, "mengubah": "pengelola_kepegawaian" in me.peran, "berubah": visit.query.get("berubah", ""),
    }  # fmt: skip
    return Shown("pengelola/seorang.html", data, 422 if salah or tolak else 200)
