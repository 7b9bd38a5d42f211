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
from contracts.refusal import Refusal, rule
from contracts.skp import SalinanDelivered, SalinanOverdue
from kernel.kalender import ONE_DAY, end_of
from kernel.penilai import penilai_on
from services.skp import store
from services.skp.domain import salinan
from services.skp.policy import Copies, SkpPolicy

NO_COPY = rule("skp.copy.unknown", 404, "Salinan tidak ditemukan.", source="implicit")

WEEKS = (5, 6)
OPENS = "copies_open"
DUE = "copies_due"
_OPEN_YEAR = """
INSERT INTO salinan (tenant, salinan_id, asn_id, pemicu, sejak, kepada, due_on, opened_at)
SELECT tenant, uuidv7(), asn_id, 'awal_tahun', :sejak, atasan_id, :due, :now FROM pegawai
WHERE tenant = :tenant AND validated AND status <> ALL(:exempt) AND hari_kerja = :week
  AND (:everyone OR asn_id = ANY(CAST(:ids AS uuid[])))
ON CONFLICT DO NOTHING
"""
_OPEN_MOVE = """
INSERT INTO salinan (tenant, salinan_id, asn_id, pemicu, sejak, due_on, opened_at)
VALUES (:tenant, :id, :asn, 'pindah', :sejak, :due, :now) ON CONFLICT DO NOTHING
"""
_WAITING = """
SELECT salinan_id, asn_id, pemicu, sejak, kepada, due_on FROM salinan
WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[])) AND delivered_at IS NULL AND NOT overdue
"""
_OVERDUE = """
UPDATE salinan s SET overdue = true, karena_gangguan = :excused, version = s.version + 1 FROM pegawai p
WHERE p.tenant = s.tenant AND p.asn_id = s.asn_id AND p.validated AND p.status <> ALL(:exempt)
  AND s.tenant = :tenant AND s.due_on <= :day AND s.delivered_at IS NULL AND NOT s.overdue
RETURNING s.salinan_id, s.asn_id, s.kepada, s.pemicu, s.due_on, s.version
"""
_MOVE_ON = """
UPDATE salinan SET due_on = :until WHERE tenant = :tenant AND due_on = :day AND delivered_at IS NULL AND NOT overdue
"""


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
    values = {
        "tenant": work.tenant, "sejak": date(tahun, 1, 1), "due": due, "now": work.now,
        "exempt": list(policy.exempt_statuses.value), "everyone": ids is None, "ids": ids or [], "week": week,
    }  # fmt: skip
    await work.run(_OPEN_YEAR, values)
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
        row |= {"tenant": work.tenant, "id": new_id(), "now": work.now}
        row["due"] = salinan.move_due(row["sejak"], copies, kalender.of_week(row.pop("week")))
    await work.many(_OPEN_MOVE, rows)
    for due in sorted({row["due"] for row in rows}):
        await arm(work, DUE, due.isoformat(), end_of(due, work.zone))


async def _redirect(work: Work, people: Sequence[PegawaiRecorded]) -> None:
    """What waits goes to whoever is penilai on its day; a move that a later decree took back is owed no more."""
    known = {p.asn_id: p for p in people}
    changed, dropped = [], []
    for row in await work.all(_WAITING, {"tenant": work.tenant, "ids": list(known)}):
        person = known[row.asn_id]
        term = penilai_on(person.penilai, row.due_on)
        kepada = term.penilai_id if term else person.atasan_id
        key = {"tenant": work.tenant, "id": row.salinan_id}
        if row.pemicu == salinan.PINDAH and row.sejak not in salinan.moves(person.penempatan):
            dropped.append(key)
        elif kepada != row.kepada:
            changed.append(key | {"kepada": kepada})
    await work.many("UPDATE salinan SET kepada = :kepada WHERE tenant = :tenant AND salinan_id = :id", changed)
    await work.many("DELETE FROM salinan WHERE tenant = :tenant AND salinan_id = :id", dropped)


async def open_year(work: Work, due: Due) -> None:
    """The day has come from which the copies of a year may be handed over; late as well, should the system sleep."""
    policy = _policy(work)
    if policy.copies.value.awal_tahun is not None:
        for week in WEEKS:
            await _open_year(work, policy, int(due.subject), None, week)


async def overdue(work: Work, due: Due) -> None:
    """The day is over: whoever has not handed over is overdue; the year after is seen to."""
    policy, day = _policy(work), date.fromisoformat(due.subject)
    until = await store.last_day(work, day, policy.copies, "salinan")
    if until > day:
        await work.run(_MOVE_ON, {"tenant": work.tenant, "day": day, "until": until})
        return await arm(work, DUE, until.isoformat(), end_of(until, work.zone))
    excused = await store.was_down(work, day, "salinan")
    values = {
        "tenant": work.tenant, "day": day, "exempt": list(policy.exempt_statuses.value), "excused": excused,
    }  # fmt: skip
    rows = await work.all(_OVERDUE, values)
    await work.record_all([(SalinanOverdue(**_told(row), karena_gangguan=excused), row.version) for row in rows])
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
    row = await work.one(
        "SELECT salinan_id, asn_id, pemicu, kepada, due_on, delivered_at, version FROM salinan"
        " WHERE tenant = :tenant AND salinan_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": salinan_id},
    )
    if row is None:
        raise Refusal(NO_COPY)
    wanted = tuple(dict.fromkeys(command.dokumen))
    kept = await work.all(
        "SELECT dokumen_id, sha256 FROM dokumen WHERE tenant = :tenant AND asn_id = :asn AND dokumen_id = ANY(:ids)",
        {"tenant": work.tenant, "asn": actor.id, "ids": list(wanted)},
    )
    found = {d.dokumen_id: d.sha256 for d in kept}
    salinan.check_delivery(row.asn_id, actor.id, row.delivered_at is not None, len(wanted), found)
    late = work.today > row.due_on
    excused = late and await store.was_down(work, row.due_on, "salinan")
    await work.run(
        "UPDATE salinan SET delivered_at = :now, late = :late, karena_gangguan = :excused, dokumen = :dokumen,"
        " version = version + 1 WHERE tenant = :tenant AND salinan_id = :id",
        {
            "tenant": work.tenant, "id": salinan_id, "now": work.now, "late": late, "excused": excused,
            "dokumen": list(wanted),
        },
    )  # fmt: skip
    hashes = tuple(found[d] for d in wanted)
    event = SalinanDelivered(**_told(row), dokumen_sha256=hashes, late=late, karena_gangguan=excused)
    await work.record(event, row.version + 1)
    await work.audit("copies.delivered", str(salinan_id), {"sha256": list(hashes)})
    return Delivered(salinan_id, row.kepada, hashes, late, excused)


def _told(row: Any) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name in ("salinan_id", "asn_id", "pemicu", "due_on")}
    return fields | {"penilai_id": row.kepada}


def _policy(work: Work) -> SkpPolicy:
    return work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
