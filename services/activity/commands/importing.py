"""A confirmed file is entered part by part: each part is one transaction, which takes the part away as it writes it.

So a crash in the middle loses nothing and writes nothing twice: what is left of the file is what is not yet written.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.commands.helping import NO_REASON_TO_HELP
from services.activity.commands.imports import check_helper
from services.activity.domain import entry, states
from services.activity.domain.isian import Baris, Tolakan
from services.activity.entry.judge import judge
from services.activity.entry.terms import terms_of
from services.activity.entry.write import Helper, write
from services.activity.store.refused import keep_refused, refused_of
from services.activity.store.standing import lock_people, standing

FILE_NOT_DECLARED = rule("activity.import.not_declared", 422, "Nyatakan bahwa isi berkas ini benar.", "benar")
NO_IMPORT = rule("activity.import.unknown", 404, "Impor tidak ditemukan.", source="implicit")

CONTINUE = "import_continue"
_COLUMNS = "impor_id, bagi, state, accepted, written, refused, duplicate, prepared_at, confirmed_at"
_ONE = "SELECT * FROM impor WHERE tenant = :tenant AND impor_id = :id"
_BEGIN = """
UPDATE impor SET state = 'running', alasan = :alasan, confirmed_at = :now WHERE tenant = :tenant AND impor_id = :id
"""
_TAKE = """
DELETE FROM impor_bagian WHERE tenant = :tenant AND impor_id = :id AND nomor = (SELECT min(nomor) FROM impor_bagian
    WHERE tenant = :tenant AND impor_id = :id) RETURNING isi
"""
_COUNT = """
UPDATE impor SET written = written + :written, refused = refused + :refused, duplicate = duplicate + :duplicate,
    state = CASE WHEN EXISTS (SELECT FROM impor_bagian b WHERE b.tenant = :tenant AND b.impor_id = :id)
        THEN 'running' ELSE 'done' END
WHERE tenant = :tenant AND impor_id = :id RETURNING *
"""
_lines = msgspec.json.Decoder(list[Baris]).decode


class ConfirmImport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The declaration of truth for the whole file; for a file that fills others' days, why they do not write it."""

    benar: bool
    alasan: Annotated[str, Meta(max_length=1000)] = ""


class Progress(Struct, frozen=True):
    """How far a file is: `written` of the `accepted` lines; `state` prepared, running or done."""

    impor_id: UUID
    bagi: str
    state: str
    accepted: int
    written: int
    refused: int
    duplicate: int
    prepared_at: datetime
    confirmed_at: datetime | None


class ImportView(Struct, frozen=True):
    """A file and the lines of it that were not taken, from a row on."""

    progress: Progress
    refusals: list[Tolakan]


async def confirm(work: Work, actor: Actor, impor_id: UUID, command: ConfirmImport) -> Progress:
    """Enter what the preview accepted, judged anew: its first part at once. Confirmed again it says how far it is."""
    row = await _own(work, actor, impor_id, " FOR UPDATE")
    if not states.takes("import", row.state, "begin"):
        return _progress(row)
    if not command.benar:
        raise Refusal(FILE_NOT_DECLARED)
    if row.bagi == "pd":
        check_helper(work, await store.actor_person(work, actor.id), work.today)
        entry.check_said(command.alasan, NO_REASON_TO_HELP)
    values = {"tenant": work.tenant, "id": impor_id, "alasan": command.alasan.strip(), "now": work.now}
    await work.run(_BEGIN, values)
    await work.audit("import.confirmed", str(impor_id), {"accepted": row.accepted, "bagi": row.bagi})
    begun = await work.one(_ONE, {"tenant": work.tenant, "id": impor_id})
    return _progress(await _next_part(work, begun))


async def proceed(work: Work, due: Due) -> None:
    """Write the next part of a confirmed file, on behalf of whoever confirmed it."""
    row = await work.one(f"{_ONE} FOR UPDATE", {"tenant": work.tenant, "id": UUID(due.subject)})
    if row is not None and states.takes("import", row.state, "proceed"):
        work.who = msgspec.structs.replace(work.who, actor=str(row.oleh), correlation=due.subject)
        await _next_part(work, row)


async def _next_part(work: Work, row: Any) -> Any:
    """Judge and write one part; gives the file as it then stands, and sees to it that the next part follows."""
    values = {"tenant": work.tenant, "id": row.impor_id}
    part = await work.one(_TAKE, values)
    lines = _lines(part.isi) if part else []
    written, refused = await _write(work, row, lines) if lines else (0, [])
    duplicate = sum(t.ganda for t in refused)
    counts = {"written": written, "refused": len(refused) - duplicate, "duplicate": duplicate}
    after = await work.one(_COUNT, {**values, **counts})
    await keep_refused(work, row.impor_id, refused)
    if after is not None and after.state == "running":
        await arm(work, CONTINUE, str(row.impor_id), work.now)
    return after


async def _write(work: Work, row: Any, lines: list[Baris]) -> tuple[int, list[Tolakan]]:
    people = {line.asn_id for line in lines}
    await lock_people(work, people)
    days = [line.tanggal for line in lines]
    stands = await standing(work, people, min(days), max(days))
    helper = Helper(row.oleh, row.alasan, row.impor_id) if row.bagi == "pd" else None
    opd = (await store.actor_person(work, row.oleh)).opd if helper else None
    good, refused = judge(stands, await terms_of(work), lines, work.now, opd)
    await write(work, stands, good, helper, await store.vacant_of(work, people, work.today))
    return len(good), store.cited(work, refused)


async def show(work: Work, actor: Actor, impor_id: UUID, after: int, limit: int) -> ImportView:
    """How far one's file is, and what of it was not taken."""
    row = await _own(work, actor, impor_id)
    return ImportView(_progress(row), await refused_of(work, impor_id, after, limit))


async def listed(work: Work, actor: Actor) -> list[Progress]:
    """One's files, newest first."""
    rows = await work.all(
        f"SELECT {_COLUMNS} FROM impor WHERE tenant = :tenant AND oleh = :actor ORDER BY prepared_at DESC LIMIT 100",
        {"tenant": work.tenant, "actor": actor.id},
    )
    return [_progress(row) for row in rows]


async def _own(work: Work, actor: Actor, impor_id: UUID, lock: str = "") -> Any:
    row = await work.one(f"{_ONE}{lock}", {"tenant": work.tenant, "id": impor_id})
    if row is None or row.oleh != actor.id:
        raise Refusal(NO_IMPORT)
    return row


def _progress(row: Any) -> Progress:
    return Progress(**{name: getattr(row, name) for name in Progress.__struct_fields__})
