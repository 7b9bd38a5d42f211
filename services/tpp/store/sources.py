"""What the facts of a slip are called: their names, their dates, and where their owner finds them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

# A fact that a newer one has taken the place of is found no more under its number: the slip still names it.
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
    "penilaian": "Hasil penilaian", "keadaan": "Keputusan", "presensi": "Presensi", "lama": "Data sebelumnya",
}  # fmt: skip


class Sumber(Struct, frozen=True):
    """A fact of a slip: `id` as its lines cite it, what it is called, its day where it has one, its page."""

    id: str
    nama: str
    tanggal: date | None
    alamat: str


async def sources_of(work: Work, asn_id: UUID, cited: Collection[str]) -> tuple[Sumber, ...]:
    """The facts that the lines cite, each once, in their order."""
    rows = await work.all(_NAMED, {"tenant": work.tenant, "asn_id": asn_id})
    known = {str(row.id): _source(str(row.id), row.jenis, row.sebutan, row.tanggal) for row in rows}
    return tuple(known.get(one) or _other(one) for one in dict.fromkeys(cited))


def _source(ident: str, jenis: str, sebutan: str, tanggal: date | None) -> Sumber:
    pages = {"pengukuran": f"/aktivitas/{sebutan}", "penilaian": f"/penilaian/{sebutan}", "temuan": "/pembinaan"}
    return Sumber(ident, f"{_NAMES[jenis]} {sebutan}".strip(), tanggal, pages.get(jenis, ""))


def _other(ident: str) -> Sumber:
    """A day of attendance, `presensi:2026-01-05:2`; or a fact that a newer one has taken the place of."""
    kind, _, rest = ident.partition(":")
    if kind != "presensi":
        return Sumber(ident, _NAMES["lama"], None, "")
    day = date.fromisoformat(rest.partition(":")[0])
    return Sumber(ident, _NAMES["presensi"], day, f"/presensi/{day:%Y-%m}")
