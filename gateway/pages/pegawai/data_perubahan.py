"""What a change of an SKP is opened with: its causes, its papers, and who leads."""

from __future__ import annotations

from uuid import UUID

import msgspec

CAUSES = {
    "pemangku_jabatan": "Pemangku jabatan berganti", "strategi": "Strategi berubah",
    "prioritas_asumsi": "Prioritas atau asumsi berubah", "sakit_cuti": "Sakit atau cuti lebih dari satu bulan",
    "penugasan": "Penugasan lebih dari satu bulan", "lainnya_persetujuan_bupati": "Lainnya, dengan persetujuan Bupati",
}  # fmt: skip
TASKS = {"pengembangan_kompetensi": "pengembangan kompetensi", "mewakili_instansi": "mewakili instansi"}
KINDS = {"sk": "Surat keputusan", "surat": "Surat"}
MOST = 20


class Document(msgspec.Struct):
    """A document of one's own."""

    dokumen_id: UUID


class Unit(msgspec.Struct):
    """A unit, and who leads it."""

    nama: str
    kepala_id: UUID | None
    kepala: str | None


def papers_of(text: str) -> list[str]:
    """Ids of documents as an address carries them."""
    found = []
    for one in text.split(",")[:MOST]:
        try:
            found.append(str(UUID(one)))
        except ValueError:
            continue
    return found
