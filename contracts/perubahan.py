"""What skp tells of changes of a set SKP: opened, and recommended by monitoring (KON P18(6), P19; KUAN P23(2))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.event import Event


class SkpChangeOpened(Event, frozen=True):
    """A change of a set SKP was opened, with its cause and documents; it stays valid until the new version is set.

    `mulai`, `selesai`: of the sickness or the assignment. Of an assignment (KON P19(2)e): what for, who gave it, and
    that it keeps from the tugas dan fungsi. Of another cause: whose approval there is (KON P19(3)).
    """

    published_by, aggregate, partition_by = "skp", "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    baru_id: UUID
    sebab: str
    dokumen_sha256: tuple[str, ...]
    mulai: date | None = None
    selesai: date | None = None
    penugasan: str = ""
    pemberi_tugas: UUID | None = None
    pemberi_tugas_bupati: bool = False
    menghalangi: bool = False
    persetujuan: str = ""
    persetujuan_oleh: str = ""
    persetujuan_tanggal: date | None = None


class SkpChangeRecommended(Event, frozen=True):
    """Monitoring recommends a change, on `bukti` pieces of evidence; the SKP stays as it is (KON P18(6)).

    `recorded_by`: the penilai, or the pengelola kinerja who helps (KON P18(5)).
    """

    published_by, aggregate, partition_by = "skp", "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    rekomendasi_id: UUID
    penilai_id: UUID | None
    recorded_by: UUID
    alasan: str
    perubahan_lingkungan: str
    bukti: int
    dokumen_sha256: tuple[str, ...]
