"""Roles end with the post that they were given for (KUAN P1(20), (23), (26), P11(2-3); reading A22)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from contracts.vocabulary import StatusPegawai
from kernel.kalender import ONE_DAY
from kernel.penilai import status_on
from services.identity.domain.role import Candidate, stays
from services.identity.policy import IdentityPolicy, Syarat
from services.identity.store.sesi import end_sessions
from services.identity.store.terms import spells_of

_HELD = """
SELECT r.account_id, r.peran, r.untuk, r.syarat::text AS syarat, r.mulai, r.selesai, r.opd AS given_in,
    t.opd, t.unit, t.jenis_jabatan, t.memimpin_unit FROM peran r
JOIN LATERAL (SELECT * FROM penempatan t WHERE t.tenant = r.tenant AND t.asn_id = r.account_id
    AND t.mulai <= greatest(r.mulai, CAST(:today AS date))
    ORDER BY t.mulai DESC LIMIT 1) t ON true
WHERE r.tenant = :tenant AND r.account_id = ANY(CAST(:ids AS uuid[]))
  AND (r.selesai IS NULL OR r.selesai >= :today)
ORDER BY r.account_id, r.peran FOR UPDATE OF r
"""
_END = """
UPDATE peran SET selesai = :yesterday WHERE tenant = :tenant AND account_id = :account AND peran = :peran
  AND untuk = :untuk
"""


_TODAY = """
SELECT r.peran, r.untuk, r.syarat::text AS syarat, r.selesai, r.opd AS given_in,
    t.asn_id AS placed, t.opd, t.unit, t.jenis_jabatan, t.memimpin_unit FROM peran r
LEFT JOIN LATERAL (SELECT * FROM penempatan t WHERE t.tenant = r.tenant AND t.asn_id = r.account_id
    AND t.mulai <= :today ORDER BY t.mulai DESC LIMIT 1) t ON true
WHERE r.tenant = :tenant AND r.account_id = :id AND r.mulai <= :today AND (r.selesai IS NULL OR r.selesai >= :today)
"""


async def held_today(work: Work, account_id: UUID) -> list[Any]:
    """The roles of an account as they hold at this moment, whether or not what ended one has been written down yet.

    Gives rows with `peran` and `untuk`, the PD for whose head they act (empty: their own).
    """
    rows = await work.all(_TODAY, {"tenant": work.tenant, "id": account_id, "today": work.today})
    if not rows:
        return []
    policy = work.law_of_today().section("identity", IdentityPolicy)
    conditions, seats = policy.role_conditions.value, policy.team.value.komposisi
    status = status_on((await spells_of(work, [account_id])).get(account_id, []), work.today)
    gone = status is not None and status.value in policy.vacating_statuses.value
    return [row for row in rows if not (gone and row.peran not in seats) and _holds(row, conditions.get(row.peran))]


def _holds(row: Any, syarat: Syarat | None) -> bool:
    if row.placed is None:  # an account of no person
        return True
    stated = msgspec.json.decode(row.syarat, type=dict[str, str])
    return stays(row.peran, syarat, "" if row.untuk else row.given_in, _now(row), stated, row.selesai)


async def end_lost(work: Work, ids: list[UUID], statuses: Mapping[UUID, StatusPegawai | None]) -> None:
    """End the roles of those whose post is another now and not one for them; they sign in anew.

    Who has left the post by a status of today (retirement, temporary dismissal, leave outside the state's care) has
    none of its roles either; a seat in the team comes and goes by Keputusan Bupati (KON P36(5)).

    One that is to begin later is judged by the post of its first day, as soon as that is known: granted ahead, it does
    not come into force in a PD that its holder will have left.
    """
    rows = await work.all(_HELD, {"tenant": work.tenant, "ids": ids, "today": work.today})
    if not rows:
        return
    policy = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy)
    conditions, seats = policy.role_conditions.value, policy.team.value.komposisi
    gone = {one for one, status in statuses.items() if status and status.value in policy.vacating_statuses.value}
    for row in rows:
        left = row.account_id in gone and row.mulai <= work.today and row.peran not in seats
        stated = msgspec.json.decode(row.syarat, type=dict[str, str])
        given_in = "" if row.untuk else row.given_in
        if left or not stays(row.peran, conditions.get(row.peran), given_in, _now(row), stated, row.selesai):
            key = {"tenant": work.tenant, "account": row.account_id, "peran": row.peran, "untuk": row.untuk}
            await work.run(_END, key | {"yesterday": work.today - ONE_DAY})
            if row.mulai <= work.today:
                await end_sessions(work, row.account_id)
            await work.audit("role.lost", str(row.account_id), {"peran": row.peran, "opd": row.given_in})


def _now(row: Any) -> Candidate:
    return Candidate(opd=row.opd, unit=row.unit, jenis_jabatan=row.jenis_jabatan, memimpin_unit=row.memimpin_unit)
