"""The HTTP side of identity."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis.db import Who
from chassis.service import GivenActor, GivenRuntime, GivenWork
from contracts.refusal import Refusal, lacking
from services.identity import queries
from services.identity.commands import account, career, role, staffing

OPEN = {"work": False, "open": True}


@post("/login", opt=OPEN, status_code=200, security=[])
async def login(
    request: Request[Any, Any, Any], runtime: GivenRuntime, data: JSONBody[account.Login]
) -> account.Tokens:
    """Sign in with NIP and password."""
    if data.tenant not in runtime.packs.tenants():
        raise lacking("Pemda tidak dikenal.", "implicit", "tenant")
    state = request.app.state
    async with runtime.database.work(Who(tenant=data.tenant, actor="anonymous")) as work:
        answer = await account.login(work, state.signing, state.passwords, data)
    return _or_raise(answer)


@post("/refresh", opt=OPEN, status_code=200, security=[])
async def refresh(
    request: Request[Any, Any, Any], runtime: GivenRuntime, data: JSONBody[account.Refresh]
) -> account.Tokens:
    """Trade a refresh token for a new pair of tokens; each works once."""
    tenant, session, secret = account.parts_of(data.refresh_token)
    if tenant not in runtime.packs.tenants():
        raise lacking("Pemda tidak dikenal.", "implicit", "refresh_token")
    async with runtime.database.work(Who(tenant=tenant, actor="anonymous")) as work:
        answer = await account.refresh(work, request.app.state.signing, session, secret)
    return _or_raise(answer)


def _or_raise(answer: account.Tokens | Refusal) -> account.Tokens:
    """A counted failure must be committed before it is told."""
    if isinstance(answer, Refusal):
        raise Refusal(answer.message, answer.pasal, answer.status)
    return answer


@post("/logout", opt={"idempotent": True}, status_code=204)
async def logout(work: GivenWork, actor: GivenActor) -> None:
    """End this session."""
    await account.logout(work, actor)


@get("/jwks", opt=OPEN, security=[])
async def jwks(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The public keys that verify access tokens (RFC 7517)."""
    found: dict[str, Any] = await request.app.state.signing.published()
    return found


@get("/me")
async def who_am_i(work: GivenWork, actor: GivenActor) -> queries.Me:
    """The account that asks, with its person and roles."""
    return await queries.me(work, actor)


@post("/password", status_code=204)
async def change_password(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[account.ChangePassword]
) -> None:
    """Change one's own password."""
    await account.change_password(work, actor, request.app.state.passwords, data)


@post("/accounts/activate", opt={"idempotent": True}, status_code=200)
async def activate_accounts(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[account.Activate]
) -> list[account.FirstPassword]:
    """Activate accounts of one's own PD and hand out first passwords; asking again makes new ones."""
    return await account.activate(work, actor, request.app.state.passwords, data)


@post("/imports", status_code=201)
async def prepare_import(request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor) -> staffing.Preview:
    """Upload a SIASN-shaped XLSX (the body itself) and see what it would change; nothing is written yet."""
    return await staffing.prepare(work, actor, request.scope["state"]["body"])


@post("/imports/{impor_id:uuid}/confirm", status_code=200)
async def confirm_import(work: GivenWork, actor: GivenActor, impor_id: FromPath[UUID]) -> staffing.Applied:
    """Apply a prepared import, as another person than the one who prepared it."""
    return await staffing.confirm(work, actor, impor_id)


@post("/roles", status_code=200)
async def grant_roles(work: GivenWork, actor: GivenActor, data: JSONBody[role.GrantRoles]) -> role.Granted:
    """Grant roles against a decree."""
    return await role.grant(work, actor, data)


@post("/roles/revoke", status_code=204)
async def revoke_role(work: GivenWork, actor: GivenActor, data: JSONBody[role.RevokeRole]) -> None:
    """End a role at once."""
    await role.revoke(work, actor, data)


@post("/penilai", status_code=200)
async def set_penilai(work: GivenWork, actor: GivenActor, data: JSONBody[career.SetPenilai]) -> career.Told:
    """Record who is a person's pejabat penilai from a date on."""
    return await career.set_penilai(work, actor, data)


@post("/delegations", status_code=200)
async def delegate_post(work: GivenWork, actor: GivenActor, data: JSONBody[career.Delegate]) -> career.Told:
    """Record a Plt or Plh with its dates."""
    return await career.delegate(work, actor, data)


@post("/statuses", status_code=200)
async def set_status(work: GivenWork, actor: GivenActor, data: JSONBody[career.SetStatus]) -> career.Told:
    """Record a status: leave, study, dismissal, retirement, with its dates."""
    return await career.set_status(work, actor, data)


@post("/placements", status_code=200)
async def place_pegawai(work: GivenWork, actor: GivenActor, data: JSONBody[career.Place]) -> career.Told:
    """Record the post a person holds from a date on."""
    return await career.place(work, actor, data)


@get("/pegawai")
async def list_pegawai(
    work: GivenWork, actor: GivenActor, opd: FromQuery[str | None] = None
) -> list[queries.PegawaiView]:
    """The roster of an OPD."""
    return await queries.roster(work, actor, opd)


@get("/calendar")
async def list_calendar(
    work: GivenWork, tahun: Annotated[int, QueryParameter(ge=2019, le=2100)]
) -> list[queries.HariLibur]:
    """The days off of a year."""
    return await queries.calendar(work, tahun)


ROUTES = [
    login, refresh, logout, jwks, who_am_i, change_password, activate_accounts, prepare_import, confirm_import,
    grant_roles, revoke_role, set_penilai, delegate_post, set_status, place_pegawai, list_pegawai, list_calendar,
]  # fmt: skip
