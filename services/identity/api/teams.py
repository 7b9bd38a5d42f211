"""The Tim Penilai Kinerja."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.service import GivenActor, GivenWork
from services.identity.commands import team
from services.identity.queries import teams


@post("/teams", status_code=201)
async def form_team(work: GivenWork, actor: GivenActor, data: JSONBody[team.FormTeam]) -> team.Formed:
    """Form the Tim Penilai Kinerja, or the next one, by Keputusan Bupati (KON P36)."""
    return await team.form(work, actor, data)


@post("/teams/{tim_id:uuid}/replacements", status_code=200)
async def replace_team_member(
    work: GivenWork, actor: GivenActor, tim_id: FromPath[UUID], data: JSONBody[team.ReplaceMember]
) -> team.Formed:
    """Put somebody in a member's place for the rest of the term."""
    return await team.replace(work, actor, tim_id, data)


@get("/teams")
async def list_teams(work: GivenWork) -> list[teams.TeamView]:
    """The teams, with their members and terms."""
    return await teams.teams(work)


ROUTES = [form_team, replace_team_member, list_teams]
