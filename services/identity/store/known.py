"""The people of a Pemda as a file of staffing data is compared with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from chassis.db import Work
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.row import Row

_ALL = """
SELECT asn_id, nip, nama, jenis, status, golongan, jabatan, jenis_jabatan, kelas_jabatan, opd, unit, nip_atasan,
    tmt_jabatan, memimpin_unit, validated FROM pegawai WHERE tenant = :tenant
"""
_NAMED = " AND nip = ANY(CAST(:nips AS text[]))"
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


_UPSERT = """
INSERT INTO pegawai (tenant, asn_id, nip, nama, jenis, status, golongan, jabatan, jenis_jabatan, kelas_jabatan,
    opd, unit, nip_atasan, tmt_jabatan, memimpin_unit, validated, version)
VALUES (:tenant, :asn_id, :nip, :nama, :jenis, :status, :golongan, :jabatan, :jenis_jabatan, :kelas_jabatan,
    :opd, :unit, :nip_atasan, :tmt_jabatan, :memimpin_unit, :validated, 0)
ON CONFLICT (tenant, nip) DO UPDATE SET nama = EXCLUDED.nama, jenis = EXCLUDED.jenis, status = EXCLUDED.status,
    golongan = EXCLUDED.golongan, jabatan = EXCLUDED.jabatan, jenis_jabatan = EXCLUDED.jenis_jabatan,
    kelas_jabatan = EXCLUDED.kelas_jabatan, opd = EXCLUDED.opd, unit = EXCLUDED.unit,
    nip_atasan = EXCLUDED.nip_atasan, tmt_jabatan = EXCLUDED.tmt_jabatan, memimpin_unit = EXCLUDED.memimpin_unit,
    validated = EXCLUDED.validated
"""
_ACCOUNT = """
INSERT INTO account (tenant, account_id, login, state) VALUES (:tenant, :asn_id, :nip, 'pending') ON CONFLICT DO NOTHING
"""


class Kept(Struct, frozen=True):
    """A status that a decree gives somebody until a day."""

    status: str
    selesai: date
    sk: str


async def stored_people(work: Work, nips: Sequence[str], *, lock: bool = False) -> list[Pegawai]:
    """The people of some numbers, as stored; locked until the end of the unit of work where one says so."""
    rows = await work.all(_ALL + _NAMED + (" FOR UPDATE" if lock else ""), {"tenant": work.tenant, "nips": list(nips)})
    return [Pegawai(**row._mapping) for row in rows]


async def known_people(work: Work, rows: Iterable[Row] = (), *, only: bool = False) -> dict[str, Pegawai]:
    """Everyone by NIP, or `only` those of the rows, who are locked.

    A person whom a row gives a post of a day to come is as on that day, where that has been recorded already.
    """
    rows = list(rows)
    nips = [row.nip for row in rows]
    if only:
        found = await stored_people(work, nips, lock=True)
    else:
        found = [Pegawai(**row._mapping) for row in await work.all(_ALL, {"tenant": work.tenant})]
    known = {one.nip: one for one in found}
    ahead = [row for row in rows if row.tmt_jabatan > work.today and row.nip in known]
    if ahead:
        nip_of = {known[row.nip].asn_id: row.nip for row in ahead}
        values = {"nips": [row.nip for row in ahead], "days": [row.tmt_jabatan for row in ahead]}
        for row in await work.all(_AHEAD, {"tenant": work.tenant, **values}):
            nip = nip_of[row.asn_id]
            known[nip] = replace(known[nip], **row._mapping)
    return known


async def keep_people(work: Work, people: Sequence[Mapping[str, object]]) -> None:
    """Add people, and bring those of a known number to what a file says; who is new gets an account that waits.

    `people`: the columns of each by name, with `asn_id`.
    """
    rows = [{"tenant": work.tenant, **one} for one in people]
    await work.many(_UPSERT, rows)
    await work.many(_ACCOUNT, [{name: row[name] for name in ("tenant", "asn_id", "nip")} for row in rows])


async def kept_statuses(work: Work) -> dict[UUID, Kept]:
    """Who has today a status by decree, with an end: no file ends it earlier."""
    rows = await work.all(_KEPT, {"tenant": work.tenant, "today": work.today})
    return {row.asn_id: Kept(row.status, row.selesai, row.sk) for row in rows if row.selesai and row.sk != "impor"}


async def latest(work: Work, table: str, ids: list[UUID]) -> dict[UUID, date]:
    """Since when what holds today of each has held, in a table of terms."""
    values = {"tenant": work.tenant, "today": work.today, "ids": ids}
    return {row.asn_id: row.mulai for row in await work.all(_LATEST.format(table=table), values)}
