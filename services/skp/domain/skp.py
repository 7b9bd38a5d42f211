"""An SKP as its steps see it, and the people around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from contracts.identity import Penempatan
from contracts.masa import MasaStatus, Sebagai
from contracts.vocabulary import JenisJabatan
from services.skp.domain.content import Content, Post


class Appraised(Protocol):
    """A person's penilai: who acts as one (`atasan_id`), in what capacity, and whose the post is."""

    @property
    def atasan_id(self) -> UUID | None: ...
    @property
    def sebagai(self) -> str: ...
    @property
    def pejabat_id(self) -> UUID | None: ...


class Segment(Protocol):
    """The time of an SKP, and whether it has ended."""

    @property
    def skp_id(self) -> UUID: ...
    @property
    def tahun(self) -> int: ...
    @property
    def mulai(self) -> date: ...
    @property
    def selesai(self) -> date: ...
    @property
    def state(self) -> str: ...


class Skp(Struct, frozen=True, kw_only=True):
    """An SKP with its owner's present place. `sidik`: what tells its content from another; `version`: of its facts.

    `closed_penilai_id`, `closed_sebagai`: the penilai of its last day. From `atasan_id` on: of the owner today.
    """

    skp_id: UUID
    asn_id: UUID
    tahun: int
    mulai: date
    selesai: date
    state: str
    isi: Content
    sidik: str
    version: int
    versi: int
    agreed_owner: bool
    agreed_penilai: bool
    perubahan_dari: UUID | None
    set_at: datetime | None
    closed_penilai_id: UUID | None
    closed_sebagai: str
    confirmed_at: datetime | None
    atasan_id: UUID | None
    sebagai: str
    pejabat_id: UUID | None
    opd: str
    unit: str
    jenis_jabatan: str
    memimpin_unit: bool
    hari_kerja: int

    @property
    def post(self) -> Post:
        """What sort of post its owner holds."""
        return Post(jenis=JenisJabatan(self.jenis_jabatan), memimpin_unit=self.memimpin_unit)

    @property
    def is_vacant(self) -> bool:
        """Whether nobody is penilai of its owner now (reading A22)."""
        return self.sebagai == Sebagai.KOSONG.value


class Pegawai(Struct, frozen=True, kw_only=True):
    """Somebody of the staffing data, as identity tells of them."""

    asn_id: UUID
    nama: str
    nip: str
    golongan: str
    jabatan: str
    opd: str
    unit: str
    atasan_id: UUID | None
    sebagai: str
    pejabat_id: UUID | None
    jenis_jabatan: str
    status: str
    validated: bool
    peran: Sequence[str]
    peran_pd: Sequence[Mapping[str, str]]
    memimpin_unit: bool
    tmt_jabatan: date
    masa_status: tuple[MasaStatus, ...]
    penempatan: tuple[Penempatan, ...]
    hari_kerja: int


class Signed(Struct, frozen=True):
    """In what capacity the penilai signed an SKP, for whom, and on which day under the law before (reading B29)."""

    sebagai: str
    atas_nama: UUID | None
    ditetapkan_pada: date | None


class Adendum(Struct, frozen=True, kw_only=True):
    """A tugas tambahan that waits for the penilai, or was decided on."""

    skp_id: UUID
    butir: str
    agreed_at: datetime | None
    refused_at: datetime | None


class Salinan(Struct, frozen=True, kw_only=True):
    """Copies that somebody owes their penilai (`kepada`; None: the Bupati) until `due_on` (KUAN P23(3))."""

    salinan_id: UUID
    asn_id: UUID
    pemicu: str
    kepada: UUID | None
    due_on: date
    delivered_at: datetime | None
    version: int


class Pemutakhiran(Struct, frozen=True, kw_only=True):
    """A request to bring data up to date, with its owner's present penilai (KUAN P23(2-4)).

    `langkah`: the steps taken, a JSON list as text; `dokumen_id`: its first document, `dokumen`: all of them.
    """

    asn_id: UUID
    state: str
    due_on: date
    langkah: str
    version: int
    dokumen_id: UUID
    dokumen: Sequence[UUID]
    atasan_id: UUID | None
    sebagai: str
    pejabat_id: UUID | None
    hari_kerja: int
