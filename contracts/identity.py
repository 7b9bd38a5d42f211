"""What identity tells: people, organisation, offices, and the days on which nobody works."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from contracts.event import Event
from contracts.penilai import MasaPenilai, MasaStatus
from contracts.vocabulary import HariKerja, Jenis, JenisJabatan, Kode, Nama, Nip, StatusPegawai, Tahun


class Penempatan(Struct, frozen=True, kw_only=True):
    """A post from its first day on, until the next one begins."""

    mulai: date
    jabatan: str
    jenis_jabatan: JenisJabatan
    opd: Kode
    unit: Kode


class PegawaiRecorded(Event, frozen=True):
    """A person as the validated staffing data has them now: state after every change, whole.

    `atasan_id` is the pejabat penilai (direct superior); None: the Bupati appraises.
    `peran` lists offices and roles held now; each applies to the person's own OPD unless it is a role of the Pemda.
    `penilai` and `masa_status` are all terms known today, past and to come; `atasan_id` and `status` are today's.
    `penempatan`: all posts known today, past and to come; `jabatan`, `opd` and `unit` are today's.
    `hari_kerja`: working days a week of the unit, five or six.
    """

    aggregate = "asn_id"
    partition_by = "asn_id"

    asn_id: UUID
    nip: Nip
    nama: Nama
    jenis: Jenis
    status: StatusPegawai
    golongan: str
    jabatan: str
    jenis_jabatan: JenisJabatan
    kelas_jabatan: int
    opd: Kode
    unit: Kode
    atasan_id: UUID | None
    tmt_jabatan: date
    memimpin_unit: bool
    validated: bool
    peran: tuple[str, ...] = ()
    penilai: tuple[MasaPenilai, ...] = ()
    masa_status: tuple[MasaStatus, ...] = ()
    hari_kerja: HariKerja = 5
    penempatan: tuple[Penempatan, ...] = ()


class OpdRecorded(Event, frozen=True):
    """An organisation (OPD) or a unit inside one: state after every change. `induk` is empty for an OPD."""

    aggregate = "kode"
    partition_by = "kode"

    kode: Kode
    nama: Nama
    induk: str
    jenis: str
    hari_kerja: HariKerja = 5


class CalendarDaySet(Event, frozen=True):
    """A day on which the Pemda does not work, or (`libur=False`) works though it was a holiday."""

    aggregate = "tanggal"
    partition_by = "tanggal"

    tanggal: date
    libur: bool
    nama: str


class YearClosed(Event, frozen=True):
    """The data of a year agrees with SIASN, each difference answered; it is reconciled no more (KON P50(1))."""

    aggregate = "tahun"
    partition_by = "tahun"

    tahun: Tahun
    oleh: UUID
