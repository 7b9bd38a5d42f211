"""The Tim Penilai Kinerja, and who may be asked about somebody's behaviour."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody

from chassis.service import GivenActor, GivenWork
from services.identity.commands import team
from services.identity.queries import raters, teams


@post("/teams", status_code=201, opt={"group": "pemanfaatan", "refuses": "role team"})
async def form_team(work: GivenWork, actor: GivenActor, data: JSONBody[team.FormTeam]) -> team.Formed:
    """Form the Tim Penilai Kinerja, or the next one, by Keputusan Bupati (KON P36)."""
    return await team.form(work, actor, data)


@post("/teams/{tim_id:uuid}/replacements", status_code=200, opt={"group": "pemanfaatan", "refuses": "role team"})
async def replace_team_member(
    work: GivenWork, actor: GivenActor, tim_id: FromPath[UUID], data: JSONBody[team.ReplaceMember]
) -> team.Formed:
    """Put somebody in a member's place for the rest of the term."""
    return await team.replace(work, actor, tim_id, data)


@get("/teams", opt={"group": "pemanfaatan"})
async def list_teams(work: GivenWork) -> list[teams.TeamView]:
    """The teams, with their members and terms."""
    return await teams.teams(work)


@get("/pegawai/{asn_id:uuid}/raters", opt={"group": "pemanfaatan", "refuses": "person rater"})
async def list_raters(
    work: GivenWork, actor: GivenActor, asn_id: FromPath[UUID], tanggal: FromQuery[date]
) -> raters.Raters:
    """A person's peers and direct subordinates on a day (KON P29(2-3))."""
    return await raters.raters(work, actor, asn_id, tanggal)


@post(
    "/pegawai/{asn_id:uuid}/raters/check",
    opt={"group": "pemanfaatan", "idempotent": True, "refuses": "person rater"},
    status_code=200,
)
async def check_raters(
    work: GivenWork, actor: GivenActor, asn_id: FromPath[UUID], data: JSONBody[raters.CheckRaters]
) -> raters.Raters:
    """Whether those named are peers and subordinates on that day; 422 names the first who is not."""
    return await raters.check(work, actor, asn_id, data)


ROUTES = [form_team, replace_team_member, list_teams, list_raters, check_raters]
