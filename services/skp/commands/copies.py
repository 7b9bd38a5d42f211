"""Copies for the pejabat penilai: opened for a year or a move, handed over, overdue (KUAN P23(3), reading A8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from contracts.identity import PegawaiRecorded
from contracts.skp import SalinanDelivered, SalinanOverdue
from kernel.kalender import ONE_DAY, end_of
from kernel.penilai import penilai_on
from services.skp import store
from services.skp.domain import salinan
from services.skp.domain.skp import Salinan
from services.skp.policy import Copies, SkpPolicy

WEEKS = (5, 6)
OPENS = "copies_open"
DUE = "copies_due"


async def follow(work: Work, people: Sequence[PegawaiRecorded], posts_before: Mapping[UUID, date]) -> None:
    """Open what people who are told of owe, and know to whom; nothing where the law has no such duty.

    `posts_before`: since when each already known person held the post known until now; a move is owed for when it is
    later than that.
    """
    policy = _policy(work)
    copies = policy.copies.value
    ids = [p.asn_id for p in people]
    if copies.awal_tahun is not None:
        await _follow_year(work, policy, ids)
    if copies.pindah is not None:
        await _follow_moves(work, copies, people, posts_before)
    if copies != Copies():
        await _redirect(work, people)


async def _follow_year(work: Work, policy: SkpPolicy, ids: list[UUID]) -> None:
    """Open the coming year's for some people; before its day, see to it that it will be opened for all."""
    for week in WEEKS:
        tahun, opens = salinan.year_to_open(work.today, policy.copies.value, await store.kalender(work, week))
        if work.today < opens:
            await arm(work, OPENS, str(tahun), end_of(opens - ONE_DAY, work.zone))
        else:
            await _open_year(work, policy, tahun, ids, week)


async def _open_year(work: Work, policy: SkpPolicy, tahun: int, ids: list[UUID] | None, week: int) -> None:
    """Everybody in units of a working week, or some of them, owe the copies of a year."""
    due = salinan.year_due(tahun, policy.copies.value, await store.kalender(work, week))
    await store.open_copies_of_year(work, date(tahun, 1, 1), due, policy.exempt_statuses.value, ids, week)
    await arm(work, DUE, due.isoformat(), end_of(due, work.zone))


async def _follow_moves(
    work: Work, copies: Copies, people: Sequence[PegawaiRecorded], posts_before: Mapping[UUID, date]
) -> None:
    """A move is known as soon as its decree is recorded, and its copies are owed from then on."""
    rows: list[dict[str, Any]] = []
    for person in people:
        since = posts_before.get(person.asn_id)
        fresh = [m for m in salinan.moves(person.penempatan) if since is not None and m > since]
        rows += [{"asn": person.asn_id, "sejak": mulai, "week": person.hari_kerja} for mulai in fresh]
    if not rows:
        return
    kalender = await store.kalender(work)
    for row in rows:
        row["id"] = new_id()
        row["due"] = salinan.move_due(row["sejak"], copies, kalender.of_week(row.pop("week")))
    await store.open_copies_of_moves(work, rows)
    for due in sorted({row["due"] for row in rows}):
        await arm(work, DUE, due.isoformat(), end_of(due, work.zone))


async def _redirect(work: Work, people: Sequence[PegawaiRecorded]) -> None:
    """What waits goes to the penilai of its day; a move that a later decree took back is owed no more."""
    known = {p.asn_id: p for p in people}
    changed: list[tuple[UUID, UUID | None]] = []
    dropped: list[UUID] = []
    for one in await store.waiting_copies(work, list(known)):
        person = known[one.asn_id]
        term = penilai_on(person.penilai, one.due_on)
        kepada = term.penilai_id if term else person.atasan_id
        if one.pemicu == salinan.PINDAH and one.sejak not in salinan.moves(person.penempatan):
            dropped.append(one.salinan_id)
        elif kepada != one.kepada:
            changed.append((one.salinan_id, kepada))
    await store.readdress(work, changed, dropped)


async def open_year(work: Work, due: Due) -> None:
    """The day has come from which the copies of a year may be handed over; late as well, should the system sleep."""
    policy = _policy(work)
    if policy.copies.value.awal_tahun is not None:
        for week in WEEKS:
            await _open_year(work, policy, int(due.subject), None, week)


async def overdue(work: Work, due: Due) -> None:
    """The day is over: who has not handed over is overdue; the year after is seen to."""
    policy, day = _policy(work), date.fromisoformat(due.subject)
    until = await store.last_day(work, day, policy.copies, "salinan")
    if until > day:
        await store.move_copies_on(work, day, until)
        return await arm(work, DUE, until.isoformat(), end_of(until, work.zone))
    excused = await store.was_down(work, day, "salinan")
    late = await store.keep_copies_overdue(work, day, policy.exempt_statuses.value, excused=excused)
    await work.record_all([(SalinanOverdue(**_told(one), karena_gangguan=excused), one.version) for one in late])
    if policy.copies.value.awal_tahun is not None:
        await _follow_year(work, policy, [])


class Deliver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The documents of one's own that are handed over as copies."""

    dokumen: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=50)]


class Delivered(Struct, frozen=True):
    """Handed over: to whom (None: the Bupati), which bytes, and whether after the day (`karena_gangguan`: excused)."""

    salinan_id: UUID
    kepada: UUID | None
    sha256: tuple[str, ...]
    late: bool
    karena_gangguan: bool = False


async def deliver(work: Work, actor: Actor, salinan_id: UUID, command: Deliver) -> Delivered:
    """Hand over the copies; from now on the penilai reads them. After the day they are taken, and marked late."""
    one = await store.lock_copy(work, salinan_id)
    wanted = tuple(dict.fromkeys(command.dokumen))
    found = await store.documents_of(work, [actor.id], wanted)
    salinan.check_delivery(one.asn_id, actor.id, one.delivered_at is not None, len(wanted), found)
    late = work.today > one.due_on
    excused = late and await store.was_down(work, one.due_on, "salinan")
    await store.keep_delivered(work, salinan_id, wanted, late=late, excused=excused)
    hashes = tuple(found[d] for d in wanted)
    event = SalinanDelivered(**_told(one), dokumen_sha256=hashes, late=late, karena_gangguan=excused)
    await work.record(event, one.version + 1)
    await work.audit("copies.delivered", str(salinan_id), {"sha256": list(hashes)})
    return Delivered(salinan_id, one.kepada, hashes, late, excused)


def _told(one: Salinan) -> dict[str, Any]:
    """What both facts of copies say of them."""
    return {
        "salinan_id": one.salinan_id, "asn_id": one.asn_id, "pemicu": one.pemicu, "due_on": one.due_on,
        "penilai_id": one.kepada,
    }  # fmt: skip


def _policy(work: Work) -> SkpPolicy:
    return work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
