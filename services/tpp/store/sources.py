"""What the facts of a slip are called: their names, their dates, and where their owner finds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from contracts.tpp import SlipLine

_NAMED = """
SELECT event_id AS id, 'kepegawaian' AS jenis, '' AS sebutan, NULL::date AS tanggal FROM pegawai
WHERE tenant = :tenant AND asn_id = :asn_id
UNION ALL SELECT event_id, 'pengukuran', periode, NULL FROM bulan WHERE tenant = :tenant AND asn_id = :asn_id
UNION ALL SELECT event_id, 'temuan', '', tanggal FROM temuan WHERE tenant = :tenant AND asn_id = :asn_id
UNION ALL SELECT event_id, 'penilaian', CAST(tahun AS text), NULL FROM nilai
    WHERE tenant = :tenant AND asn_id = :asn_id
UNION ALL SELECT keadaan_id, 'keadaan', nomor, tanggal FROM keadaan_pegawai
    WHERE tenant = :tenant AND asn_id = :asn_id
"""
_NAMES = {
    "kepegawaian": "Data kepegawaian", "pengukuran": "Pengukuran aktivitas", "temuan": "Temuan hari kosong",
    "penilaian": "Hasil penilaian", "keadaan": "Keputusan", "presensi": "Presensi",
}  # fmt: skip


class Sumber(Struct, frozen=True):
    """A fact of a slip: `id` as its lines cite it, what it is called, its day where it has one, its page."""

    id: str
    nama: str
    tanggal: date | None
    alamat: str


async def sources_of(work: Work, asn_id: UUID, periode: str, lines: Sequence[SlipLine]) -> tuple[Sumber, ...]:
    """The facts that the lines cite, each once, in their order."""
    rows = await work.all(_NAMED, {"tenant": work.tenant, "asn_id": asn_id})
    known = {str(row.id): _source(str(row.id), row.jenis, row.sebutan, row.tanggal) for row in rows}
    found: dict[str, Sumber] = {}
    for line in lines:
        for place, ident in enumerate(line.sumber):
            found.setdefault(ident, known.get(ident) or _other(line, place, periode))
    return tuple(found.values())


def _source(ident: str, jenis: str, sebutan: str, tanggal: date | None) -> Sumber:
    pages = {
        "pengukuran": f"/aktivitas/{sebutan}",
        "penilaian": f"/penilaian/{sebutan}".rstrip("/"),
        "temuan": "/pembinaan",
    }
    return Sumber(ident, f"{_NAMES[jenis]} {sebutan}".strip(), tanggal, pages.get(jenis, ""))


def _other(line: SlipLine, place: int, periode: str) -> Sumber:
    """A day of attendance, `presensi:2026-01-05:2`; else, of a fact that a newer one has replaced, what stands there.

    The lines of a part cite the person, the month, then findings; a predikat its result; all others the person.
    """
    ident = line.sumber[place]
    kind, _, rest = ident.partition(":")
    if kind == "presensi":
        day = date.fromisoformat(rest.partition(":")[0])
        return Sumber(ident, _NAMES["presensi"], day, f"/presensi/{day:%Y-%m}")
    if line.kode == "predikat":
        return _source(ident, "penilaian", "", None)
    of_part = line.kode.rpartition(".")[2] in ("produktivitas", "disiplin")
    jenis = ("kepegawaian", "pengukuran", "temuan")[min(place, 2)] if of_part else "kepegawaian"
    return _source(ident, jenis, periode if jenis == "pengukuran" else "", None)
