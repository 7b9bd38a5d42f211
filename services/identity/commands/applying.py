"""A prepared import is applied when another confirms it: whole, or behind the scenes so many rows at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from contracts.identity import OpdRecorded
from contracts.refusal import Refusal, rule
from services.identity import store
from services.identity.commands import reading
from services.identity.commands.admission import suspend
from services.identity.commands.planned import planned_terms
from services.identity.commands.staffing import Content, Preview, complete, units_now
from services.identity.domain import role, states
from services.identity.domain.difference import changes_of, compare, plain, stored_of, unseen
from services.identity.domain.news import check_shown
from services.identity.domain.row import OpdRow, Row
from services.identity.domain.states import NO_IMPORT
from services.identity.domain.superiors import superiors_first
from services.identity.store import terms
from services.identity.store.known import kept_statuses, known_people
from services.identity.store.line import CIRCULAR_FILE, MOST_PARTS, alone_with_line, circles_of, lock_line

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
_UPSERT = """
INSERT INTO pegawai (tenant, asn_id, nip, nama, jenis, status, golongan, jabatan, jenis_jabatan, kelas_jabatan,
    opd, unit, nip_atasan, tmt_jabatan, memimpin_unit, validated, version)
VALUES (:tenant, :asn_id, :nip, :nama, :jenis, :status, :golongan, :jabatan, :jenis_jabatan, :kelas_jabatan,
    :opd, :unit, :nip_atasan, :tmt_jabatan, :memimpin_unit, :validated, 0)
ON CONFLICT (tenant, nip) DO UPDATE SET nama = EXCLUDED.nama, jenis = EXCLUDED.jenis, status = EXCLUDED.status,
    golongan = EXCLUDED.golongan, jabatan = EXCLUDED.jabatan, jenis_jabatan = EXCLUDED.jenis_jabatan,
    kelas_jabatan = EXCLUDED.kelas_jabatan, opd = EXCLUDED.opd, unit = EXCLUDED.unit,
    nip_atasan = EXCLUDED.nip_atasan, tmt_jabatan = EXCLUDED.tmt_jabatan, memimpin_unit = EXCLUDED.memimpin_unit,
    validated = EXCLUDED.validated
"""
_ACCOUNT = """
INSERT INTO account (tenant, account_id, login, state) VALUES (:tenant, :asn_id, :nip, 'pending') ON CONFLICT DO NOTHING
"""
_OPD = """
INSERT INTO opd AS o (tenant, kode, nama, induk, jenis, hari_kerja, version)
VALUES (:tenant, :kode, :nama, :induk, :jenis, :hari_kerja, 1)
ON CONFLICT (tenant, kode) DO UPDATE SET nama = EXCLUDED.nama, induk = EXCLUDED.induk, jenis = EXCLUDED.jenis,
    hari_kerja = EXCLUDED.hari_kerja, version = o.version + 1
WHERE (o.nama, o.induk, o.jenis, o.hari_kerja)
    IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.induk, EXCLUDED.jenis, EXCLUDED.hari_kerja)
RETURNING version
"""


_APPLIED = """
UPDATE impor SET state = :state, rows_applied = :applied, unfinished = :held WHERE tenant = :tenant AND impor_id = :id
"""


async def confirm(work: Work, actor: Actor, impor_id: UUID) -> Applied:
    """Apply a prepared import; by another person than the one who prepared it."""
    content, ids = await _taken(work, actor, impor_id)
    units = await apply_opd(work, content.opd)
    added, changed = await _apply_people(work, content.rows, ids)
    await _note(work, impor_id, "confirmed", len(content.rows), None)
    await work.audit("import.confirmed", str(impor_id), {"added": added, "changed": changed})
    return Applied(added, changed, units)


async def begin(work: Work, actor: Actor, impor_id: UUID) -> reading.Progress:
    """Confirm as `confirm` does, and have it applied from now on, whatever stops and starts in between."""
    content, ids = await _taken(work, actor, impor_id)
    held = _Unapplied(actor.id, superiors_first(content.rows), content.opd, ids)
    await _note(work, impor_id, "applying", 0, held)
    await arm(work, APPLY, str(impor_id), work.now)
    return await reading.show(work, impor_id)


async def _taken(work: Work, actor: Actor, impor_id: UUID) -> tuple[Content, dict[str, UUID]]:
    """What a file holds and the ids of the new people in it; Refusal 409 where it would do what it did not show.

    Others may have confirmed another file or recorded a decree since; nobody confirms what he has not seen.
    """
    row = await work.one(
        "SELECT prepared_by, state, rows::text AS rows, preview::text AS preview FROM impor"
        " WHERE tenant = :tenant AND impor_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": impor_id},
    )
    if row is None:
        raise Refusal(NO_IMPORT)
    role.check_other(row.prepared_by, actor.id)
    states.check("import", row.state, "confirm")
    await alone_with_line(work)
    content = msgspec.json.decode(row.rows, type=Content)
    known = await known_people(work, content.rows)
    rows, new = complete(dict(enumerate(content.rows)), known, await kept_statuses(work))
    shown = msgspec.json.decode(row.preview, type=Preview).differences
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


def _differs(row: Row, known: dict[str, Any]) -> bool:
    return row.nip not in known or any(changes_of(row, known[row.nip]))


async def apply_on(work: Work, due: Due) -> None:
    """The next rows of a confirmed import, in a transaction of their own, on behalf of whoever confirmed it."""
    impor_id = UUID(due.subject)
    row = await work.one(
        "SELECT state, rows_applied, unfinished FROM impor WHERE tenant = :tenant AND impor_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": impor_id},
    )
    if row is None or not states.takes("import", row.state, "apply"):
        return
    held = _decode(bytes(row.unfinished))
    work.who = msgspec.structs.replace(work.who, actor=str(held.oleh), correlation=due.subject)
    if row.rows_applied == 0:
        await apply_opd(work, held.opd)
    upto = min(row.rows_applied + AT_A_TIME, len(held.rows))
    added, changed = await _apply_people(work, held.rows[row.rows_applied : upto], held.ids)
    held.added, held.changed = held.added + added, held.changed + changed
    if upto < len(held.rows):
        await _note(work, impor_id, "applying", upto, held)
        await arm(work, APPLY, due.subject, work.now)
        return
    await _note(work, impor_id, "confirmed", upto, None)
    await work.audit("import.confirmed", due.subject, {"added": held.added, "changed": held.changed})


async def _note(work: Work, impor_id: UUID, state: str, applied: int, held: _Unapplied | None) -> None:
    packed = msgspec.msgpack.encode(held) if held else None
    values = {"tenant": work.tenant, "id": impor_id, "state": state, "applied": applied, "held": packed}
    await work.run(_APPLIED, values)


async def apply_opd(work: Work, units: list[OpdRow]) -> int:
    """Units that are new or different; people of a unit whose working week changed are told of anew."""
    rows = await work.all("SELECT kode, hari_kerja FROM opd WHERE tenant = :tenant", {"tenant": work.tenant})
    before = {row.kode: row.hari_kerja for row in rows}
    told = 0
    for unit in units:
        fields = {name: getattr(unit, name) for name in ("kode", "nama", "induk", "jenis")}
        fields["hari_kerja"] = unit.hari_kerja or before.get(unit.kode, 5)
        row = await work.one(_OPD, {"tenant": work.tenant, **fields})
        if row is not None:
            await work.record(OpdRecorded(**fields), row.version)
            told += 1
    changed = [u.kode for u in units if u.hari_kerja and before.get(u.kode, u.hari_kerja) != u.hari_kerja]
    people = await work.all(
        "SELECT asn_id FROM pegawai WHERE tenant = :tenant AND (unit = ANY(:units) OR opd = ANY(:units))",
        {"tenant": work.tenant, "units": changed},
    )
    await store.tell(work, [p.asn_id for p in people])
    return told


async def _apply_people(work: Work, rows: list[Row], fresh_ids: dict[str, UUID]) -> tuple[int, int]:
    """Add and change people; a superior who is still to come is known by the id that he will have."""
    await lock_line(work)
    known = await known_people(work, rows, " AND nip = ANY(:nips) FOR UPDATE")
    rows = list(complete(dict(enumerate(rows)), known, await kept_statuses(work))[0].values())
    fresh = [r for r in rows if r.nip not in known]
    differing = [r for r in rows if r.nip in known and any(changes_of(r, known[r.nip]))]
    ids = {r.nip: known[r.nip].asn_id if r.nip in known else fresh_ids[r.nip] for r in [*fresh, *differing]}
    values = [
        {"tenant": work.tenant, "asn_id": ids[r.nip]} | {k: plain(v) for k, v in stored_of(r).items()}
        for r in [*fresh, *differing]
    ]
    await work.many(_UPSERT, values)
    await work.many(_ACCOUNT, [{k: v[k] for k in ("tenant", "asn_id", "nip")} for v in values])
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


def _changes_the_line(row: Row, before: Any) -> bool:
    """Whether somebody else may stand in for him, or he for others, than before."""
    return bool(row.status.value != before.status or row.nip_atasan != before.nip_atasan)
