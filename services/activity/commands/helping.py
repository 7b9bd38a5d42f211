"""Help of the administrator of the PD (KUAN P16(b)): who may, who is told, and what a change of an entry comes to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.commands import amend, decide
from services.activity.commands.decide import Decided, Versi
from services.activity.domain import entry, facts
from services.activity.domain.activity import Activity, Content, Pegawai
from services.activity.domain.words import Alasan
from services.activity.entry.command import EnterActivity
from services.activity.evidence import store as evidence
from services.activity.messages.store import Pesan, send
from services.activity.store import entries, helped
from services.activity.store.helped import Before

NO_REASON_TO_HELP = entry.no_reason("help")
NO_HELP = rule(
    "activity.help.not_known", 403, "Peraturan Pemda ini tidak mengenal pengisian oleh administrator.", source="value"
)
NOT_HELPER = rule("activity.help.not_helper", 403, "Hanya administrator PD untuk pegawai lain pada PD yang sama.")


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


async def check_help(work: Work, actor: Actor, asn_id: UUID, day: date) -> Pegawai:
    """The owner whom the administrator of their PD may help, where the law knows it (KUAN P16(b)); else Refusal 403."""
    admin, owner = await store.actor_person(work, actor.id), await store.person(work, asn_id)
    check_known(work, day)
    if "admin_pd" not in admin.peran or admin.opd != owner.opd or admin.asn_id == owner.asn_id:
        raise Refusal(NOT_HELPER)
    return owner


async def tell_of_help(
    work: Work, actor: Actor, activity_id: UUID, owner: UUID, tanggal: date, alasan: str, version: int
) -> None:
    """The fact, the owner's message and the trail of an entry that waits for its owner's confirmation."""
    await work.record(facts.assisted(activity_id, owner, tanggal, actor.id, alasan), version)
    await send(work, [Pesan(jenis="diisikan", isi=alasan, tentang=str(activity_id), kepada=owner, dari=actor.id)])
    await work.audit("activity.assisted", str(activity_id), {"owner": str(owner)})


class ChangeFor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pending entry of somebody of the own PD should say, and why they do not change it themselves.

    `versi`: the one that was seen.
    """

    alasan: Alasan
    isi: EnterActivity
    versi: Versi = None


async def change_for(work: Work, actor: Actor, activity_id: UUID, command: ChangeFor) -> Decided:
    """Change it for them: it waits for them, and its clock begins anew when they confirm (reading A7)."""
    one = await entries.lock_activity(work, activity_id)
    await check_help(work, actor, one.asn_id, one.tanggal)
    entry.check_said(command.alasan, NO_REASON_TO_HELP)
    entry.check_seen(one.isi_versi, command.versi)
    entry.check_allowed(one.state, one.cara, "assist")
    with inside("isi"):
        if command.isi.tanggal != one.tanggal:
            raise Refusal(entry.OTHER_DAY)
        entry.check_entry(one.tanggal, work.today, command.isi.mulai, command.isi.selesai)
        await decide.check_open_month(work, one)
        await amend.rewrite(work, one, actor.id, amend.content_of(command.isi), command.alasan)
    await helped.keep_waiting(work, one, actor.id)
    await tell_of_help(work, actor, activity_id, one.asn_id, one.tanggal, command.alasan, one.version + 1)
    return Decided(activity_id, "assisted")


async def accept(work: Work, one: Activity, before: Before) -> None:
    """The owner stands in for the change, as if it were their edit."""
    await _again(work, one, one.isi, one.isi_versi, before)


async def take_back(work: Work, one: Activity, before: Before) -> Decided:
    """The owner does not: what they had entered stands again, with a fresh clock."""
    await amend.rewrite(work, one, one.asn_id, before.isi, "")
    await helped.keep_writer(work, one, before.entered_by)
    await _again(work, one, before.isi, one.isi_versi + 1, before)
    return Decided(one.activity_id, "submitted")


async def release(work: Work, ids: list[UUID]) -> None:
    """A month closes over help that was not confirmed: what its owner had entered stands again (A7, A24).

    Else their own entry, which waited for the penilai, would wait for ever, because somebody meant to help.
    """
    for one in await entries.lock_activities(work, ids) if ids else []:
        if not (before := await helped.before_help(work, one)):
            continue
        try:
            await take_back(work, one, before)
        except Refusal:  # what they referred to is gone since, or another entry stands there: people decide
            continue
        await evidence.remove_evidence(
            work, one.asn_id, [file.lampiran_id for file in await evidence.waiting_of(work, one.activity_id)]
        )
        said = "Perubahan oleh administrator tidak Anda konfirmasi sampai bulannya ditutup; isian Anda semula berlaku."
        await send(work, [Pesan(jenis="bantuan_gugur", isi=said, tentang=str(one.activity_id), kepada=one.asn_id)])
        await work.audit("help.lapsed", str(one.activity_id), {"owner": str(one.asn_id)})


async def _again(work: Work, one: Activity, said: Content, versi: int, before: Before) -> None:
    """It waits for the penilai again, with a fresh clock."""
    due = await decide.restart(work, one)
    await work.record(facts.edited(one, said, versi, before.keadaan, due), one.version + 1)
