"""One person with everything that decrees say of them."""

from __future__ import annotations

from datetime import date

import msgspec

from gateway.pages.pengelola.data_pegawai import Row

PURPOSE = "mengelola data kepegawaian"


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
