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
from services.identity.commands import account, admission, career, reconciliation, role, session, staffing, totp
from services.identity.domain.role import check_role

Year = Annotated[int, QueryParameter(ge=2019, le=2100)]
OPEN = {"work": False, "open": True}


@post("/login", opt=OPEN, status_code=200, security=[])
async def login(
    request: Request[Any, Any, Any], runtime: GivenRuntime, data: JSONBody[account.Login]
) -> session.Tokens:
    """Sign in with NIP and password."""
    if data.tenant not in runtime.packs.tenants():
        raise lacking("Pemda tidak dikenal.", "implicit", "tenant")
    state = request.app.state
    async with runtime.database.work(Who(tenant=data.tenant, actor="anonymous")) as work:
        answer = await account.login(work, state.signing, state.passwords, data)
    return _or_raise(answer)


@post("/refresh", opt=OPEN, status_code=200, security=[])
async def refresh(
    request: Request[Any, Any, Any], runtime: GivenRuntime, data: JSONBody[session.Refresh]
) -> session.Tokens:
    """Trade a refresh token for a new pair of tokens; each works once."""
    tenant, sesi, secret = session.parts_of(data.refresh_token)
    if tenant not in runtime.packs.tenants():
        raise lacking("Pemda tidak dikenal.", "implicit", "refresh_token")
    async with runtime.database.work(Who(tenant=tenant, actor="anonymous")) as work:
        answer = await session.refresh(work, request.app.state.signing, sesi, secret)
    return _or_raise(answer)


def _or_raise(answer: session.Tokens | Refusal) -> session.Tokens:
    """A counted failure must be committed before it is told."""
    if isinstance(answer, Refusal):
        raise Refusal(answer.message, answer.pasal, answer.status, answer.field)
    return answer


@post("/logout", opt={"idempotent": True, "limited": True}, status_code=204)
async def logout(work: GivenWork, actor: GivenActor) -> None:
    """End this session."""
    await session.logout(work, actor)


@get("/jwks", opt=OPEN, security=[])
async def jwks(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The public keys that verify access tokens (RFC 7517)."""
    found: dict[str, Any] = await request.app.state.signing.published()
    return found


@get("/me", opt={"limited": True})
async def who_am_i(work: GivenWork, actor: GivenActor) -> queries.Me:
    """The account that asks, with its person and roles."""
    return await queries.me(work, actor)


@post("/password", opt={"limited": True}, status_code=204)
async def change_password(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[account.ChangePassword]
) -> None:
    """Change one's own password."""
    await account.change_password(work, actor, request.app.state.passwords, data)


@post("/accounts/activate", opt={"idempotent": True}, status_code=200)
async def activate_accounts(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[admission.Activate]
) -> list[admission.FirstPassword]:
    """Activate accounts of one's own PD and hand out first passwords; asking again makes new ones."""
    return await admission.activate(work, actor, request.app.state.passwords, data)


@post("/accounts/external", status_code=201)
async def admit_external(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[admission.AdmitExternal]
) -> admission.FirstPassword:
    """Open an account for somebody from outside, with the Bupati's approval and an end."""
    return await admission.admit_external(work, actor, request.app.state.passwords, data)


@get("/sessions")
async def list_sessions(work: GivenWork, actor: GivenActor) -> list[session.SessionView]:
    """One's own open sessions."""
    return await session.listed(work, actor)


@post("/sessions/{sesi_id:uuid}/revoke", opt={"idempotent": True}, status_code=204)
async def revoke_session(work: GivenWork, actor: GivenActor, sesi_id: FromPath[UUID]) -> None:
    """End one of one's own sessions."""
    await session.revoke(work, actor, sesi_id)


@post("/totp", opt={"idempotent": True, "limited": True}, status_code=201)
async def enrol_totp(request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor) -> totp.Enrolment:
    """Ask for a secret for one's authenticator; it counts once a code of it was given."""
    return await totp.enrol(work, request.app.state.signing, actor)


@post("/totp/confirm", opt={"limited": True}, status_code=204)
async def confirm_totp(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[totp.Code]
) -> None:
    """Give the first code; from now on signing in asks for one."""
    await totp.confirm(work, request.app.state.signing, actor, data)


@post("/keys/rotate", opt={"idempotent": True}, status_code=200)
async def rotate_keys(request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor) -> dict[str, str]:
    """Sign with a fresh key from now on; tokens signed before stay good until they end."""
    check_role(actor.peran, "operator", pasal="kebijakan")
    await work.audit("keys.rotated", "signing_key")
    return {"kid": await request.app.state.signing.rotate()}


@post("/imports", status_code=201)
async def prepare_import(request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor) -> staffing.Preview:
    """Upload a SIASN-shaped XLSX (the body itself) and see what it would change; nothing is written yet."""
    return await staffing.prepare(work, actor, request.scope["state"]["body"])


@post("/imports/{impor_id:uuid}/confirm", status_code=200)
async def confirm_import(work: GivenWork, actor: GivenActor, impor_id: FromPath[UUID]) -> staffing.Applied:
    """Apply a prepared import, as another person than the one who prepared it."""
    return await staffing.confirm(work, actor, impor_id)


@post("/reconciliations", status_code=201)
async def reconcile_year(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, tahun: Year
) -> reconciliation.Reconciliation:
    """Compare a SIASN file (the body itself) with the data of a year (KON P50(1))."""
    return await reconciliation.reconcile(work, actor, tahun, request.scope["state"]["body"])


@get("/reconciliations")
async def list_differences(work: GivenWork, actor: GivenActor, tahun: Year) -> list[reconciliation.Open]:
    """The differences of a year that are still open."""
    return await reconciliation.unresolved(work, actor, tahun)


@post("/reconciliations/resolve", status_code=204)
async def resolve_difference(work: GivenWork, actor: GivenActor, data: JSONBody[reconciliation.Resolve]) -> None:
    """Answer one difference."""
    await reconciliation.resolve(work, actor, data)


@post("/years/close", status_code=204)
async def close_year(work: GivenWork, actor: GivenActor, tahun: Year) -> None:
    """Close the data of a year, as Ka. BKPP/BKPSDM."""
    await reconciliation.close_year(work, actor, tahun)


@post("/unit-reports", opt={"idempotent": True}, status_code=204)
async def report_unit(work: GivenWork, actor: GivenActor, tahun: Year) -> None:
    """Report, as head of a PD, that its data is the latest (KON P50(2))."""
    await reconciliation.report_unit(work, actor, tahun)


@get("/unit-reports")
async def list_unit_reports(work: GivenWork, actor: GivenActor, tahun: Year) -> reconciliation.Submitted:
    """Which PD have reported."""
    return await reconciliation.unit_reports(work, actor, tahun)


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
async def list_calendar(work: GivenWork, tahun: Year) -> list[queries.HariLibur]:
    """The days off of a year."""
    return await queries.calendar(work, tahun)


ROUTES = [
    login, refresh, logout, jwks, who_am_i, change_password, activate_accounts, admit_external, list_sessions,
    revoke_session, enrol_totp, confirm_totp, rotate_keys, prepare_import, confirm_import, reconcile_year,
    list_differences, resolve_difference, close_year, report_unit, list_unit_reports, grant_roles, revoke_role,
    set_penilai, delegate_post, set_status, place_pegawai, list_pegawai, list_calendar,
]  # fmt: skip
