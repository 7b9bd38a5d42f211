"""What skp tells of data brought up to date, and of the copies that the penilai must have (KUAN P23(2-4))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from contracts.event import Event
from contracts.vocabulary import KarenaGangguan, KepadaPeran


class HasilDokumen(Struct, frozen=True, kw_only=True):
    """Whether a document was found accurate (KUAN P1(11))."""

    dokumen_id: UUID
    akurat: bool


class PemutakhiranRequested(Event, frozen=True):
    """A person asks that data be brought up to date, with a document (KUAN P1(10), P23(2-4)).

    `lain_sha256`: further documents.
    """

    published_by, aggregate, partition_by = "skp", "pemutakhiran_id", "asn_id"
    pemutakhiran_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    dokumen_sha256: str
    due_on: date
    lain_sha256: tuple[str, ...] = ()


class PemutakhiranMoved(Event, frozen=True):
    """One of the four steps is done: diverifikasi, diklarifikasi, disinkronkan, divalidasi (KUAN P1(11-14)).

    `hasil`: of verifikasi, what was found of each document; empty of the other steps and of before it was kept.
    """

    published_by, aggregate, partition_by = "skp", "pemutakhiran_id", "asn_id"
    pemutakhiran_id: UUID
    asn_id: UUID
    langkah: str
    oleh: UUID
    hasil: tuple[HasilDokumen, ...] = ()


class PemutakhiranOverdue(Event, frozen=True):
    """Seven working days have passed without it; the next superior is told, and does not do it (KUAN P23(4), A22).

    `kepada`: the next superior up the line who is there; None: who holds `kepada_peran`, the Bupati above the line, or
    the pengelola_e_kinerja where there is nobody above.
    """

    published_by, aggregate, partition_by = "skp", "pemutakhiran_id", "asn_id"
    pemutakhiran_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    kepada: UUID | None
    due_on: date
    karena_gangguan: KarenaGangguan = False
    kepada_peran: KepadaPeran = ""


class SalinanDelivered(Event, frozen=True):
    """The pejabat penilai has the copies that the law wants; `late`: after `due_on` (KUAN P23(3))."""

    published_by, aggregate, partition_by = "skp", "salinan_id", "asn_id"
    salinan_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    pemicu: str
    due_on: date
    dokumen_sha256: tuple[str, ...]
    late: bool
    karena_gangguan: KarenaGangguan = False


class SalinanOverdue(Event, frozen=True):
    """`due_on` has passed without copies. `pemicu`: awal_tahun, or pindah to a new place of duty (KUAN P23(3), A8)."""

    published_by, aggregate, partition_by = "skp", "salinan_id", "asn_id"
    salinan_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    pemicu: str
    due_on: date
    karena_gangguan: KarenaGangguan = False
