"""One entry: as it stands, what it said before, its evidence; opened (a receipt of the penilai) or only read (none)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.domain.activity import Activity
from services.activity.evidence.queries import files_of
from services.activity.queries.entries import COLUMNS, NOT_READER, ActivityView, to_decide, unopened, views_of
from services.activity.store.reading import MEMUTUS, keep_reading, reads_all

NO_PURPOSE = rule("activity.reading.no_purpose", 422, "Sebutkan tujuan membaca aktivitas orang lain.", "tujuan")
NOT_OPENED = rule(
    "activity.reading.not_opened", 409,
    "Aktivitas ini menunggu Anda sebagai pejabat penilai: bukalah dahulu, dan itu tercatat.",
)  # fmt: skip

_ONE = f"""
SELECT {COLUMNS} FROM activity a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
LEFT JOIN butir b ON b.tenant = a.tenant AND b.butir_id = a.butir_id
WHERE a.tenant = :tenant AND a.activity_id = :id
"""
_BEFORE = """
SELECT isi_versi, oleh, at, alasan, isi::text AS isi FROM activity_versi
WHERE tenant = :tenant AND activity_id = :id ORDER BY isi_versi
"""


class VersionView(Struct, frozen=True):
    """What an entry says or said. `lampiran` in `isi`: the hashes of its evidence then.

    Of a former version `oleh` changed it at `at`, and why (a correction). The one that stands (`berlaku`) was written
    by `oleh`, or by the person who changed the one before it, and submitted at `at`.
    """

    isi_versi: int
    oleh: UUID
    at: datetime
    alasan: str
    isi: dict[str, Any]
    berlaku: bool = False


class OpenedActivity(Struct, frozen=True):
    """An entry with its evidence, and all that it ever said, oldest first, the version that stands last."""

    aktivitas: ActivityView
    versi: tuple[VersionView, ...]


async def read(work: Work, actor: Actor, activity_id: UUID, tujuan: str | None) -> Activity:
    """One entry, for people who may read it; nothing of it is a look of the penilai.

    Refusal 409 to the penilai for whom it waits until they have opened it. A reader who neither wrote it nor decides
    on it says why they read it; the reading is kept (KUAN P26(1)).
    """
    row = await _may_read(work, actor, activity_id, tujuan)
    if await unopened(work, actor, [activity_id]):
        raise Refusal(NOT_OPENED)
    await keep_reading(work, actor, {row.asn_id: [activity_id]}, tujuan or MEMUTUS)
    return row


async def _may_read(work: Work, actor: Actor, activity_id: UUID, tujuan: str | None) -> Activity:
    row = await store.see_activity(work, activity_id)
    if await to_decide(work, actor, [row]):  # also of who has gone to another PD (reading A21)
        return row
    if row.penilai_id != actor.id and not await reads_all(work, actor, await store.person(work, row.asn_id)):
        raise Refusal(NOT_READER)
    if tujuan is None and row.asn_id != actor.id:
        raise Refusal(NO_PURPOSE)
    return row


async def shown(work: Work, actor: Actor, activity_id: UUID, tujuan: str | None) -> ActivityView:
    """One entry as it stands, as `read`."""
    await read(work, actor, activity_id, tujuan)
    return await _view(work, activity_id)


async def history(work: Work, actor: Actor, activity_id: UUID, tujuan: str | None) -> list[VersionView]:
    """All that an entry ever said, oldest first, the version that stands last; as `read`."""
    return await _versions(work, await read(work, actor, activity_id, tujuan))


async def opened(
    work: Work, actor: Actor, activity_id: UUID, tujuan: str | None
) -> tuple[OpenedActivity, dict[UUID, int]]:
    """One entry whole, for people who may read it; and its version by its id if it is the actor's to decide on."""
    row = await _may_read(work, actor, activity_id, tujuan)
    await keep_reading(work, actor, {row.asn_id: [activity_id]}, tujuan or MEMUTUS)
    whole = OpenedActivity(await _view(work, activity_id), tuple(await _versions(work, row)))
    return whole, await to_decide(work, actor, [row])


async def _view(work: Work, activity_id: UUID) -> ActivityView:
    return (await views_of(work, await work.all(_ONE, {"tenant": work.tenant, "id": activity_id})))[0]


async def _versions(work: Work, row: Activity) -> list[VersionView]:
    rows = await work.all(_BEFORE, {"tenant": work.tenant, "id": row.activity_id})
    before = [VersionView(r.isi_versi, r.oleh, r.at, r.alasan, msgspec.json.decode(r.isi)) for r in rows]
    files = await files_of(work, [row.activity_id])
    isi = row.isi.values()
    isi["lampiran"] = [file.sha256 for file in files[row.activity_id] if not file.menunggu]
    writer = before[-1].oleh if before else row.entered_by or row.asn_id
    now = VersionView(row.isi_versi, writer, row.submitted_at, "", msgspec.json.decode(json_of(isi)), berlaku=True)
    return [*before, now]
