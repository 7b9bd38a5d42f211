"""Help of the administrator of the PD: entries written for somebody, which wait for them (KUAN P16(b))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from litestar import get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from chassis.service import GivenActor, GivenWork
from services.activity.commands import assist, decide, helping
from services.activity.queries import entries

Id = FromPath[UUID]


@post("/assisted", status_code=201, opt={"group": "penginputan", "refuses": "entry help person request"})
async def enter_for_another(work: GivenWork, actor: GivenActor, data: JSONBody[assist.EnterFor]) -> decide.Decided:
    """Write an entry for somebody of the own PD; it counts once they confirm (KUAN P16(b))."""
    return await assist.enter_for(work, actor, data)


@get("/people/{asn_id:uuid}/butir", opt={"group": "pemanfaatan", "refuses": "help person"})
async def list_butir_of(
    work: GivenWork, actor: GivenActor, asn_id: Id, tanggal: FromQuery[date]
) -> list[entries.ButirView]:
    """The kinerja that somebody of the own PD may report on, for the administrator who writes it (KUAN P16(b))."""
    await helping.check_help(work, actor, asn_id, tanggal)
    return await entries.butir_on(work, asn_id, tanggal)


@put(
    "/assisted/{activity_id:uuid}",
    status_code=200,
    opt={"group": "pemutakhiran", "refuses": "entry help month not_now person request"},
)
async def change_for_another(
    work: GivenWork, actor: GivenActor, activity_id: Id, data: JSONBody[helping.ChangeFor]
) -> decide.Decided:
    """Change a pending entry of somebody of the own PD; they confirm it or get their own back (KUAN P16(b))."""
    return await helping.change_for(work, actor, activity_id, data)


@post(
    "/activities/{activity_id:uuid}/confirm",
    status_code=200,
    opt={"group": "penginputan", "refuses": "entry month not_now person"},
)
async def confirm_activity(
    work: GivenWork, actor: GivenActor, activity_id: Id, data: JSONBody[assist.ConfirmActivity]
) -> decide.Decided:
    """Stand in for what the administrator wrote; the clock starts."""
    return await assist.confirm(work, actor, activity_id, data)


@post(
    "/activities/{activity_id:uuid}/discard",
    status_code=200,
    opt={"group": "penginputan", "refuses": "entry not_now person request"},
)
async def discard_activity(work: GivenWork, actor: GivenActor, activity_id: Id) -> decide.Decided:
    """Not stand in for it; nothing of it counts."""
    return await assist.discard(work, actor, activity_id)


@post("/assisted/confirm", status_code=200, opt={"group": "penginputan", "refuses": "entry month not_now person"})
async def confirm_assisted(
    work: GivenWork, actor: GivenActor, data: JSONBody[assist.ConfirmActivities]
) -> assist.Confirmed:
    """Stand in for several entries that the administrator wrote; all or none."""
    return await assist.confirm_all(work, actor, data)


ROUTES = [
    enter_for_another, list_butir_of, change_for_another, confirm_activity, discard_activity, confirm_assisted,
]  # fmt: skip
