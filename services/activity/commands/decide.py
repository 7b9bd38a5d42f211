"""What a penilai asks: approve many, withhold one, take an approval back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.activity import store
from services.activity.domain import clock, decision, entry, facts, states
from services.activity.domain.activity import Activity, By
from services.activity.domain.decision import Decision
from services.activity.domain.words import Alasan
from services.activity.entry.draft import clocks_of
from services.activity.messages.store import Pesan, send
from services.activity.store import entries

Versi = Annotated[int, Meta(ge=1, le=1_000_000)] | None


class VerifyActivities(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai verifies and approves these entries (KUAN P17(b), P23(5)); `versi` are those seen, by entry."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=500)]
    versi: Annotated[dict[UUID, int], Meta(max_length=500)] = {}


class Verified(Struct, frozen=True):
    """How many entries were approved, and how many of those that the system had approved were verified."""

    approved: int
    verified: int = 0


async def verify(work: Work, actor: Actor, command: VerifyActivities) -> Verified:
    """Approve all or, if one of them may not be, none; the refusal names each that may not.

    What the system has approved is verified from now on; that approval and the month it counts in stay as they are.
    """
    found = await locked(work, actor, list(command.ids), "verify", command.versi)
    late = [(one, by) for one, by in found if one.state == "approved"]
    await entries.keep_verified(work, [one for one, _ in late], actor.id)
    await work.record_all([(facts.verified(one, by, work.now), one.version + 1) for one, by in late])
    decided = [(one, decision.approve(one, by, work.now)) for one, by in found if one.state != "approved"]
    await keep(work, decided)
    await _measure_again(work, [one for one, _ in decided])
    return Verified(len(decided), len(late))


class RejectActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai withholds approval of one entry, on the one ground of KUAN P23(8), with a reason.

    `versi`: the one they have seen.
    """

    dasar: Annotated[str, Meta(max_length=50)]
    alasan: Alasan
    versi: Versi = None


class Decided(Struct, frozen=True):
    """The entry as it stands now."""

    activity_id: UUID
    state: str


async def reject(work: Work, actor: Actor, activity_id: UUID, command: RejectActivity) -> Decided:
    """Withhold; the reason goes to the owner, and a corrected entry may be sent again while the month is open.

    What waits is withheld for as long as it waits, also once its month has closed: the clock of KUAN P23(5) goes on,
    and within it they may do more than approve (P23(8), A24). An approval by the system is undone before (A2).
    """
    ((one, by),) = await locked(work, actor, [activity_id], "reject", {activity_id: command.versi})
    grounds = store.policy_of(work, one.tanggal)[0].refusal_grounds
    decided = decision.withhold(one, by, command.dasar, command.alasan, grounds.value, grounds.pasal)
    if one.state == "approved":
        await check_open_month(work, one)
        await _undone(work, one)
    await keep(work, [(one, decided)])
    said = Pesan(
        jenis="ditolak", isi=decided.alasan or "", tentang=str(activity_id), kepada=one.asn_id, dari=actor.id
    )  # fmt: skip
    await send(work, [said])
    await _measure_again(work, [one])
    return Decided(activity_id, "rejected")


class ReopenActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai takes an approval back (reading A26): their own; the system's on the ground of withholding (A2)."""

    alasan: Alasan
    dasar: Annotated[str, Meta(max_length=50)] = ""


async def reopen(work: Work, actor: Actor, activity_id: UUID, command: ReopenActivity) -> Decided:
    """Approved becomes pending again with a fresh clock, before the month closes; by the present penilai.

    A former one decides nothing after the hand-over that would take a decision back (reading A26, section 5); what is
    pending again is decided on by whom reading A21 names.
    """
    ((one, by),) = await locked(work, actor, [activity_id], "reopen")
    grounds = store.policy_of(work, one.tanggal)[0].refusal_grounds
    decision.check_reopen(one, command.dasar, command.alasan, grounds.value, grounds.pasal)
    await check_open_month(work, one)
    await _undone(work, one)
    due = await restart(work, one)
    await work.record(facts.reopened(one, by, command.alasan, due), one.version + 1)
    said = Pesan(jenis="dibuka_kembali", isi=command.alasan, tentang=str(activity_id), kepada=one.asn_id, dari=actor.id)
    await send(work, [said])
    return Decided(activity_id, "submitted")


async def keep(work: Work, decided: Sequence[tuple[Activity, Decision]]) -> None:
    """Store what was decided on each entry, and tell it."""
    await entries.keep_decided(work, decided)
    told = [(event, one.version + n) for one, found in decided for n, event in enumerate(found.events, 1)]
    await work.record_all(told)


async def _undone(work: Work, one: Activity) -> None:
    """That an approval, above all the system's, was taken back stands in the trail as well (reading A2)."""
    await work.audit("approval.undone", str(one.activity_id), {"dari": one.stands})


async def _measure_again(work: Work, decided: Iterable[Activity]) -> None:
    """Of a closed month: the penilai's own time goes on, and what they decide in it counts (A24)."""
    if await entries.any_closed(work, {clock.periode_of(one.tanggal) for one in decided}):
        await store.arm_settling(work, work.today, clock.end_of(work.today, store.policy_of(work, work.today)[1]))


async def restart(work: Work, one: Activity) -> date | None:
    """Pending again, with a fresh clock and no receipts; gives the new last day of the penilai.

    None where the law has no clock, or while the post of the penilai is vacant and it stands still (reading A22).
    """
    policy, zone, _ = store.policy_of(work, one.tanggal)
    due, lapse = clocks_of(policy, await store.kalender(work, one.asn_id), work.today)
    if due and await store.vacant_of(work, [one.asn_id], work.today):
        due = lapse = None
    await entries.keep_restarted(work, one, due, lapse)
    await store.arm_clocks(work, due, lapse, zone)
    return due


async def locked(
    work: Work, actor: Actor, ids: list[UUID], act: str, seen: Mapping[UUID, int | None] | None = None
) -> list[tuple[Activity, By]]:
    """Entries that the actor decides on and whose state takes the command, locked; and as what they decide on each.

    `seen`: versions, by entry.
    """
    found = await entries.lock_activities(work, ids)
    whose = store.who_appraises if act == "reopen" else store.who_decides
    against: dict[UUID, Refusal] = {}
    decided: list[tuple[Activity, By]] = []
    for one, terms in zip(found, await whose(work, found), strict=True):
        try:
            by = decision.decider_of(one, terms, actor, act)
            store.check_clock(work, one)
            entry.check_seen(one.isi_versi, (seen or {}).get(one.activity_id))
            decided.append((one, by))
        except Refusal as refusal:
            against[one.activity_id] = refusal
    if against:
        raise entry.of_many(ids, against)
    return decided


async def check_open_month(work: Work, one: Activity) -> None:
    """What undoes or changes is done before the month closes (readings A2, A24, A26)."""
    states.check("month", await store.month_state(work, one.asn_id, one.tanggal), "change")
