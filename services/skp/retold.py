"""What skp keeps of plans that bind or bound, told again: set, amended, closed, measured, confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from chassis.retelling import AFTER_UUID, Retelling, State, pages
from contracts.event import Event
from contracts.skp import (
    AddendumProposed,
    AddendumRefused,
    BreachExcused,
    PemutakhiranMoved,
    PemutakhiranOverdue,
    PemutakhiranRequested,
    RealisasiConfirmed,
    RealisasiMeasured,
    SalinanDelivered,
    SalinanOverdue,
    SkpAgreed,
    SkpAmended,
    SkpApproved,
    SkpChangeOpened,
    SkpChangeRecommended,
    SkpClosed,
    SkpCommented,
    SkpDiscarded,
    SkpReturned,
    SkpReviewed,
    SkpSet,
    SkpSubmitted,
    SkpWithdrawn,
)
from kernel.penilai import kapasitas
from services.skp import store
from services.skp.commands.measure import measured
from services.skp.commands.step import policy_of, published
from services.skp.domain.change import joins_on
from services.skp.domain.content import Butir

_PLANS = f"""
SELECT skp_id::text AS place, skp_id FROM skp
WHERE tenant = :tenant AND skp_id > {AFTER_UUID} AND set_at IS NOT NULL ORDER BY skp_id LIMIT :most FOR UPDATE
"""
_STATE = """
SELECT s.skp_id, s.asn_id, s.tahun, s.mulai, s.selesai, s.state, s.content::text AS content, s.version, s.late,
    s.set_at, s.karena_gangguan, coalesce(nullif(s.closed_sebab, ''), s.sebab) AS ended_by, s.closed_penilai_id,
    s.confirmed_by, s.closed_sebagai, s.set_by, s.set_sebagai, s.atas_nama, s.ditetapkan_pada, p.atasan_id
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.skp_id = ANY(:ids) ORDER BY s.skp_id
"""
_ADDENDA = """
SELECT skp_id, butir::text AS butir, agreed_at FROM addendum
WHERE tenant = :tenant AND skp_id = ANY(:ids) AND agreed_at IS NOT NULL ORDER BY agreed_at, addendum_id
"""
_MEASURED = """
SELECT DISTINCT ON (skp_id) skp_id, masa, measured_at FROM pengukuran
WHERE tenant = :tenant AND skp_id = ANY(:ids) ORDER BY skp_id, measured_at DESC, masa DESC
"""


async def _plans(work: Work, rows: Sequence[Any]) -> list[State]:
    """Of each plan in the order in which it came about, all at the version that it stands at."""
    values = {"tenant": work.tenant, "ids": [row.skp_id for row in rows]}
    addenda: dict[UUID, list[Any]] = defaultdict(list)
    for row in await work.all(_ADDENDA, values):
        addenda[row.skp_id].append(row)
    last = {row.skp_id: row for row in await work.all(_MEASURED, values)}
    states: list[State] = []
    for row in await work.all(_STATE, values):
        told = _bound(work, row, addenda[row.skp_id])
        if row.skp_id in last:
            told += await _realised(work, row, last[row.skp_id])
        states += [(event, row.version) for event in told]
    return states


def _bound(work: Work, row: Any, addenda: list[Any]) -> list[Event]:
    """What it held when it was set, what joined it later, and that it ended."""
    joined = [(msgspec.json.decode(one.butir, type=Butir), one.agreed_at) for one in addenda]
    later = {butir.butir_id for butir, _ in joined}
    end = date(row.tahun, 12, 31)  # every SKP is set until then; `selesai` is earlier once it was closed
    is_closed = row.state == "closed"
    of = {"skp_id": row.skp_id, "asn_id": row.asn_id}
    told: list[Event] = [
        SkpSet(
            **of,
            penilai_id=_penilai(row, is_closed=is_closed),
            tahun=row.tahun,
            mulai=row.mulai,
            selesai=end,
            late=row.late,
            set_at=row.set_at,
            butir=tuple(published(b) for b in store.content_of(row).butir if b.butir_id and b.butir_id not in later),
            pack=work.packs.resolve_plan(work.tenant, row.mulai).id,
            karena_gangguan=row.karena_gangguan,
            sebagai=kapasitas(row.set_sebagai),
            atas_nama=row.atas_nama,
            ditetapkan_pada=row.ditetapkan_pada,
        )
    ]
    for butir, agreed_at in joined:
        mulai = joins_on(row.mulai, end, work.day_of(agreed_at))
        told.append(SkpAmended(**of, mulai=mulai, selesai=end, butir=published(butir)))
    if is_closed:
        span = {"tahun": row.tahun, "mulai": row.mulai, "selesai": row.selesai}
        told.append(SkpClosed(**of, **span, sebab=row.ended_by, penilai_id=row.closed_penilai_id))
    return told


def _penilai(row: Any, *, is_closed: bool) -> UUID | None:
    """Who set it where they stood in for another, else who was penilai on its last day, or is today."""
    if row.set_sebagai and row.set_by:
        return UUID(str(row.set_by))
    who = row.closed_penilai_id if is_closed else row.atasan_id
    return UUID(str(who)) if who else None


async def _realised(work: Work, row: Any, last: Any) -> list[Event]:
    """How far it is measured, and who closed it with that."""
    so_far = await store.standing(work, row, store.content_of(row), policy_of(work, row))
    told: list[Event] = [measured(row, last.masa, so_far, work.day_of(last.measured_at))]
    if row.confirmed_by:
        told.append(
            RealisasiConfirmed(
                skp_id=row.skp_id,
                asn_id=row.asn_id,
                mulai=row.mulai,
                selesai=row.selesai,
                capaian=format(so_far.capaian, "f"),
                oleh=row.confirmed_by,
                sebagai=kapasitas(row.closed_sebagai),
            )
        )
    return told


RETELLS = {
    "plans": Retelling((SkpSet, SkpAmended, SkpClosed, RealisasiMeasured, RealisasiConfirmed), pages(_PLANS, _plans)),
}
_STEP = "a step of a plan that does not bind yet; SkpSet says what came of it"
_COURSE = "a step of a procedure with its own clock, which skp keeps and shows; nobody else counts on its outcome"
NOT_RETOLD: dict[type[Event], str] = {
    **dict.fromkeys(
        (SkpSubmitted, SkpReviewed, SkpAgreed, SkpApproved, SkpReturned, SkpCommented, SkpWithdrawn), _STEP
    ),
    SkpDiscarded: "a draft of which nothing came never counted",
    SkpChangeOpened: "the present version binds until the next is set, whose SkpSet says so",
    SkpChangeRecommended: "advice: the plan stays as it is",
    AddendumProposed: "it counts once it is agreed, as SkpAmended says",
    AddendumRefused: "it never counted: the plan stays as it was",
    **dict.fromkeys(
        (PemutakhiranRequested, PemutakhiranMoved, PemutakhiranOverdue, SalinanDelivered, SalinanOverdue), _COURSE
    ),
    BreachExcused: "of a plan it is in SkpSet (karena_gangguan); of a procedure, a notice",
}
