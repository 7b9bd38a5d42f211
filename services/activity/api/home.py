"""Reads made for the pages of a person: the day and its counts, the home page, a month, one entry."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery

from chassis.parameters import Limit, Month
from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenWork
from services.activity.queries import entries, home, single
from services.activity.store import receipts

Id = FromPath[UUID]


@get("/glance", opt={"group": "penginputan", "refuses": "person"})
async def show_glance(work: GivenWork, actor: GivenActor) -> home.Sekilas:
    """The Pemda's day, its next working days, and how much waits for the actor."""
    return await home.glance(work, actor)


@get("/home", opt={"group": "penginputan", "refuses": "person"})
async def show_home(work: GivenWork, actor: GivenActor) -> home.Beranda:
    """One's own month so far, what waits for the penilai, and what is to be done oneself."""
    return await home.home(work, actor)


@get("/month", opt={"group": "penginputan", "refuses": "person"})
async def show_month(work: GivenWork, actor: GivenActor, periode: Month) -> home.Bulan:
    """One's own month, day by day."""
    return await home.month(work, actor, periode)


@get("/activities/{activity_id:uuid}", opt={"group": "penginputan", "refuses": "entry person reading"})
async def show_activity(
    work: GivenWork, actor: GivenActor, activity_id: Id, tujuan: MayPurpose = None
) -> entries.ActivityView:
    """One entry as it stands; no look of the penilai, who opens it before."""
    return await single.shown(work, actor, activity_id, tujuan)


@post(
    "/activities/{activity_id:uuid}/open",
    status_code=200,
    opt={"group": "penginputan", "idempotent": True, "refuses": "entry person reading"},
)
async def open_activity(
    work: GivenWork, actor: GivenActor, activity_id: Id, tujuan: MayPurpose = None
) -> single.OpenedActivity:
    """One entry with its evidence and all it ever said. Of its penilai it leaves a view receipt (KUAN P23(7))."""
    whole, theirs = await single.opened(work, actor, activity_id, tujuan)
    await receipts.mark_viewed(work, actor, theirs)
    return whole


@get("/queue", opt={"group": "penginputan"})
async def list_queue(
    work: GivenWork, actor: GivenActor, asn_id: FromQuery[UUID | None] = None, limit: Limit = 200
) -> list[entries.ActivityView]:
    """The entries that the actor has opened as penilai and that still wait; reading them again marks nothing."""
    return await entries.queue(work, actor, asn_id, limit, seen=True)


ROUTES = [show_glance, show_home, show_month, show_activity, open_activity, list_queue]
