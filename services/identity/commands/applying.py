"""A prepared import is applied when another confirms it: whole, or behind the scenes so many rows at a time."""

from __future__ import annotations

from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from services.identity import store
from services.identity.commands import importing
from services.identity.commands.admission import suspend
from services.identity.commands.planned import planned_terms
from services.identity.commands.staffing import Content, Preview, complete, units_now
from services.identity.domain import role, states
from services.identity.domain.difference import changes_of, compare, plain, stored_of, unseen
from services.identity.domain.news import check_shown
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.row import OpdRow, Row
from services.identity.domain.states import NO_IMPORT
from services.identity.domain.superiors import superiors_first
from services.identity.domain.unit import Unit
from services.identity.store import impor, terms
from services.identity.store.known import keep_people, kept_statuses, known_people
from services.identity.store.line import CIRCULAR_FILE, MOST_PARTS, alone_with_line, circles_of, lock_line
from services.identity.store.units import all_units, keep_unit, people_of

UNITS_CHANGED = rule(
    "identity.import.units_changed", 409,
    "Unit telah berubah sejak berkas ini disiapkan ({units}); unggah lagi berkasnya.",
    source="kebijakan",
)  # fmt: skip

APPLY = "import_apply"
AT_A_TIME = 1000


class Applied(Struct, frozen=True):
    """What a confirmed import did."""

    added: int
    changed: int
    opd: int


class _Unapplied(Struct):
    """A confirmed import on its way: by whom, superiors before those below them, new people's ids, and the counts."""

    oleh: UUID
    rows: list[Row]
    opd: list[OpdRow]
    ids: dict[str, UUID]
    added: int = 0
    changed: int = 0


_decode = msgspec.msgpack.Decoder(_Unapplied).decode


async def confirm(work: Work, actor: Actor, impor_id: UUID) -> Applied:
    """Apply a prepared import; by another person than the one who prepared it."""
    content, ids = await _taken(work, actor, impor_id)
    units = await apply_opd(work, content.opd)
    added, changed = await _apply_people(work, content.rows, ids)
    await _note(work, impor_id, "confirmed", len(content.rows), None)
    await work.audit("import.confirmed", str(impor_id), {"added": added, "changed": changed})
    return Applied(added, changed, units)


async def begin(work: Work, actor: Actor, impor_id: UUID) -> importing.Progress:
    """Confirm as `confirm` does, and have it applied from now on, whatever stops and starts in between."""
    content, ids = await _taken(work, actor, impor_id)
    held = _Unapplied(actor.id, superiors_first(content.rows), content.opd, ids)
    await _note(work, impor_id, "applying", 0, held)
    await arm(work, APPLY, str(impor_id), work.now)
    return await importing.show(work, impor_id)


async def _taken(work: Work, actor: Actor, impor_id: UUID) -> tuple[Content, dict[str, UUID]]:
    """What a file holds and the ids of the new people in it; Refusal 409 where it would do what it did not show.

    Others may have confirmed another file or recorded a decree since; nobody confirms what they have not seen.
    """
    found = await impor.lock(work, impor_id)
    if found is None:
        raise Refusal(NO_IMPORT)
    role.check_other(found.prepared_by, actor.id)
    states.check("import", found.state, "confirm")
    await alone_with_line(work)
    prepared = await impor.content_of(work, impor_id)
    content = msgspec.json.decode(prepared.rows, type=Content)
    known = await known_people(work, content.rows)
    rows, new = complete(dict(enumerate(content.rows)), known, await kept_statuses(work))
    shown = msgspec.json.decode(prepared.preview, type=Preview).differences
    check_shown(unseen(compare(rows, known, sebagian=True), shown), new.refused, MOST_PARTS)
    await _check_units(work, content)
    ids = {row.nip: new_id() for row in content.rows}
    everyone = ids | {nip: person.asn_id for nip, person in known.items()}
    planned = await planned_terms(work, [row for row in rows.values() if _differs(row, known)], known, everyone)
    if circle := await circles_of(work, planned.relations):
        raise Refusal(CIRCULAR_FILE, since=circle.sejak.isoformat(), parts=circle.parts)
    return content, ids


async def _check_units(work: Work, content: Content) -> None:
    now = await units_now(work, content.opd)
    wanted = {u.kode: (u.nama, u.induk, u.jenis) for u in content.opd}
    moved = [k for k, before in content.units.items() if now.get(k) != before and now[k][:3] != wanted[k]]
    if moved:
        raise Refusal(UNITS_CHANGED, units=", ".join(moved[:5]))


def _differs(row: Row, known: dict[str, Pegawai]) -> bool:
    return row.nip not in known or any(changes_of(row, known[row.nip]))


async def apply_on(work: Work, due: Due) -> None:
    """The next rows of a confirmed import, in a transaction of their own, on behalf of the person who confirmed it."""
    impor_id = UUID(due.subject)
    found = await impor.lock(work, impor_id)
    if found is None or not states.takes("import", found.state, "apply"):
        return
    held = _decode(bytes(found.unfinished or b""))
    work.who = msgspec.structs.replace(work.who, actor=str(held.oleh), correlation=due.subject)
    if found.rows_applied == 0:
        await apply_opd(work, held.opd)
    upto = min(found.rows_applied + AT_A_TIME, len(held.rows))
    added, changed = await _apply_people(work, held.rows[found.rows_applied : upto], held.ids)
    held.added, held.changed = held.added + added, held.changed + changed
    if upto < len(held.rows):
        await _note(work, impor_id, "applying", upto, held)
        await arm(work, APPLY, due.subject, work.now)
        return
    await _note(work, impor_id, "confirmed", upto, None)
    await work.audit("import.confirmed", due.subject, {"added": held.added, "changed": held.changed})


async def _note(work: Work, impor_id: UUID, state: str, applied: int, held: _Unapplied | None) -> None:
    await impor.keep_applied(work, impor_id, state, applied, msgspec.msgpack.encode(held) if held else None)


async def apply_opd(work: Work, units: list[OpdRow]) -> int:
    """Units that are new or different; people of a unit whose working week changed are told of anew."""
    before = {kode: unit.hari_kerja for kode, unit in (await all_units(work)).items()}
    told = 0
    for unit in units:
        days = unit.hari_kerja or before.get(unit.kode, 5)
        told += await keep_unit(work, Unit(unit.kode, unit.nama, unit.induk, unit.jenis, days))
    changed = [u.kode for u in units if u.hari_kerja and before.get(u.kode, u.hari_kerja) != u.hari_kerja]
    await store.tell(work, await people_of(work, changed))
    return told


async def _apply_people(work: Work, rows: list[Row], fresh_ids: dict[str, UUID]) -> tuple[int, int]:
    """Add and change people; a superior who is still to come is known by the id that they will have."""
    await lock_line(work)
    known = await known_people(work, rows, only=True)
    rows = list(complete(dict(enumerate(rows)), known, await kept_statuses(work))[0].values())
    fresh = [r for r in rows if r.nip not in known]
    differing = [r for r in rows if r.nip in known and any(changes_of(r, known[r.nip]))]
    ids = {r.nip: known[r.nip].asn_id if r.nip in known else fresh_ids[r.nip] for r in [*fresh, *differing]}
    values = [{"asn_id": ids[r.nip]} | {k: plain(v) for k, v in stored_of(r).items()} for r in [*fresh, *differing]]
    await keep_people(work, values)
    await suspend(work, [ids[r.nip] for r in differing if not r.validated])
    above = await store.known_by_nip(work, list({r.nip_atasan for r in rows}))
    everyone = fresh_ids | ids | {nip: person.asn_id for nip, person in above.items()}
    planned = await planned_terms(work, [*fresh, *differing], known, everyone)
    await terms.relate(work, planned.relations)
    await terms.spell(work, planned.statuses)
    await terms.place(work, planned.posts)
    await terms.since(work, planned.corrected)
    changed = [ids[r.nip] for r in differing if _changes_the_line(r, known[r.nip])]
    await store.tell(work, [*{*ids.values(), *await terms.below(work, changed)}])
    return len(fresh), len(differing)


def _changes_the_line(row: Row, before: Pegawai) -> bool:
    """Whether other people than before may stand in for this person, or this person for others."""
    return bool(row.status.value != before.status or row.nip_atasan != before.nip_atasan)
