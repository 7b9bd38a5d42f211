"""A confirmed file is entered part by part: each part is one transaction, which takes the part away as it writes it.

So a crash in the middle loses nothing and writes nothing twice: what is left of the file is what is not yet written.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.commands.helping import NO_REASON_TO_HELP
from services.activity.domain import entry, states
from services.activity.domain.isian import Baris, Tolakan
from services.activity.entry.judge import judge
from services.activity.entry.terms import terms_of
from services.activity.entry.write import Helper, write
from services.activity.imports import store as imports
from services.activity.imports.prepare import check_helper
from services.activity.imports.store import Counts, Impor
from services.activity.store.standing import lock_people, standing

FILE_NOT_DECLARED = rule("activity.import.not_declared", 422, "Nyatakan bahwa isi berkas ini benar.", "benar")
NO_IMPORT = rule("activity.import.unknown", 404, "Impor tidak ditemukan.", source="implicit")

CONTINUE = "import_continue"


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
    one = await _own(work, actor, impor_id, lock=True)
    if not states.takes("import", one.state, "begin"):
        return _progress(one)
    if not command.benar:
        raise Refusal(FILE_NOT_DECLARED)
    if one.bagi == "pd":
        check_helper(work, await store.actor_person(work, actor.id), work.today)
        entry.check_said(command.alasan, NO_REASON_TO_HELP)
    begun = await imports.begin(work, impor_id, command.alasan.strip())
    await work.audit("import.confirmed", str(impor_id), {"accepted": one.accepted, "bagi": one.bagi})
    return _progress(await _next_part(work, begun))


async def proceed(work: Work, due: Due) -> None:
    """Write the next part of a confirmed file, on behalf of the person who confirmed it."""
    one = await imports.find_import(work, UUID(due.subject), lock=True)
    if one is not None and states.takes("import", one.state, "proceed"):
        work.who = msgspec.structs.replace(work.who, actor=str(one.oleh), correlation=due.subject)
        await _next_part(work, one)


async def _next_part(work: Work, one: Impor) -> Impor:
    """Judge and write one part; gives the file as it then stands, and sees to it that the next part follows."""
    lines = await imports.take_part(work, one.impor_id)
    written, refused = await _write(work, one, lines) if lines else (0, [])
    duplicate = sum(t.ganda for t in refused)
    counts = Counts(taken=written, refused=len(refused) - duplicate, duplicate=duplicate)
    after = await imports.count_part(work, one.impor_id, counts)
    await imports.keep_refused(work, one.impor_id, refused)
    if after.state == "running":
        await arm(work, CONTINUE, str(one.impor_id), work.now)
    return after


async def _write(work: Work, one: Impor, lines: list[Baris]) -> tuple[int, list[Tolakan]]:
    people = {line.asn_id for line in lines}
    await lock_people(work, people)
    days = [line.tanggal for line in lines]
    stands = await standing(work, people, min(days), max(days))
    helper = Helper(one.oleh, one.alasan, one.impor_id) if one.bagi == "pd" else None
    opd = (await store.actor_person(work, one.oleh)).opd if helper else None
    good, refused = judge(stands, await terms_of(work), lines, work.now, opd)
    await write(work, stands, good, helper, await store.vacant_of(work, people, work.today))
    return len(good), store.cited(work, refused)


async def show(work: Work, actor: Actor, impor_id: UUID, after: int, limit: int) -> ImportView:
    """How far one's file is, and what of it was not taken."""
    one = await _own(work, actor, impor_id)
    return ImportView(_progress(one), await imports.refused_of(work, impor_id, after, limit))


async def listed(work: Work, actor: Actor) -> list[Progress]:
    """One's files, newest first."""
    return [_progress(one) for one in await imports.imports_of(work, actor.id)]


async def _own(work: Work, actor: Actor, impor_id: UUID, *, lock: bool = False) -> Impor:
    one = await imports.find_import(work, impor_id, lock=lock)
    if one is None or one.oleh != actor.id:
        raise Refusal(NO_IMPORT)
    return one


def _progress(one: Impor) -> Progress:
    return Progress(**{name: getattr(one, name) for name in Progress.__struct_fields__})
