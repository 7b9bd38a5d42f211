"""Sessions of the Tim Penilai Kinerja (KON P35, P37)."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import session
from services.appraisal.commands.session import SessionState


@post("/sessions", status_code=201, opt={"refuses": "session"})
async def convene_session(work: GivenWork, actor: GivenActor, data: JSONBody[session.ConveneSession]) -> SessionState:
    """Call the Tim Penilai to a session; every member is invited (KON P37(1))."""
    return await session.convene(work, actor, data)


@post("/sessions/{sidang_id:uuid}/open", status_code=200, opt={"refuses": "session"})
async def open_session(
    work: GivenWork, actor: GivenActor, sidang_id: FromPath[UUID], data: JSONBody[session.OpenSession]
) -> SessionState:
    """Declare a session valid, as the chair, with who came (KON P37(2))."""
    return await session.open_session(work, actor, sidang_id, data)


@post("/sessions/{sidang_id:uuid}/considerations", status_code=201, opt={"refuses": "session"})
async def record_consideration(
    work: GivenWork, actor: GivenActor, sidang_id: FromPath[UUID], data: JSONBody[session.RecordConsideration]
) -> SessionState:
    """Record a consideration to the PPK about a person, as the secretary (KON P35(2))."""
    return await session.consider(work, actor, sidang_id, data)


@post("/sessions/{sidang_id:uuid}/minutes", status_code=200, opt={"refuses": "session"})
async def record_minutes(
    work: GivenWork, actor: GivenActor, sidang_id: FromPath[UUID], data: JSONBody[session.RecordMinutes]
) -> SessionState:
    """Write the minutes of a session, as the secretary."""
    return await session.record_minutes(work, actor, sidang_id, data)


@post("/sessions/{sidang_id:uuid}/propose", status_code=200, opt={"refuses": "session"})
async def propose_considerations(work: GivenWork, actor: GivenActor, sidang_id: FromPath[UUID]) -> SessionState:
    """Propose the considerations of a session to the PyB, as the chair (KON P35(1-2))."""
    return await session.propose(work, actor, sidang_id)


@get("/sessions")
async def list_sessions(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.SessionView]:
    """Sessions of a year with their considerations; outside the team only those that were proposed."""
    return await queries.sessions(work, actor, tahun)


ROUTES = [
    convene_session, open_session, record_consideration, record_minutes, propose_considerations, list_sessions,
]  # fmt: skip
