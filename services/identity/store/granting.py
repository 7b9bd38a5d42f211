"""Roles as they are given and ended by a decree."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work, json_of
from kernel.kalender import ONE_DAY

# A term that follows the present one at once carries it on; else who is granted the next would lose this one.
_GRANT = """
INSERT INTO peran (tenant, account_id, peran, dasar, syarat, mulai, selesai, granted_by, granted_at, opd, untuk)
VALUES (:tenant, :account, :peran, :dasar, CAST(:syarat AS jsonb), :mulai, :selesai, :actor, :now, coalesce((
    SELECT t.opd FROM penempatan t WHERE t.tenant = :tenant AND t.asn_id = :account
        AND t.mulai <= greatest(CAST(:mulai AS date), CAST(:today AS date)) ORDER BY t.mulai DESC LIMIT 1), ''), :untuk)
ON CONFLICT (tenant, account_id, peran, untuk) DO UPDATE SET dasar = EXCLUDED.dasar, syarat = EXCLUDED.syarat,
    mulai = CASE WHEN peran.selesai = EXCLUDED.mulai - 1 THEN peran.mulai ELSE EXCLUDED.mulai END,
    selesai = EXCLUDED.selesai, granted_by = EXCLUDED.granted_by, granted_at = EXCLUDED.granted_at,
    opd = EXCLUDED.opd
WHERE peran.selesai < EXCLUDED.mulai RETURNING account_id
"""
_EXTERNAL = """
INSERT INTO peran (tenant, account_id, peran, dasar, syarat, mulai, selesai, granted_by, granted_at)
VALUES (:tenant, :account, :peran, :dasar, CAST(:syarat AS jsonb), :mulai, :selesai, :actor, :now)
ON CONFLICT (tenant, account_id, peran, untuk) DO UPDATE SET dasar = EXCLUDED.dasar, mulai = EXCLUDED.mulai,
    syarat = EXCLUDED.syarat, selesai = EXCLUDED.selesai, granted_by = EXCLUDED.granted_by,
    granted_at = EXCLUDED.granted_at
"""
_RUNS = """
SELECT opd FROM peran WHERE tenant = :tenant AND account_id = :account AND peran = :peran AND untuk = :untuk
  AND selesai >= :today AND selesai < :mulai
"""
_HEADS = """
SELECT p.nip FROM peran r JOIN pegawai p ON p.tenant = r.tenant AND p.asn_id = r.account_id
WHERE r.tenant = :tenant AND r.peran = 'kepala_pd' AND (r.untuk = :opd OR (r.untuk = '' AND p.opd = :opd))
  AND r.mulai <= :today AND (r.selesai IS NULL OR r.selesai >= :today)
"""
_POST = """
SELECT opd, unit, jenis_jabatan, memimpin_unit FROM penempatan
WHERE tenant = :tenant AND asn_id = :asn AND mulai <= :day ORDER BY mulai DESC LIMIT 1
"""
_IS_PD = "SELECT 1 FROM opd WHERE tenant = :tenant AND kode = :kode AND induk = ''"
_REVOKE = """
UPDATE peran SET selesai = :yesterday WHERE tenant = :tenant AND account_id = :account AND peran = :peran
  AND untuk = :untuk AND (selesai IS NULL OR selesai >= :today) RETURNING peran
"""


class Pemberian(Struct, frozen=True, kw_only=True):
    """A role for an account, from when to when, on what; `untuk`: the PD for whose head they act, empty: their own."""

    account_id: UUID
    peran: str
    dasar: str
    mulai: date
    selesai: date | None
    syarat: dict[str, str]
    untuk: str = ""


class Tempat(Struct, frozen=True):
    """A post: its PD and unit, its kind, whether it leads the unit."""

    opd: str
    unit: str
    jenis_jabatan: str
    memimpin_unit: bool


async def keep_granted(work: Work, one: Pemberian, by: UUID) -> bool:
    """Whether the role was not held already."""
    return await work.one(_GRANT, _values(work, one, by) | {"today": work.today, "untuk": one.untuk}) is not None


async def keep_from_outside(work: Work, one: Pemberian, by: UUID) -> None:
    """The role of an account from outside; a new approval takes the place of the former one."""
    await work.run(_EXTERNAL, _values(work, one, by))


def _values(work: Work, one: Pemberian, by: UUID) -> dict[str, object]:
    return {
        "tenant": work.tenant, "account": one.account_id, "peran": one.peran, "dasar": one.dasar,
        "syarat": json_of(one.syarat), "mulai": one.mulai, "selesai": one.selesai, "actor": by, "now": work.now,
    }  # fmt: skip


async def runs_in(work: Work, account_id: UUID, peran: str, untuk: str, until: date) -> str | None:
    """The PD in which the same role still runs today and ends before a day; None: none runs so."""
    values = {"account": account_id, "peran": peran, "untuk": untuk, "today": work.today, "mulai": until}
    row = await work.one(_RUNS, {"tenant": work.tenant, **values})
    return row.opd if row else None


async def heads_of_pd(work: Work, opd: str) -> list[str]:
    """The numbers of the people who head a PD today, or act for its head."""
    rows = await work.all(_HEADS, {"tenant": work.tenant, "opd": opd, "today": work.today})
    return [row.nip for row in rows]


async def place_on(work: Work, asn_id: UUID, day: date) -> Tempat | None:
    """The post of a day, as far as it is known; None: none is."""
    row = await work.one(_POST, {"tenant": work.tenant, "asn": asn_id, "day": day})
    return Tempat(**row._mapping) if row else None


async def is_pd(work: Work, kode: str) -> bool:
    """Whether a code names a PD, not a unit in one."""
    return await work.one(_IS_PD, {"tenant": work.tenant, "kode": kode}) is not None


async def keep_revoked(work: Work, account_id: UUID, peran: str, untuk: str) -> bool:
    """A role ends with yesterday; whether it was held."""
    values = {"account": account_id, "peran": peran, "untuk": untuk, "today": work.today}
    row = await work.one(_REVOKE, {"tenant": work.tenant, "yesterday": work.today - ONE_DAY, **values})
    return row is not None
