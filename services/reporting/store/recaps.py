"""The recap: per OPD, what a month and its year came to; and whether it was acknowledged and published."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.reporting import RecapPublished

S = TypeVar("S", bound=Struct)

_RECAP = """
SELECT p.opd, coalesce(o.nama, p.opd) AS nama, count(*) AS asn,
    count(b.asn_id) AS ditutup, coalesce(sum(coalesce(b.submitted, j.submitted)), 0) AS aktivitas,
    coalesce(sum(coalesce(b.by_penilai, j.by_penilai)), 0) AS disetujui_penilai,
    coalesce(sum(coalesce(b.by_auto, j.by_auto)), 0) AS disetujui_otomatis,
    coalesce(sum(coalesce(b.rejected, j.rejected)), 0) AS ditolak,
    coalesce(sum(coalesce(b.pending, j.submitted - j.by_penilai - j.by_auto - j.rejected)), 0) AS belum_diputus,
    count(n.asn_id) AS dinilai,
    round(avg(n.nilai_kinerja), 2)::text AS rata_rata_nilai,
    mode() WITHIN GROUP (ORDER BY n.predikat) AS predikat_terbanyak,
    count(s.asn_id) AS slip, coalesce(sum(s.total), 0)::bigint AS tpp_total
FROM pegawai p
LEFT JOIN opd o ON o.tenant = p.tenant AND o.kode = p.opd
LEFT JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = :periode
LEFT JOIN bulan_berjalan j ON j.tenant = p.tenant AND j.asn_id = p.asn_id AND j.periode = :periode
LEFT JOIN nilai n ON n.tenant = p.tenant AND n.asn_id = p.asn_id AND n.tahun = :tahun
LEFT JOIN slip s ON s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.periode = :periode
WHERE p.tenant = :tenant AND p.validated GROUP BY p.opd, o.nama ORDER BY p.opd
"""
_ACKNOWLEDGE = """
INSERT INTO publikasi (tenant, periode, diketahui_oleh, diketahui_pada) VALUES (:tenant, :periode, :actor, :now)
ON CONFLICT DO NOTHING
"""
_FIND = """
SELECT diketahui_pada, isi::text AS isi FROM publikasi WHERE tenant = :tenant AND periode = :periode FOR UPDATE
"""
_PUBLISH = """
UPDATE publikasi SET isi = CAST(:isi AS jsonb), oleh = :actor, monev = CAST(:monev AS jsonb), terbit_pada = :now
WHERE tenant = :tenant AND periode = :periode
"""
_DAYS = "SELECT diketahui_pada, terbit_pada FROM publikasi WHERE tenant = :tenant AND periode = :periode"
_MONTHS = "SELECT periode FROM publikasi WHERE tenant = :tenant AND monev IS NOT NULL ORDER BY periode"
_PUBLISHED = """
SELECT terbit_pada, monev::text AS monev FROM publikasi
WHERE tenant = :tenant AND periode = :periode AND monev IS NOT NULL
"""
_KEEP = "INSERT INTO rekap (tenant, rekap_id, periode, published_at) VALUES (:tenant, :id, :periode, :now)"


class OpdRecap(Struct, frozen=True):
    """One OPD: people, closed months, activities by what became of them, mean nilai where the law gives one, rupiah.

    A month still open shows what has come in so far; a closed one what was measured.
    """

    opd: str
    nama: str
    asn: int
    ditutup: int
    aktivitas: int
    disetujui_penilai: int
    disetujui_otomatis: int
    ditolak: int
    belum_diputus: int
    dinilai: int
    rata_rata_nilai: str | None
    predikat_terbanyak: str | None
    slip: int
    tpp_total: int


class Publication(Struct, frozen=True):
    """Since when the recap of a month may be published, and what was."""

    diketahui_pada: datetime
    isi: RecapPublished | None


async def recap(work: Work, periode: str) -> list[OpdRecap]:
    """The month per OPD, for those whom the table of the Pemda names (KUAN P24(1), P27(1))."""
    rows = await work.all(_RECAP, {"tenant": work.tenant, "periode": periode, "tahun": int(periode[:4])})
    return [msgspec.convert({k: int(v) if whole(k) else v for k, v in r._mapping.items()}, OpdRecap) for r in rows]


async def known_units(work: Work) -> frozenset[str]:
    """The codes of the PD that have people."""
    rows = await work.all("SELECT DISTINCT opd FROM pegawai WHERE tenant = :tenant", {"tenant": work.tenant})
    return frozenset(row.opd for row in rows)


def whole(column: str) -> bool:
    return column not in {"opd", "nama", "rata_rata_nilai", "predikat_terbanyak"}


async def acknowledge(work: Work, actor: Actor, periode: str) -> bool:
    """Whether this is the first time."""
    values = {"tenant": work.tenant, "periode": periode, "actor": actor.id, "now": work.now}
    return bool((await work.run(_ACKNOWLEDGE, values)).rowcount)


async def publication(work: Work, periode: str) -> Publication | None:
    """Locked until the end of the unit of work; None before it is acknowledged."""
    row = await work.one(_FIND, {"tenant": work.tenant, "periode": periode})
    if row is None:
        return None
    return Publication(row.diketahui_pada, msgspec.json.decode(row.isi, type=RecapPublished) if row.isi else None)


async def publication_days(work: Work, periode: str) -> tuple[datetime | None, datetime | None]:
    """When a month was acknowledged, and when it was published."""
    row = await work.one(_DAYS, {"tenant": work.tenant, "periode": periode})
    return (row.diketahui_pada, row.terbit_pada) if row else (None, None)


async def published_months(work: Work) -> list[str]:
    """The months that everybody may see, in their order."""
    rows = await work.all(_MONTHS, {"tenant": work.tenant})
    return [row.periode for row in rows]


async def published(work: Work, periode: str, shape: type[S]) -> tuple[datetime, S] | None:
    """When a month was published, and what everybody may see of it."""
    row = await work.one(_PUBLISHED, {"tenant": work.tenant, "periode": periode})
    return None if row is None else (row.terbit_pada, msgspec.json.decode(row.monev, type=shape))


async def publish(work: Work, actor: Actor, event: RecapPublished, monev: Struct) -> None:
    """Keep what is published, and what everybody may see of it."""
    key = {"tenant": work.tenant, "periode": event.periode}
    await work.run(_PUBLISH, key | {"isi": json_of(event), "actor": actor.id, "monev": json_of(monev), "now": work.now})
    await work.run(_KEEP, key | {"id": event.recap_id, "now": work.now})
