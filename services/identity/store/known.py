"""The people of a Pemda as a file of staffing data is compared with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from services.identity.domain.row import Row

_ALL = "SELECT * FROM pegawai WHERE tenant = :tenant"
# Of the statuses that cover today the one that began last, where a decree gives its end.
_KEPT = """
SELECT DISTINCT ON (asn_id) asn_id, status, selesai, sk FROM masa_status
WHERE tenant = :tenant AND mulai <= :today AND (selesai IS NULL OR selesai >= :today)
ORDER BY asn_id, mulai DESC, selesai IS NULL
"""
# What is recorded already of a day to come on which a post begins.
_AHEAD = """
SELECT p.asn_id, t.jabatan, t.jenis_jabatan, t.kelas_jabatan, t.opd, t.unit, t.memimpin_unit, t.mulai AS tmt_jabatan,
    coalesce((SELECT a.nip FROM hubungan h JOIN pegawai a ON a.tenant = h.tenant AND a.asn_id = h.penilai_id
        WHERE h.tenant = p.tenant AND h.asn_id = p.asn_id AND h.mulai = t.mulai),
        CASE WHEN EXISTS (SELECT FROM hubungan h WHERE h.tenant = p.tenant AND h.asn_id = p.asn_id
            AND h.mulai = t.mulai) THEN '' ELSE p.nip_atasan END) AS nip_atasan,
    coalesce((SELECT m.status FROM masa_status m WHERE m.tenant = p.tenant AND m.asn_id = p.asn_id
        AND m.mulai = t.mulai AND m.selesai IS NULL LIMIT 1), p.status) AS status
FROM pegawai p JOIN penempatan t ON t.tenant = p.tenant AND t.asn_id = p.asn_id
JOIN unnest(CAST(:nips AS text[]), CAST(:days AS date[])) AS u(nip, tmt) ON u.nip = p.nip AND u.tmt = t.mulai
WHERE p.tenant = :tenant
"""
_LATEST = """
SELECT asn_id, max(mulai) AS mulai FROM {table} WHERE tenant = :tenant AND mulai <= :today
  AND asn_id = ANY(CAST(:ids AS uuid[])) GROUP BY asn_id
"""


class Kept(Struct, frozen=True):
    """A status that a decree gives somebody until a day."""

    status: str
    selesai: date
    sk: str


async def known_people(work: Work, rows: Iterable[Row] = (), which: str = "") -> dict[str, Any]:
    """Everyone by NIP, or (`which`: a condition on `:nips`) those of the rows.

    Whom a row gives a post of a day to come is as he will be on that day, where that has been recorded already.
    """
    rows = list(rows)
    nips = [row.nip for row in rows]
    found = await work.all(_ALL + which, {"tenant": work.tenant, **({"nips": nips} if which else {})})
    known: dict[str, Any] = {row.nip: row for row in found}
    ahead = [row for row in rows if row.tmt_jabatan > work.today and row.nip in known]
    if ahead:
        nip_of = {known[row.nip].asn_id: row.nip for row in ahead}
        values = {"nips": [row.nip for row in ahead], "days": [row.tmt_jabatan for row in ahead]}
        for row in await work.all(_AHEAD, {"tenant": work.tenant, **values}):
            nip = nip_of[row.asn_id]
            known[nip] = SimpleNamespace(**(dict(known[nip]._mapping) | dict(row._mapping)))
    return known


async def kept_statuses(work: Work) -> dict[UUID, Kept]:
    """Who has today a status by decree, with an end: no file ends it earlier."""
    rows = await work.all(_KEPT, {"tenant": work.tenant, "today": work.today})
    return {row.asn_id: Kept(row.status, row.selesai, row.sk) for row in rows if row.selesai and row.sk != "impor"}


async def latest(work: Work, table: str, ids: list[UUID]) -> dict[UUID, date]:
    """Since when what holds today of each has held, in a table of terms."""
    values = {"tenant": work.tenant, "today": work.today, "ids": ids}
    return {row.asn_id: row.mulai for row in await work.all(_LATEST.format(table=table), values)}
