"""Help of the administrator of the PD (KUAN P16(b)): who may, who is told, and what a change of an entry comes to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.activity import ActivityAssisted, ActivityEdited, KeadaanAktivitas
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Kategori
from services.activity import store
from services.activity.commands import amend, decide
from services.activity.commands.decide import Alasan, Decided, Versi
from services.activity.domain import entry
from services.activity.entry.command import EnterActivity
from services.activity.store import lampiran
from services.activity.store.messages import Pesan, send

NO_REASON_TO_HELP = entry.no_reason("help")
NO_HELP = rule(
    "activity.help.not_known", 403, "Peraturan Pemda ini tidak mengenal pengisian oleh administrator.", source="value"
)
NOT_HELPER = rule("activity.help.not_helper", 403, "Hanya administrator PD untuk pegawai lain pada PD yang sama.")

# `keadaan` in a kept version says that it was its owner's, in which state, before somebody changed it for him.
_MARK = """
UPDATE activity_versi SET isi = isi || CAST(:mark AS jsonb)
WHERE tenant = :tenant AND activity_id = :id AND isi_versi = :versi
"""
_BEFORE = """
SELECT isi::text AS isi FROM activity_versi WHERE tenant = :tenant AND activity_id = :id AND isi_versi = :versi
  AND jsonb_exists(isi, 'keadaan')
"""
_WAIT = """
UPDATE activity SET state = 'assisted', version = version + 1, entered_by = :actor, benar = false, due_on = NULL,
    lapse_on = NULL, viewed_at = NULL, viewed_by = NULL
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""


@contextmanager
def inside(member: str) -> Iterator[None]:
    """A refusal of a member of the entry is told with the whole path; one about the person keeps its field."""
    try:
        yield
    except Refusal as refusal:
        inner = refusal.field in EnterActivity.__struct_fields__
        raise (refusal.at(f"{member}.{refusal.field}") if inner else refusal) from None


def check_known(work: Work, day: date) -> None:
    """Refusal 403 where the law of a day knows no help by an administrator (KUAN P16(b), A7)."""
    known = store.policy_of(work, day)[0].on_behalf
    if not known.value:
        raise Refusal(NO_HELP, known.pasal)


async def check_help(work: Work, actor: Actor, asn_id: UUID, day: date) -> Any:
    """The owner whom the administrator of his PD may help, where the law knows it (KUAN P16(b)); else Refusal 403."""
    admin, owner = await store.actor_person(work, actor.id), await store.person(work, asn_id)
    check_known(work, day)
    if "admin_pd" not in admin.peran or admin.opd != owner.opd or admin.asn_id == owner.asn_id:
        raise Refusal(NOT_HELPER)
    return owner


async def tell_of_help(
    work: Work, actor: Actor, activity_id: UUID, owner: UUID, tanggal: date, alasan: str, version: int
) -> None:
    """The fact, the owner's message and the trail of an entry that waits for its owner's confirmation."""
    event = ActivityAssisted(
        activity_id=activity_id, asn_id=owner, tanggal=tanggal, entered_by=actor.id, alasan=alasan.strip()
    )
    await work.record(event, version)
    await send(work, [Pesan(jenis="diisikan", isi=alasan, tentang=str(activity_id), kepada=owner, dari=actor.id)])
    await work.audit("activity.assisted", str(activity_id), {"owner": str(owner)})


class ChangeFor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pending entry of somebody of the own PD should say, and why he does not change it himself.

    `versi`: the one that was seen.
    """

    alasan: Alasan
    isi: EnterActivity
    versi: Versi = None


async def change_for(work: Work, actor: Actor, activity_id: UUID, command: ChangeFor) -> Decided:
    """Change it for him: it waits for him, and its clock begins anew when he confirms (reading A7)."""
    row = (await store.lock_activities(work, [activity_id]))[0]
    await check_help(work, actor, row.asn_id, row.tanggal)
    entry.check_said(command.alasan, NO_REASON_TO_HELP)
    entry.check_seen(row.isi_versi, command.versi)
    entry.check_allowed(row.state, row.cara, "assist")
    with inside("isi"):
        if command.isi.tanggal != row.tanggal:
            raise Refusal(entry.OTHER_DAY)
        entry.check_entry(row.tanggal, work.today, command.isi.mulai, command.isi.selesai)
        await decide.check_open_month(work, row)
        await amend.rewrite(work, row, actor.id, amend.fields_of(command.isi), command.alasan)
    values = {"tenant": work.tenant, "id": activity_id}
    mark = json_of({"keadaan": row.state, "entered_by": row.entered_by})
    await work.run(_MARK, values | {"versi": row.isi_versi, "mark": mark})
    await work.run(_WAIT, values | {"tanggal": row.tanggal, "actor": actor.id})
    await tell_of_help(work, actor, activity_id, row.asn_id, row.tanggal, command.alasan, row.version + 1)
    return Decided(activity_id, "assisted")


async def was_his(work: Work, row: Any) -> dict[str, Any] | None:
    """What a helped entry said when it was its owner's own and pending; None: it was written for him from the start."""
    values = {"tenant": work.tenant, "id": row.activity_id, "versi": row.isi_versi - 1}
    found = await work.one(_BEFORE, values)
    return msgspec.json.decode(found.isi) if found else None


async def accept(work: Work, row: Any) -> Decided:
    """The owner stands in for the change, as if it were his edit."""
    before = await was_his(work, row) or {}
    await _again(work, row, Kategori(row.kategori), row.butir_id, row.kuantitas, row.isi_versi, before["keadaan"])
    return Decided(row.activity_id, "submitted")


async def take_back(work: Work, row: Any, before: dict[str, Any]) -> Decided:
    """The owner does not: what he had entered stands again, with a fresh clock."""
    own = msgspec.convert({name: before[name] for name in amend.FIELDS}, amend.Isi, strict=False)
    await amend.rewrite(work, row, row.asn_id, amend.fields_of(own), "")
    await work.run(
        "UPDATE activity SET entered_by = CAST(:by AS uuid)"
        " WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal",
        {"tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal, "by": before["entered_by"]},
    )
    await _again(work, row, own.kategori, own.butir_id, own.kuantitas, row.isi_versi + 1, before["keadaan"])
    return Decided(row.activity_id, "submitted")


async def release(work: Work, ids: list[UUID]) -> None:
    """A month closes over help that was not confirmed: what its owner had entered stands again (A7, A24).

    Else his own entry, which waited for the penilai, would wait for ever, because somebody meant to help.
    """
    for row in await store.lock_activities(work, ids) if ids else []:
        if not (before := await was_his(work, row)):
            continue
        try:
            await take_back(work, row, before)
        except Refusal:  # what he referred to is gone since, or another entry stands there: people decide
            continue
        await lampiran.remove_attachments(
            work, row.asn_id, [file.lampiran_id for file in await lampiran.waiting_of(work, row.activity_id)]
        )
        said = "Perubahan oleh administrator tidak Anda konfirmasi sampai bulannya ditutup; isian Anda semula berlaku."
        await send(work, [Pesan(jenis="bantuan_gugur", isi=said, tentang=str(row.activity_id), kepada=row.asn_id)])
        await work.audit("help.lapsed", str(row.activity_id), {"owner": str(row.asn_id)})


async def _again(
    work: Work, row: Any, kategori: Kategori, butir_id: UUID, kuantitas: int, versi: int, dari: KeadaanAktivitas
) -> None:
    event = ActivityEdited(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        kategori=kategori,
        butir_id=butir_id,
        kuantitas=kuantitas,
        isi_versi=versi,
        dari=dari,
        due_on=await decide.restart(work, row),
    )
    await work.record(event, row.version + 1)
