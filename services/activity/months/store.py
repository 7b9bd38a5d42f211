"""Months: what a close counts, what it leaves, and the days that stay empty in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.db import Work, json_of
from chassis.deadlines import arm
from chassis.retelling import AFTER_UUID
from contracts.activity import MonthMeasured
from services.activity.domain import clock
from services.activity.store.rows import span_of

# What somebody else wrote counts when its owner confirms; what they changed of an entry had been submitted before.
# Outputs of a kinerja whose target names no quantity stand beside no target, and make up for none.
_COUNTS = """
SELECT a.asn_id, count(*) AS submitted, count(DISTINCT tanggal) AS hari_terisi,
    count(*) FILTER (WHERE state = 'approved' AND cara = 'penilai') AS by_penilai,
    count(*) FILTER (WHERE state = 'approved' AND cara = 'auto') AS by_auto,
    count(*) FILTER (WHERE state = 'rejected') AS rejected,
    count(*) FILTER (WHERE state IN ('submitted', 'escalated', 'assisted')) AS pending,
    coalesce(sum(kuantitas) FILTER (WHERE state = 'approved' AND b.butir_id IS NULL), 0) AS kuantitas,
    array_agg(DISTINCT tanggal) AS days
FROM activity a LEFT JOIN butir b ON b.tenant = a.tenant AND b.butir_id = a.butir_id AND b.target = 0
WHERE a.tenant = :tenant AND tanggal >= :first AND tanggal < :after AND state <> 'discarded'
  AND (state <> 'assisted' OR isi_versi > 1) AND (CAST(:people AS uuid[]) IS NULL OR a.asn_id = ANY(:people))
GROUP BY a.asn_id
"""
_UNCONFIRMED = """
SELECT activity_id FROM activity WHERE tenant = :tenant AND tanggal >= :first AND tanggal < :after
  AND state = 'assisted' AND isi_versi > 1 AND asn_id = coalesce(CAST(:asn AS uuid), asn_id) ORDER BY activity_id
"""
_TARGETS = """
SELECT asn_id, target, mulai, sampai, bulanan FROM butir WHERE tenant = :tenant AND mulai < :after AND selesai >= :first
  AND (CAST(:people AS uuid[]) IS NULL OR asn_id = ANY(:people))
"""
_CLOSED = "SELECT closed_at FROM bulan_tertutup WHERE tenant = :tenant AND periode = :periode"
_CLOSE = """
INSERT INTO bulan_tertutup (tenant, periode, closed_at) VALUES (:tenant, :periode, :now) ON CONFLICT DO NOTHING
"""
# Each time a person's month is measured is a version of it; what waits is looked at again when something is decided.
_MEASURED = """
INSERT INTO bulan_terukur AS t (tenant, asn_id, periode, version, pending, at, hitungan)
SELECT :tenant, m.asn_id, :periode, 1, m.pending, :now, CAST(m.hitungan AS jsonb)
FROM unnest(CAST(:asn AS uuid[]), CAST(:pending AS int[]), CAST(:hitungan AS text[])) AS m(asn_id, pending, hitungan)
ON CONFLICT (asn_id, periode, tenant) DO UPDATE SET version = t.version + 1, pending = EXCLUDED.pending,
    at = EXCLUDED.at, hitungan = EXCLUDED.hitungan RETURNING asn_id, version
"""
_DECIDED = """
SELECT t.asn_id, t.periode, t.pending FROM bulan_terukur t WHERE t.tenant = :tenant AND t.pending > 0
  AND EXISTS (SELECT FROM activity a WHERE a.tenant = t.tenant AND a.asn_id = t.asn_id AND a.decided_at > t.at
      AND a.tanggal >= to_date(t.periode, 'YYYY-MM')
      AND a.tanggal < CAST(to_date(t.periode, 'YYYY-MM') + interval '1 month' AS date))
  AND NOT EXISTS (SELECT FROM bulan_dibuka d WHERE d.tenant = t.tenant AND d.asn_id = t.asn_id
      AND d.periode = t.periode AND d.sampai IS NOT NULL)
ORDER BY t.periode, t.asn_id
"""
_OPEN = """
INSERT INTO bulan_dibuka AS b (tenant, asn_id, periode, kali, sampai, alasan, dokumen, oleh)
VALUES (:tenant, :asn, :periode, 1, :sampai, :alasan, :dokumen, :oleh)
ON CONFLICT (asn_id, periode, tenant) DO UPDATE SET kali = b.kali + 1, sampai = EXCLUDED.sampai,
    alasan = EXCLUDED.alasan, dokumen = EXCLUDED.dokumen, oleh = EXCLUDED.oleh WHERE b.sampai IS NULL RETURNING kali
"""
_HOLD = """
UPDATE bulan_dibuka SET sampai = CAST(:sampai AS date)
WHERE tenant = :tenant AND asn_id = :asn AND periode = :periode
"""
# Who has an empty day in a month, as it was measured last.
_WITH_EMPTY = """
SELECT asn_id FROM bulan_terukur WHERE tenant = :tenant AND periode = :periode
  AND jsonb_array_length(hitungan->'hari_kosong') > 0 ORDER BY asn_id
"""
# Once for each day of outage; who has the month open already keeps it as it is.
_GIVE_BACK = """
INSERT INTO bulan_dibuka AS b (tenant, asn_id, periode, kali, sampai, alasan, dokumen, oleh)
SELECT :tenant, asn, :periode, 1, :sampai, :alasan, :dokumen, asn FROM unnest(CAST(:people AS uuid[])) AS asn
ON CONFLICT (asn_id, periode, tenant) DO UPDATE SET kali = b.kali + 1, sampai = EXCLUDED.sampai,
    alasan = EXCLUDED.alasan, dokumen = EXCLUDED.dokumen, oleh = EXCLUDED.oleh
WHERE b.sampai IS NULL AND b.dokumen <> EXCLUDED.dokumen RETURNING asn_id
"""
# a place of two: the person, then the month
_ASN, _MONTH = "split_part(:after, ':', 1)", "split_part(:after, ':', 2)"
RETOLD = f"""
SELECT asn_id || ':' || periode AS place, asn_id, periode, version, hitungan::text AS hitungan FROM bulan_terukur
WHERE tenant = :tenant AND (asn_id, periode) > ({AFTER_UUID.replace(":after", _ASN)}, {_MONTH})
ORDER BY asn_id, periode LIMIT :most FOR UPDATE
"""


class Counts(Struct, frozen=True, kw_only=True):
    """What somebody entered in a month and how it stands; `days`: those with an entry."""

    asn_id: UUID
    submitted: int = 0
    hari_terisi: int = 0
    by_penilai: int = 0
    by_auto: int = 0
    rejected: int = 0
    pending: int = 0
    kuantitas: int = 0
    days: Sequence[date] = ()


class Opening(Struct, frozen=True):
    """That a closed month is open again: until which day, why, by which document."""

    periode: str
    sampai: date
    alasan: str
    dokumen: str


async def closed_at(work: Work, periode: str) -> datetime | None:
    """When a month closed for all; None while it is open."""
    row = await work.one(_CLOSED, {"tenant": work.tenant, "periode": periode})
    return row.closed_at if row else None


async def keep_closed(work: Work, periode: str) -> None:
    """A month is closed for all."""
    await work.run(_CLOSE, {"tenant": work.tenant, "periode": periode, "now": work.now})


async def open_for(work: Work, asn_id: UUID, opening: Opening, oleh: UUID) -> bool:
    """A closed month is open again for somebody; False where it is already."""
    values = {
        "tenant": work.tenant, "asn": asn_id, "periode": opening.periode, "sampai": opening.sampai,
        "alasan": opening.alasan, "dokumen": opening.dokumen, "oleh": oleh,
    }  # fmt: skip
    return await work.one(_OPEN, values) is not None


async def keep_open_until(work: Work, asn_id: UUID, periode: str, sampai: date | None) -> None:
    """Until when a month that was opened again stays open; None: it is closed."""
    await work.run(_HOLD, {"tenant": work.tenant, "asn": asn_id, "periode": periode, "sampai": sampai})


async def with_empty_days(work: Work, periode: str) -> list[UUID]:
    """Who has an empty day in a measured month."""
    return [row.asn_id for row in await work.all(_WITH_EMPTY, {"tenant": work.tenant, "periode": periode})]


async def give_back(work: Work, people: Collection[UUID], opening: Opening) -> list[UUID]:
    """Open a month again for people; gives those for whom this document had not opened it before."""
    values = {
        "tenant": work.tenant, "people": list(people), "periode": opening.periode, "sampai": opening.sampai,
        "alasan": opening.alasan, "dokumen": opening.dokumen,
    }  # fmt: skip
    return [row.asn_id for row in await work.all(_GIVE_BACK, values)]


async def unconfirmed(work: Work, periode: str, asn_id: UUID | None) -> list[UUID]:
    """Entries of a month, or of a person's, that were changed for their owners and not confirmed by them."""
    return [row.activity_id for row in await work.all(_UNCONFIRMED, span_of(work, periode) | {"asn": asn_id})]


async def counts_of(work: Work, periode: str, people: list[UUID] | None) -> dict[UUID, Counts]:
    """The entries of a month, by owner; of everyone, or of some."""
    rows = await work.all(_COUNTS, span_of(work, periode) | {"people": people})
    return {row.asn_id: Counts(**row._mapping) for row in rows}


async def targets_of(work: Work, periode: str, people: list[UUID] | None) -> dict[UUID, int]:
    """What the kinerja of a month ask for in it, by owner: of who has an SKP in it, though nothing may be due."""
    targets: dict[UUID, int] = defaultdict(int)
    for row in await work.all(_TARGETS, span_of(work, periode) | {"people": people}):
        targets[row.asn_id] += clock.share_of_month(row.target, row.mulai, row.sampai, periode, row.bulanan)
    return targets


async def keep_measured(work: Work, measured: Sequence[MonthMeasured]) -> dict[UUID, int]:
    """Keep the measurements of one month; gives the version of each, by person."""
    columns = {
        "asn": [m.asn_id for m in measured], "pending": [m.pending for m in measured],
        "hitungan": [json_of(m) for m in measured],
    }  # fmt: skip
    values = {"tenant": work.tenant, "periode": measured[0].periode, "now": work.now, **columns}
    return {row.asn_id: row.version for row in await work.all(_MEASURED, values)}


async def decided_since(work: Work) -> dict[str, dict[UUID, int]]:
    """Measured months in which something was decided since: how much waited then, by month and person."""
    waiting: dict[str, dict[UUID, int]] = defaultdict(dict)
    for row in await work.all(_DECIDED, {"tenant": work.tenant}):
        waiting[row.periode][row.asn_id] = row.pending
    return waiting


def read(rows: Iterable[Any]) -> tuple[list[tuple[MonthMeasured, int]], dict[str, list[UUID]]]:
    """Months as they were measured last, with their versions; and, by month, people whose counts were not kept."""
    kept: list[tuple[MonthMeasured, int]] = []
    unknown: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        if row.hitungan:
            kept.append((msgspec.json.decode(row.hitungan, type=MonthMeasured), row.version))
        else:
            unknown[row.periode].append(row.asn_id)
    return kept, unknown


# What becomes known of a closed month afterwards: leave by a later decree, a holiday, a day that was none of duty.
FOLLOW = "month_follow"
_MISSED_BY = """
SELECT DISTINCT to_char(tanggal, 'YYYY-MM') AS periode FROM hari_kosong WHERE tenant = :tenant AND version > 0
  AND (asn_id = ANY(CAST(:people AS uuid[])) OR tanggal = ANY(CAST(:days AS date[])))
"""


async def follow_late(work: Work, people: Sequence[UUID] = (), days: Sequence[date] = ()) -> None:
    """Look again at closed months in which one of these people, or anybody on one of these days, missed a day.

    In a transaction of its own, at once: one holiday may be everybody's.
    """
    rows = await work.all(_MISSED_BY, {"tenant": work.tenant, "people": list(people), "days": list(days)})
    for row in rows:
        await arm(work, FOLLOW, row.periode, work.now)
