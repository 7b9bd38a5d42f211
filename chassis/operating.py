"""What the operator sees of a service and does about it: what waits, parked facts delivered again, a receipt traced.

Ids, kinds and times alone: no content of a fact, nobody's name. An operator is of one Pemda and sees what is its own.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from litestar import Request, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter
from msgspec import Meta, Struct

from chassis.db import Work
from chassis.replay import replay_subject
from chassis.runtime import Runtime
from chassis.service import GivenWork
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY, end_of

NOTHING = rule("operating.nothing_parked", 404, "Tidak ada fakta yang diparkir untuk ini.", source="implicit")
STILL = rule(
    "operating.still_fails", 409, "{delivered} terkirim, {left} masih gagal: {error}. Perbaiki sebabnya dahulu.",
    source="implicit",
)  # fmt: skip

REPLAYED = "parked.replayed"
MOST = 100
Receipt = Annotated[
    str, QueryParameter(pattern=r"^[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}(?:-?[0-9a-f]{4}){0,5}$", max_length=40)
]
_PARKED = """
SELECT topic, subject, min(type) AS jenis, min(reason) AS sebab, min(error) AS galat, count(*) AS banyak,
    min(parked_at) AS sejak FROM parked WHERE tenant = :tenant GROUP BY topic, subject ORDER BY min(id) LIMIT :most
"""
_DUE = """
SELECT kind AS jenis, count(*) AS banyak, count(*) FILTER (WHERE due_at <= :now) AS lewat, min(due_at) AS terdekat,
    max(attempts) AS percobaan FROM deadline WHERE tenant = :tenant GROUP BY kind ORDER BY min(due_at)
"""
_ACTS = """
SELECT at AS pada, act AS apa FROM audit WHERE tenant = :tenant AND at >= :dari AND at < :sampai
    AND starts_with(trace, :resi) ORDER BY at LIMIT :most
"""
_FACTS = """
SELECT recorded_at AS pada, type AS apa FROM outbox WHERE tenant = :tenant
    AND recorded_at >= :dari AND recorded_at < :sampai
    AND position(convert_to(:resi, 'UTF8') IN headers) > 0 ORDER BY id LIMIT :most
"""


class Parked(Struct, frozen=True):
    """Facts about one subject that could not be applied, the first of them and why; the rest is held behind it."""

    topic: str
    subject: str
    jenis: str
    sebab: str
    galat: str
    banyak: int
    sejak: datetime


class Due(Struct, frozen=True):
    """Deadlines of a kind: how many stand, how many of them are past and not done, the next of them."""

    jenis: str
    banyak: int
    lewat: int
    terdekat: datetime
    percobaan: int


class Standing(Struct, frozen=True):
    """What waits in a service: facts of others not read yet, the age in seconds of its oldest fact not sent."""

    belum_dibaca: int
    belum_terkirim_detik: float
    parkir: tuple[Parked, ...]
    tenggat: tuple[Due, ...]


class Replay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The subject whose parked facts are delivered again, on the topic on which they came."""

    topic: Annotated[str, Meta(min_length=1, max_length=200)]
    subject: Annotated[str, Meta(min_length=1, max_length=200)]


class Replayed(Struct, frozen=True):
    """How many were delivered; `lama`: of those, how many a later retelling had already told."""

    terkirim: int
    lama: int


class Step(Struct, frozen=True):
    """What happened under a receipt: an act that was noted, or a fact that was told."""

    pada: datetime
    jenis: str
    apa: str


def routes() -> list[Any]:
    """The operations of the operator, which every service has."""

    @get("/operations", opt={"group": "pemeliharaan"})
    async def show_operations(request: Request[Any, Any, Any], work: GivenWork) -> Standing:
        """What waits in this service: facts to read and to send, parked ones, deadlines."""
        return await standing(work, request.app.state.runtime)

    @post("/operations/replay", status_code=200, opt={"group": "pemeliharaan", "refuses": "operating"})
    async def replay_parked(request: Request[Any, Any, Any], work: GivenWork, data: JSONBody[Replay]) -> Replayed:
        """Deliver the parked facts of a subject again, in their order, once their cause is mended."""
        return await replayed(work, request.app.state.runtime, data)

    @get("/operations/trace", opt={"group": "pemeliharaan"})
    async def trace_receipt(work: GivenWork, resi: Receipt, tanggal: FromQuery[date]) -> list[Step]:
        """What happened in this service under the number of a receipt, on a day."""
        return await traced(work, resi.replace("-", ""), tanggal)

    return [show_operations, replay_parked, trace_receipt]


async def standing(work: Work, runtime: Runtime) -> Standing:
    """Of this Pemda what is parked and due; of the service what is unread and unsent."""
    values = {"tenant": work.tenant}
    parked = await work.all(_PARKED, {**values, "most": MOST})
    due = await work.all(_DUE, {**values, "now": work.now})
    return Standing(
        runtime.consumer.lag if runtime.consumer else 0, round(runtime.waiting.lag_seconds, 1),
        tuple(Parked(**row._mapping) for row in parked), tuple(Due(**row._mapping) for row in due),
    )  # fmt: skip


async def replayed(work: Work, runtime: Runtime, wanted: Replay) -> Replayed:
    """Refusal 404 where nothing is parked, 409 with the error of the first that still fails."""
    there = "SELECT count(*) AS n FROM parked WHERE tenant = :tenant AND topic = :topic AND subject = :subject"
    found = await work.one(there, {"tenant": work.tenant, "topic": wanted.topic, "subject": wanted.subject})
    if found is None or not found.n:
        raise Refusal(NOTHING)
    # a transaction of its own, as when the facts came; nothing is locked here meanwhile
    done = await replay_subject(runtime.inbox, runtime.service.name, work.tenant, wanted.topic, wanted.subject)
    if done.left:
        raise Refusal(STILL, delivered=done.delivered, left=done.left, error=done.error[:300])
    await work.audit(REPLAYED, wanted.subject, {"topic": wanted.topic, "jumlah": done.delivered})
    return Replayed(done.delivered, done.superseded)


async def traced(work: Work, resi: str, day: date) -> list[Step]:
    """Acts and facts of a day whose trace begins so, in the order of time."""
    span = {"dari": end_of(day - ONE_DAY, work.zone), "sampai": end_of(day, work.zone)}
    values = {"tenant": work.tenant, **span, "resi": resi, "most": MOST}
    acts = [Step(row.pada, "tindakan", row.apa) for row in await work.all(_ACTS, values)]
    facts = [Step(row.pada, "fakta", row.apa) for row in await work.all(_FACTS, values)]
    return sorted([*acts, *facts], key=lambda step: step.pada)
