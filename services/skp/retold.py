"""What skp keeps of plans that bind or bound, retold: set, amended, closed, measured, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Row

from chassis.db import Work
from chassis.retelling import Retelling, State, pages
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
from services.skp import store
from services.skp.commands.measure import measured
from services.skp.commands.step import policy_of
from services.skp.domain import facts
from services.skp.domain.change import joins_on
from services.skp.domain.skp import Signed


async def _plans(work: Work, rows: Sequence[Row[Any]]) -> list[State]:
    """Of each plan in the order in which it came about, all at the version that it stands at."""
    ids = [row.skp_id for row in rows]
    addenda = await store.agreed_addenda(work, ids)
    last = await store.last_measured(work, ids)
    states: list[State] = []
    for one in await store.bound(work, ids):
        events = _bound(work, one, addenda.get(one.skp_id, []))
        if one.skp_id in last:
            events += await _realised(work, one, last[one.skp_id])
        states += [(event, one.version) for event in events]
    return states


def _bound(work: Work, plan: store.Bound, addenda: list[store.Joined]) -> list[Event]:
    """What it held when it was set, what joined it later, and that it ended."""
    later = {one.butir.butir_id for one in addenda}
    end = date(plan.tahun, 12, 31)  # every SKP is set until then; `selesai` is earlier once it was closed
    is_closed = plan.state == "closed"
    how = facts.Binding(
        mulai=plan.mulai,
        selesai=end,
        penilai_id=_penilai(plan, is_closed=is_closed),
        set_at=plan.set_at,
        late=plan.late,
        karena_gangguan=plan.karena_gangguan,
        pack=work.packs.resolve_plan(work.tenant, plan.mulai).id,
    )
    signed = Signed(plan.set_sebagai, plan.atas_nama, plan.ditetapkan_pada)
    first = [one for one in plan.isi.butir if one.butir_id not in later]
    told: list[Event] = [facts.is_set(plan, how, signed, first)]
    for one in addenda:
        mulai = joins_on(plan.mulai, end, work.day_of(one.agreed_at))
        told.append(facts.amended(plan, mulai, end, one.butir))
    if is_closed:
        told.append(facts.closed(plan, plan.selesai, plan.ended_by, plan.closed_penilai_id))
    return told


def _penilai(plan: store.Bound, *, is_closed: bool) -> UUID | None:
    """Who set it where they stood in for another, else who was penilai on its last day, or is today."""
    if plan.set_sebagai and plan.set_by:
        return plan.set_by
    return plan.closed_penilai_id if is_closed else plan.atasan_id


async def _realised(work: Work, plan: store.Bound, last: store.LastMeasured) -> list[Event]:
    """How far it is measured, and who closed it with that."""
    so_far = await store.standing(work, plan, plan.isi, policy_of(work, plan))
    told: list[Event] = [measured(plan, last.masa, so_far, work.day_of(last.measured_at))]
    if plan.confirmed_by:
        told.append(facts.confirmed(plan, so_far.capaian, plan.confirmed_by, plan.closed_sebagai))
    return told


RETELLS = {
    "plans": Retelling(
        (SkpSet, SkpAmended, SkpClosed, RealisasiMeasured, RealisasiConfirmed), pages(store.PLANS, _plans)
    ),
}
_STEP = "a step of a plan that does not bind yet; SkpSet says what came of it"
_COURSE = "a step of a procedure with its own clock, which skp keeps and shows; nobody else counts on its outcome"
NOT_RETOLD: dict[type[Event], str] = {
    **dict.fromkeys(
        (SkpSubmitted, SkpReviewed, SkpAgreed, SkpApproved, SkpReturned, SkpCommented, SkpWithdrawn), _STEP
    ),
    SkpDiscarded: "a discarded draft never counted",
    SkpChangeOpened: "the present version binds until the next is set, whose SkpSet says so",
    SkpChangeRecommended: "advice: the plan stays as it is",
    AddendumProposed: "it counts once it is agreed, as SkpAmended says",
    AddendumRefused: "it never counted: the plan stays as it was",
    **dict.fromkeys(
        (PemutakhiranRequested, PemutakhiranMoved, PemutakhiranOverdue, SalinanDelivered, SalinanOverdue), _COURSE
    ),
    BreachExcused: "of a plan it is in SkpSet (karena_gangguan); of a procedure, a notice",
}
