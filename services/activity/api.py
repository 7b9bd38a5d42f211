"""The HTTP side of activity."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis.edge import fingerprint, key_of, usable_key
from chassis.hot import Asked, HotRoute, Told
from chassis.service import GivenActor, GivenWork, Runtime
from contracts.refusal import Refusal
from services.activity import commands, queries
from services.activity.entry.command import EnterActivity, EnteredActivity
from services.activity.entry.entries import Entries

Limit = Annotated[int, QueryParameter(ge=1, le=500)]
Month = Annotated[str, QueryParameter(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", max_length=7)]


@post("/activities", opt={"work": False}, status_code=201)
async def enter_activity(
    request: Request[Any, Any, Any], data: JSONBody[EnterActivity], actor: GivenActor
) -> Response[EnteredActivity]:
    """Enter one daily activity of one's own (KUAN P23(1), P18(a)). Needs an Idempotency-Key."""
    key = key_of(request.scope)
    if not usable_key(key):
        raise Refusal("Sertakan Idempotency-Key (8-128 karakter).", "implicit", 422, "Idempotency-Key")
    mark = fingerprint(request.scope, request.scope["state"]["body"])
    told = await _enter(request.app.state.runtime, Asked(actor, key or "", mark, data))
    headers = {"idempotent-replay": "true"} if told.replayed else None
    answer: Response[Any] = Response(told.body, media_type="application/json", headers=headers, status_code=told.status)
    return answer


async def _enter(runtime: Runtime, asked: Asked) -> Told:
    entries: Entries = runtime.app.state.entries
    return await entries.enter(asked)


@get("/activities")
async def list_my_activities(work: GivenWork, actor: GivenActor, periode: Month) -> list[queries.ActivityView]:
    """One's own entries of a month."""
    return await queries.mine(work, actor, periode)


@get("/butir")
async def list_my_butir(work: GivenWork, actor: GivenActor, tanggal: FromQuery[date]) -> list[queries.ButirView]:
    """The kinerja utama and tambahan one may report on, on a date."""
    return await queries.my_butir(work, actor, tanggal)


@post("/queue", opt={"idempotent": True}, status_code=200)
async def open_queue(
    work: GivenWork, actor: GivenActor, asn_id: FromQuery[UUID | None] = None, limit: Limit = 200
) -> list[queries.ActivityView]:
    """Open the entries that wait for the actor as penilai. Opening leaves a view receipt (KUAN P23(7))."""
    waiting = await queries.queue(work, actor, asn_id, limit)
    await commands.mark_viewed(work, [view.activity_id for view in waiting])
    return waiting


@post("/verify", status_code=200)
async def verify_activities(
    work: GivenWork, actor: GivenActor, data: JSONBody[commands.VerifyActivities]
) -> commands.Verified:
    """Approve entries of one's subordinates, all or none (KUAN P17(b))."""
    return await commands.verify(work, actor, data)


@post("/activities/{activity_id:uuid}/reject", status_code=200)
async def reject_activity(
    work: GivenWork,
    actor: GivenActor,
    activity_id: FromPath[UUID],
    data: JSONBody[commands.RejectActivity],
) -> commands.Rejected:
    """Withhold approval of an entry, with the reason (KUAN P23(8))."""
    return await commands.reject(work, actor, activity_id, data)


ROUTES = [enter_activity, list_my_activities, list_my_butir, open_queue, verify_activities, reject_activity]
HOT = [HotRoute("/activities", EnterActivity, _enter)]
