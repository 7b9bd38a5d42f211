"""The outage ledger: recorded by operations, confirmed by the pengelola e-kinerja (X8)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, structs

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from kernel.outages import LAYANAN, Layanan, local_days
from services.activity import store
from services.activity.domain import states
from services.activity.messages.store import Pesan, send
from services.activity.outages import store as outages
from services.activity.outages.rules import Recorded, confirmed

NOT_OPERATOR = rule("activity.outage.not_operator", 403, "Gangguan dicatat oleh operator.", source="implicit")
NOT_OVER = rule(
    "activity.outage.not_over",
    422,
    "Gangguan dicatat setelah berakhir, dan berakhir sesudah mulai.",
    "selesai",
    source="implicit",
)
NOT_CONFIRMER = rule(
    "activity.outage.not_confirmer", 403, "Gangguan dikonfirmasi oleh pengelola e-kinerja.", source="implicit"
)


class RecordOutage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when to when which services were down for their users, and why."""

    mulai: Annotated[datetime, Meta(tz=True)]
    selesai: Annotated[datetime, Meta(tz=True)]
    layanan: Annotated[tuple[Layanan, ...], Meta(min_length=1, max_length=len(LAYANAN))]
    sebab: Annotated[str, Meta(min_length=3, max_length=500, pattern=r"\S")]


class Outage(Struct, frozen=True):
    """A line of the ledger."""

    gangguan_id: UUID
    mulai: datetime
    selesai: datetime
    layanan: tuple[str, ...]
    sebab: str
    dikonfirmasi: bool

    @classmethod
    def of(cls, one: Recorded) -> Outage:
        """As it is shown."""
        return cls(one.gangguan_id, one.mulai, one.selesai, one.layanan, one.sebab, one.state == "confirmed")


async def listed(work: Work, limit: int) -> list[Outage]:
    """The ledger, newest first: everybody may see what moves deadlines, and what is yet to be confirmed."""
    return [Outage.of(one) for one in await outages.newest(work, limit)]


async def record(work: Work, actor: Actor, command: RecordOutage) -> Outage:
    """By the operator; it moves nothing until it is confirmed."""
    if "operator" not in actor.peran:
        raise Refusal(NOT_OPERATOR)
    if not command.mulai < command.selesai <= work.now:
        raise Refusal(NOT_OVER)
    named = tuple(dict.fromkeys(command.layanan))
    made = Recorded(
        gangguan_id=new_id(), mulai=command.mulai, selesai=command.selesai, layanan=named, sebab=command.sebab,
        state="recorded",
    )  # fmt: skip
    await outages.insert(work, made, actor.id)
    await work.audit("outage.recorded", str(made.gangguan_id))
    begun = made.mulai.astimezone(work.zone)
    said = f"Gangguan {begun:%Y-%m-%d %H:%M} ({', '.join(named)}) menunggu konfirmasi Anda: {made.sebab}"
    told = Pesan(jenis="gangguan_dicatat", isi=said, tentang=str(made.gangguan_id), peran="pengelola_e_kinerja")
    await send(work, [told])
    return Outage.of(made)


async def confirm(work: Work, actor: Actor, gangguan_id: UUID) -> Outage:
    """By the pengelola e-kinerja; from now on it moves and excuses, also what ended before (decision 0009)."""
    person = await store.actor_person(work, actor.id)
    if "pengelola_e_kinerja" not in person.peran:
        raise Refusal(NOT_CONFIRMER)
    one = await outages.lock(work, gangguan_id)
    states.check("outage", one.state, "confirm")
    await outages.keep_confirmed(work, gangguan_id, actor.id)
    await work.record(confirmed(one), 1)
    days = local_days(one.mulai, one.selesai, work.zone)
    over = (day for day in days if day < work.today and work.packs.covers(work.tenant, day))
    await outages.arm_excusing(work, over)
    await work.audit("outage.confirmed", str(gangguan_id))
    return Outage.of(structs.replace(one, state="confirmed"))
