"""What a penilai asks of activity: approve many, withhold one, with the rules of both laws."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.activity import ActivityApproved, ActivityRejected
from contracts.event import Event
from contracts.refusal import wrong_state
from contracts.vocabulary import Uraian
from services.activity import domain, store
from services.activity.policy import ActivityPolicy

_DECIDE = """
UPDATE activity SET state = :state, version = version + 1, decided_at = :now, penilai_id = :penilai,
    cara = :cara, alasan = :alasan
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""
_VIEW = """
UPDATE activity SET viewed_at = :now
WHERE tenant = :tenant AND viewed_at IS NULL AND state = 'submitted' AND activity_id = ANY(CAST(:ids AS uuid[]))
"""


class VerifyActivities(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai verifies and approves these entries (KUAN P17(b), P23(5))."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=500)]


class Verified(Struct, frozen=True):
    """How many entries were approved."""

    approved: int


async def verify(work: Work, actor: Actor, command: VerifyActivities) -> Verified:
    """Approve all or, if one of them may not be, none."""
    rows = await store.lock_activities(work, list(command.ids))
    facts: list[tuple[Event, int]] = []
    for row in rows:
        domain.check_penilai(row.atasan_id, actor.id)
        domain.check_open(row.state)
        facts.append((_approved(row, actor, work), row.version + 1))
    await work.many(_DECIDE, [_decided(work, row, actor, "approved", "penilai", None) for row in rows])
    await work.record_all(facts)
    return Verified(len(rows))


class RejectActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai withholds approval of one entry, on the one ground of KUAN P23(8), with a reason."""

    dasar: Annotated[str, Meta(max_length=50)]
    alasan: Annotated[str, Meta(max_length=2000)]


class Rejected(Struct, frozen=True):
    """The entry as it stands now."""

    activity_id: UUID
    state: str


async def reject(work: Work, actor: Actor, activity_id: UUID, command: RejectActivity) -> Rejected:
    """Withhold; the reason goes to the owner and a corrected entry may be submitted."""
    row = (await store.lock_activities(work, [activity_id]))[0]
    policy = work.packs.resolve(work.tenant, row.tanggal).section("activity", ActivityPolicy)
    domain.check_penilai(row.atasan_id, actor.id)
    domain.check_open(row.state)
    domain.check_reason(command.dasar, command.alasan, policy.refusal_grounds.value)
    if await store.month_is_closed(work, row.tanggal):
        raise wrong_state("Bulan ini sudah ditutup.", "A24")
    reason = command.alasan.strip()
    await work.many(_DECIDE, [_decided(work, row, actor, "rejected", None, reason)])
    event = ActivityRejected(
        activity_id=activity_id, asn_id=row.asn_id, tanggal=row.tanggal, penilai_id=actor.id, alasan=reason
    )
    await work.record(event, row.version + 1)
    return Rejected(activity_id, "rejected")


async def mark_viewed(work: Work, ids: list[UUID]) -> None:
    """A view receipt: the list that showed an entry counts as having opened it (reading A2)."""
    if ids:
        await work.run(_VIEW, {"tenant": work.tenant, "now": work.now, "ids": ids})


def _approved(row: Any, actor: Actor, work: Work) -> ActivityApproved:
    return ActivityApproved(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        butir_id=row.butir_id,
        kuantitas=row.kuantitas,
        cara="penilai",
        verified=True,
        penilai_id=actor.id,
        effective_at=work.now,
    )


def _decided(work: Work, row: Any, actor: Actor, state: str, cara: str | None, alasan: Uraian | None) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal, "state": state, "now": work.now,
        "penilai": actor.id, "cara": cara, "alasan": alasan,
    }  # fmt: skip
