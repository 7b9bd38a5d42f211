"""Daily activities: entering and deciding."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from chassis.edge import fingerprint, key_of, usable_key
from chassis.fast.hot import Asked, HotRoute, Tell
from chassis.parameters import Limit, Month
from chassis.reading import MayPurpose, Purpose
from chassis.service import GivenActor, GivenWork, Runtime
from contracts.refusal import Refusal, rule
from services.activity.commands import amend, decide
from services.activity.entry.command import EnterActivity, EnteredActivity
from services.activity.entry.entries import Entries
from services.activity.queries import entries, overview, single
from services.activity.store import receipts

NO_KEY = rule(
    "activity.request.no_key", 422, "Sertakan Idempotency-Key (8-128 karakter).", "Idempotency-Key", source="implicit"
)

Id = FromPath[UUID]


@post("/activities", opt={"group": "penginputan", "work": False, "refuses": "entry request"}, status_code=201)
async def enter_activity(
    request: Request[Any, Any, Any], data: JSONBody[EnterActivity], actor: GivenActor
) -> Response[EnteredActivity]:
    """Enter one daily activity of one's own (KUAN P23(1), P18(a)). Needs an Idempotency-Key."""
    key = key_of(request.scope)
    if not usable_key(key):
        raise Refusal(NO_KEY)
    mark = fingerprint(request.scope, request.scope["state"]["body"])
    told = await _entries(request.app.state.runtime).enter(Asked(actor, key or "", mark, data))
    headers = {"idempotent-replay": "true"} if told.replayed else None
    answer: Response[Any] = Response(told.body, media_type="application/json", headers=headers, status_code=told.status)
    return answer


def _entries(runtime: Runtime) -> Entries:
    entries: Entries = runtime.app.state.entries
    return entries


def _put(runtime: Runtime, asked: Asked, tell: Tell) -> None:
    _entries(runtime).put(asked, tell)


@get("/activities", opt={"group": "penginputan"})
async def list_my_activities(
    work: GivenWork, actor: GivenActor, periode: Month, tanggal: FromQuery[date | None] = None
) -> list[entries.ActivityView]:
    """One's own entries of a month, or of one day of it: that is all that a telephone needs at the end of a day."""
    return await entries.of_month(work, actor.id, periode, tanggal)


@get("/butir", opt={"group": "penginputan"})
async def list_my_butir(work: GivenWork, actor: GivenActor, tanggal: FromQuery[date]) -> list[entries.ButirView]:
    """The kinerja utama and tambahan one may report on, on a date."""
    return await entries.my_butir(work, actor, tanggal)


@get("/subordinates", opt={"group": "penginputan"})
async def list_subordinates(work: GivenWork, actor: GivenActor) -> list[overview.SubordinateView]:
    """Whom one appraises, and how much of each waits until when; it shows no entry and is no look at one."""
    return await overview.subordinates(work, actor)


@post("/queue", opt={"group": "penginputan", "idempotent": True}, status_code=200)
async def open_queue(
    work: GivenWork, actor: GivenActor, asn_id: FromQuery[UUID | None] = None, limit: Limit = 200
) -> list[entries.ActivityView]:
    """Open the entries that wait for the actor as penilai. Opening leaves a view receipt (KUAN P23(7))."""
    waiting = await entries.queue(work, actor, asn_id, limit)
    await receipts.mark_viewed(work, actor, {view.activity_id: view.isi_versi for view in waiting})
    return waiting


@post("/verify", status_code=200, opt={"group": "penginputan", "refuses": "clock entry not_now"})
async def verify_activities(
    work: GivenWork, actor: GivenActor, data: JSONBody[decide.VerifyActivities]
) -> decide.Verified:
    """Approve entries of one's subordinates, all or none (KUAN P17(b))."""
    return await decide.verify(work, actor, data)


@post(
    "/activities/{activity_id:uuid}/reject",
    status_code=200,
    opt={"group": "penginputan", "refuses": "clock entry month not_now"},
)
async def reject_activity(
    work: GivenWork,
    actor: GivenActor,
    activity_id: FromPath[UUID],
    data: JSONBody[decide.RejectActivity],
) -> decide.Decided:
    """Withhold approval of an entry, with the reason (KUAN P23(8))."""
    return await decide.reject(work, actor, activity_id, data)


@post(
    "/activities/{activity_id:uuid}/reopen",
    status_code=200,
    opt={"group": "pemutakhiran", "refuses": "clock entry month not_now person reopen"},
)
async def reopen_activity(
    work: GivenWork, actor: GivenActor, activity_id: Id, data: JSONBody[decide.ReopenActivity]
) -> decide.Decided:
    """Take one's approval back before the month closes; a fresh clock runs."""
    return await decide.reopen(work, actor, activity_id, data)


@put(
    "/activities/{activity_id:uuid}",
    status_code=200,
    opt={"group": "pemutakhiran", "refuses": "clock entry month not_now person request"},
)
async def edit_activity(
    work: GivenWork, actor: GivenActor, activity_id: Id, data: JSONBody[amend.EditActivity]
) -> amend.Changed:
    """Change one's own pending entry, or send a withheld one again (KUAN P18(a)); `versi` is the one that was seen."""
    return await amend.edit(work, actor, activity_id, data)


@post(
    "/activities/{activity_id:uuid}/correct",
    status_code=200,
    opt={"group": "pemutakhiran", "refuses": "clock correct entry month not_now request"},
)
async def correct_activity(
    work: GivenWork, actor: GivenActor, activity_id: Id, data: JSONBody[amend.CorrectActivity]
) -> amend.Changed:
    """Correct and approve an entry as its penilai; both versions are kept (KUAN P17(c))."""
    return await amend.correct(work, actor, activity_id, data)


@get("/activities/{activity_id:uuid}/history", opt={"group": "pemanfaatan", "refuses": "entry person reading"})
async def show_history(
    work: GivenWork, actor: GivenActor, activity_id: Id, tujuan: MayPurpose = None
) -> list[single.VersionView]:
    """All that an entry ever said, the version that stands last; no look of the penilai, who opens it before."""
    return await single.history(work, actor, activity_id, tujuan)


@get("/people/{asn_id:uuid}/activities", opt={"group": "pemanfaatan", "refuses": "person reading"})
async def list_activities_of(
    work: GivenWork, actor: GivenActor, asn_id: Id, periode: Month, tujuan: Purpose
) -> list[entries.ActivityView]:
    """Another person's entries of a month; the purpose is kept. What waits for the reader stays closed: no look."""
    return await entries.of_another(work, actor, asn_id, periode, tujuan)


ROUTES = [
    enter_activity, list_my_activities, list_my_butir, list_subordinates, open_queue, verify_activities,
    reject_activity, reopen_activity, edit_activity, correct_activity, show_history, list_activities_of,
    ]  # fmt: skip
HOT = [HotRoute("/activities", EnterActivity, _put)]
