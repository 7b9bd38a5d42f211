"""What a penilai asks: approve many, withhold one, take an approval back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.activity import ActivityApproved, ActivityRejected, ActivityReopened
from contracts.event import Event
from contracts.refusal import Refusal
from contracts.vocabulary import Kapasitas
from services.activity import store
from services.activity.commands import verifying
from services.activity.domain import clock, entry, states
from services.activity.entry.draft import clocks_of
from services.activity.store.messages import Pesan, send

NO_REASON = entry.no_reason("reopen")

_DECIDE = """
UPDATE activity SET state = :state, version = version + 1, decided_at = :now, penilai_id = :penilai,
    cara = :cara, alasan = :alasan, diputus_sebagai = :sebagai
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""
_RESTART = """
UPDATE activity SET state = 'submitted', version = version + 1, due_on = :due, lapse_on = :lapse, viewed_at = NULL,
    viewed_by = NULL, decided_at = NULL, penilai_id = NULL, cara = NULL, alasan = NULL, dihitung_sejak = :since,
    benar = true, diverifikasi_at = NULL, diverifikasi_oleh = NULL, diputus_sebagai = ''
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""
Alasan = Annotated[str, Meta(max_length=2000)]
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
    found, sebagai = await locked(work, actor, list(command.ids), "verify", command.versi)
    await verifying.verify_later(work, actor, [row for row in found if row.state == "approved"], sebagai)
    rows = [row for row in found if row.state != "approved"]
    await work.many(_DECIDE, [decided(work, row, actor, "approved", "penilai", None, sebagai) for row in rows])
    facts: list[tuple[Event, int]] = [(approved(row, actor, work, sebagai), row.version + 1) for row in rows]
    await work.record_all(facts)
    await _measure_again(work, rows)
    return Verified(len(rows), len(found) - len(rows))


class RejectActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai withholds approval of one entry, on the one ground of KUAN P23(8), with a reason.

    `versi`: the one he has seen.
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
    and within it approving is not all that he may do (P23(8), A24). An approval by the system is undone before (A2).
    """
    (row,), sebagai = await locked(work, actor, [activity_id], "reject", {activity_id: command.versi})
    policy = store.policy_of(work, row.tanggal)[0]
    entry.check_reason(command.dasar, command.alasan, policy.refusal_grounds.value, policy.refusal_grounds.pasal)
    if row.state == "approved":
        await check_open_month(work, row)
        await _undone(work, row)
    reason = command.alasan.strip()
    await work.many(_DECIDE, [decided(work, row, actor, "rejected", None, reason, sebagai)])
    await send(work, [Pesan(jenis="ditolak", isi=reason, tentang=str(activity_id), kepada=row.asn_id, dari=actor.id)])
    event = ActivityRejected(
        activity_id=activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        penilai_id=actor.id,
        alasan=reason,
        dari=entry.state_of(row.state, row.cara),  # type: ignore[arg-type]
        sebagai=sebagai[activity_id],
    )
    await work.record(event, row.version + 1)
    await _measure_again(work, [row])
    return Decided(activity_id, "rejected")


class ReopenActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai takes an approval back (reading A26): his own; the system's on the ground of withholding (A2)."""

    alasan: Alasan
    dasar: Annotated[str, Meta(max_length=50)] = ""


async def reopen(work: Work, actor: Actor, activity_id: UUID, command: ReopenActivity) -> Decided:
    """Approved becomes pending again with a fresh clock, before the month closes; by the present penilai.

    A former one decides nothing after the hand-over that would take a decision back (reading A26, section 5); what is
    pending again is decided on by whom reading A21 names.
    """
    (row,), sebagai = await locked(work, actor, [activity_id], "reopen")
    if entry.state_of(row.state, verifying.cara_of(row)) == "auto":
        grounds = store.policy_of(work, row.tanggal)[0].refusal_grounds
        entry.check_reason(command.dasar, command.alasan, grounds.value, grounds.pasal)
    entry.check_said(command.alasan, NO_REASON)
    await check_open_month(work, row)
    await _undone(work, row)
    due = await restart(work, row)
    event = ActivityReopened(
        activity_id=activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        penilai_id=actor.id,
        dari=entry.state_of(row.state, row.cara),  # type: ignore[arg-type]
        alasan=command.alasan.strip(),
        due_on=due,
        sebagai=sebagai[activity_id],
    )
    await work.record(event, row.version + 1)
    said = Pesan(jenis="dibuka_kembali", isi=command.alasan, tentang=str(activity_id), kepada=row.asn_id, dari=actor.id)
    await send(work, [said])
    return Decided(activity_id, "submitted")


async def _undone(work: Work, row: Any) -> None:
    """That an approval, above all the system's, was taken back stands in the trail as well (reading A2)."""
    await work.audit("approval.undone", str(row.activity_id), {"dari": entry.state_of(row.state, row.cara)})


async def _measure_again(work: Work, rows: list[Any]) -> None:
    """Of a closed month: the penilai's own time goes on, and what he decides in it counts (A24)."""
    months = list({clock.periode_of(row.tanggal) for row in rows})
    closed = "SELECT 1 FROM bulan_tertutup WHERE tenant = :tenant AND periode = ANY(:months) LIMIT 1"
    if await work.one(closed, {"tenant": work.tenant, "months": months}):
        await store.arm_settling(work, work.today, clock.end_of(work.today, store.policy_of(work, work.today)[1]))


async def restart(work: Work, row: Any) -> Any:
    """Pending again, with a fresh clock and no receipts; gives the new last day of the penilai.

    None where the law has no clock, or while his post is vacant and it stands still (reading A22).
    """
    policy, zone, _ = store.policy_of(work, row.tanggal)
    due, lapse = clocks_of(policy, await store.kalender(work, row.asn_id), work.today)
    if due and await store.vacant_of(work, [row.asn_id], work.today):
        due = lapse = None
    values = {"tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal, "due": due, "lapse": lapse}
    await work.run(_RESTART, values | {"since": work.today})
    await store.arm_clocks(work, due, lapse, zone)
    return due


async def locked(
    work: Work, actor: Actor, ids: list[UUID], act: str, seen: Mapping[UUID, int | None] | None = None
) -> tuple[list[Any], dict[UUID, Kapasitas]]:
    """Entries that the actor decides on and whose state takes the command, locked; and as what he decides on each.

    `seen`: versions, by entry.
    """
    rows = await store.lock_activities(work, ids)
    whose = store.who_appraises if act == "reopen" else store.who_decides
    against: dict[UUID, Refusal] = {}
    sebagai: dict[UUID, Kapasitas] = {}
    for row, terms in zip(rows, await whose(work, rows), strict=True):
        try:
            entry.check_decider(terms, actor.id, actor.peran)
            sebagai[row.activity_id] = entry.capacity(terms, actor.id, actor.peran)
            entry.check_allowed(row.state, verifying.cara_of(row), act)
            store.check_clock(work, row)
            entry.check_seen(row.isi_versi, (seen or {}).get(row.activity_id))
        except Refusal as refusal:
            against[row.activity_id] = refusal
    if against:
        raise entry.of_many(ids, against)
    return rows, sebagai


async def check_open_month(work: Work, row: Any) -> None:
    """What undoes or changes is done before the month closes (readings A2, A24, A26)."""
    states.check("month", await store.month_state(work, row.asn_id, row.tanggal), "change")


def approved(row: Any, actor: Actor, work: Work, sebagai: Mapping[UUID, Kapasitas]) -> ActivityApproved:
    """The fact that the penilai approved an entry as it stands in the row."""
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
        sebagai=sebagai[row.activity_id],
    )


def decided(
    work: Work, row: Any, actor: Actor, state: str, cara: str | None, alasan: str | None,
    sebagai: Mapping[UUID, Kapasitas],
) -> dict[str, Any]:  # fmt: skip
    return {
        "tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal, "state": state, "now": work.now,
        "penilai": actor.id, "cara": cara, "alasan": alasan, "sebagai": sebagai[row.activity_id],
    }  # fmt: skip
