"""The outage ledger: recorded by operations, confirmed by the pengelola e-kinerja (X8)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.activity import OutageConfirmed
from contracts.refusal import Refusal, rule
from kernel.outages import LAYANAN, Layanan, local_days
from services.activity import store
from services.activity.domain import states
from services.activity.store.messages import Pesan, send

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
NO_OUTAGE = rule("activity.outage.unknown", 404, "Gangguan tidak ditemukan.", source="implicit")

_ONE = """
SELECT gangguan_id, mulai, selesai, layanan, sebab,
    CASE WHEN dikonfirmasi_oleh IS NULL THEN 'recorded' ELSE 'confirmed' END AS state
FROM gangguan WHERE tenant = :tenant AND gangguan_id = :id FOR UPDATE
"""


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


async def listed(work: Work, limit: int) -> list[Outage]:
    """The ledger, newest first: whoever's deadlines it moves may see it, and what is yet to be confirmed."""
    rows = await work.all(
        "SELECT gangguan_id, mulai, selesai, layanan, sebab, dikonfirmasi_oleh IS NOT NULL AS dikonfirmasi"
        " FROM gangguan WHERE tenant = :tenant ORDER BY mulai DESC, gangguan_id LIMIT :limit",
        {"tenant": work.tenant, "limit": limit},
    )
    return [Outage(**dict(row._mapping) | {"layanan": tuple(row.layanan)}) for row in rows]


async def record(work: Work, actor: Actor, command: RecordOutage) -> Outage:
    """By the operator; it moves nothing until it is confirmed."""
    if "operator" not in actor.peran:
        raise Refusal(NOT_OPERATOR)
    if not command.mulai < command.selesai <= work.now:
        raise Refusal(NOT_OVER)
    named = tuple(dict.fromkeys(command.layanan))
    made = Outage(new_id(), command.mulai, command.selesai, named, command.sebab, False)
    await work.run(
        "INSERT INTO gangguan (tenant, gangguan_id, mulai, selesai, layanan, sebab, dicatat_oleh)"
        " VALUES (:tenant, :id, :mulai, :selesai, :layanan, :sebab, :actor)",
        {
            "tenant": work.tenant, "id": made.gangguan_id, "mulai": made.mulai, "selesai": made.selesai,
            "layanan": list(made.layanan), "sebab": made.sebab, "actor": actor.id,
        },
    )  # fmt: skip
    await work.audit("outage.recorded", str(made.gangguan_id))
    begun = made.mulai.astimezone(work.zone)
    said = f"Gangguan {begun:%Y-%m-%d %H:%M} ({', '.join(named)}) menunggu konfirmasi Anda: {made.sebab}"
    told = Pesan(jenis="gangguan_dicatat", isi=said, tentang=str(made.gangguan_id), peran="pengelola_e_kinerja")
    await send(work, [told])
    return made


async def confirm(work: Work, actor: Actor, gangguan_id: UUID) -> Outage:
    """By the pengelola e-kinerja; from now on it moves and excuses, also what ended before (decision 0009)."""
    person = await store.actor_person(work, actor.id)
    if "pengelola_e_kinerja" not in person.peran:
        raise Refusal(NOT_CONFIRMER)
    values = {"tenant": work.tenant, "id": gangguan_id, "actor": actor.id}
    row = await work.one(_ONE, values)
    if row is None:
        raise Refusal(NO_OUTAGE)
    fields = dict(row._mapping) | {"layanan": tuple(row.layanan)}
    states.check("outage", fields.pop("state"), "confirm")
    await work.run(
        "UPDATE gangguan SET dikonfirmasi_oleh = :actor WHERE tenant = :tenant AND gangguan_id = :id", values
    )
    await work.record(OutageConfirmed(**fields), 1)
    days = local_days(row.mulai, row.selesai, work.zone)
    over = (day for day in days if day < work.today and work.packs.covers(work.tenant, day))
    await store.arm_excusing(work, over)
    await work.audit("outage.confirmed", str(gangguan_id))
    return Outage(**fields, dikonfirmasi=True)
