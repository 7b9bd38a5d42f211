"""What identity tells: people, organisation, offices, and the days on which nobody works."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from contracts.event import Event
from contracts.masa import MasaPenilai, MasaStatus
from contracts.vocabulary import HariKerja, Jenis, JenisJabatan, Kode, Nama, Nip, Saat, StatusPegawai, Tahun


class Penempatan(Struct, frozen=True, kw_only=True):
    """A post from its first day on, until the next one begins; `kelas_jabatan` None: of before it was told."""

    mulai: date
    jabatan: str
    jenis_jabatan: JenisJabatan
    opd: Kode
    unit: Kode
    kelas_jabatan: int | None = None


class PeranPd(Struct, frozen=True, kw_only=True):
    """A role held today for another PD than the own: as Plt or Plh of its head."""

    peran: str
    opd: Kode


class PegawaiRecorded(Event, frozen=True):
    """A person as the validated staffing data has them now: state after every change, whole.

    `atasan_id` is the pejabat penilai (direct superior); None: the Bupati appraises.
    `peran` lists offices and roles held now; each applies to the person's own OPD unless it is a role of the Pemda.
    `penilai` and `masa_status` are all terms known today, past and to come; `atasan_id` and `status` are today's.
    `peran_pd`: those held for another PD, as Plt or Plh of its head, beside what `peran` says of the own.
    `penempatan`: all posts known today, past and to come; `jabatan`, `kelas_jabatan`, `opd`, `unit` are today's.
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
    peran_pd: tuple[PeranPd, ...] = ()


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


class SelisihRecorded(Event, frozen=True):
    """How many differences of a person the reconciliation of a year with SIASN left open (KUAN P1(13), KON P50(1)).

    Told where there are some, and again whenever their number changes; of the last year told it is what is known now.
    """

    aggregate, partition_by = "selisih_id", "asn_id"
    selisih_id: str
    asn_id: UUID
    tahun: Tahun
    terbuka: int


class LaporanUnitSubmitted(Event, frozen=True):
    """The head of a PD reported that its data of a year is the latest (KON P50(2)); the last report holds."""

    aggregate, partition_by = "laporan_id", "opd"
    laporan_id: str
    tahun: Tahun
    opd: Kode
    oleh: UUID
    at: Saat


class PesertaPelatihan(Struct, frozen=True, kw_only=True):
    """Who was at a training, and from which PD on its day of record."""

    asn_id: UUID
    opd: Kode


class PelatihanRecorded(Event, frozen=True):
    """A training (peningkatan kapasitas) or sosialisasi was held for a role family (KUAN P30)."""

    aggregate, partition_by = "pelatihan_id", "pelatihan_id"
    pelatihan_id: UUID
    jenis: Annotated[Literal["peningkatan_kapasitas", "sosialisasi"], Meta(title="JenisPelatihan")]
    peran: Annotated[Literal["pengelola_e_kinerja", "admin_pd", "pejabat_penilai", "user"], Meta(title="RumpunPeran")]
    tanggal: date
    materi: str
    peserta: tuple[PesertaPelatihan, ...]


class ResetAkunRecorded(Event, frozen=True):
    """Two people reopen the account of an office holder; its owner (`asn_id`: the account) hears of each step.

    `oleh`: who proposed it. `keadaan`: open, confirmed by another, used (a new first password was made), discarded.
    """

    aggregate, partition_by = "usul_id", "asn_id"
    usul_id: UUID
    asn_id: UUID
    oleh: UUID
    keadaan: Annotated[Literal["open", "confirmed", "used", "discarded"], Meta(title="KeadaanUsul")]


class AnggotaTim(Struct, frozen=True, kw_only=True):
    """A member of a Tim Penilai Kinerja from the first to the last day.

    `sk`, `tanggal_sk`: of the Keputusan Bupati that named the member (KON P36(5)).
    """

    asn_id: UUID
    opd: Kode
    peran: Annotated[
        Literal["tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota"], Meta(title="PeranTim")
    ]
    sk: str
    mulai: date
    selesai: date
    tanggal_sk: date | None = None


class TimPenilaiRecorded(Event, frozen=True):
    """A Tim Penilai Kinerja as it is now, formed or with a member replaced: whole (KON P36, reading B44).

    `mulai`, `selesai`: its term, both days included. `anggota`: everybody who is, was or will be a member.
    """

    aggregate, partition_by = "tim_id", "tim_id"
    tim_id: UUID
    sk: str
    tanggal: date
    mulai: date
    selesai: date
    anggota: tuple[AnggotaTim, ...]
