"""Signing in and accounts."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, JSONBody

from chassis.db import Who
from chassis.service import GivenActor, GivenRuntime, GivenWork
from contracts.refusal import Refusal, rule
from services.identity.commands import (
    account,
    admission,
    guard,
    session,
    totp,
)
from services.identity.queries import people

NO_TENANT = rule("identity.session.tenant", 422, "Pemda tidak dikenal.", "tenant", source="implicit")

OPEN = {"work": False, "open": True}


@post("/login", opt={"group": "penginputan", **OPEN, "refuses": "account session"}, status_code=200, security=[])
async def login(
    request: Request[Any, Any, Any], runtime: GivenRuntime, data: JSONBody[account.Login]
) -> session.Tokens:
    """Sign in with NIP and password."""
    if data.tenant not in runtime.packs.tenants():
        raise Refusal(NO_TENANT)
    state, started = request.app.state, time.monotonic()
    request.scope["state"]["tenant"] = data.tenant  # no token names it
    who = Who(tenant=data.tenant, actor="anonymous")
    async with runtime.database.work(who, read_only=True) as work:
        stored = await account.stored_hash(work, data)
    matches = await state.passwords.matches(stored, data.sandi)  # it takes its time: no transaction waits for it
    async with runtime.database.work(who) as work:
        answer = await account.login(work, state.signing, data, stored if matches else None, _address_of(request))
    if isinstance(answer, Refusal):
        account.watch_spraying(state.signing, data)
        await state.passwords.settle(started)
    return _or_raise(answer)


@post("/refresh", opt={"group": "penginputan", **OPEN, "refuses": "session"}, status_code=200, security=[])
async def refresh(
    request: Request[Any, Any, Any], runtime: GivenRuntime, data: JSONBody[session.Refresh]
) -> session.Tokens:
    """Trade a refresh token for a new pair of tokens; each works once."""
    asked = session.parts_of(data.refresh_token)
    if asked.tenant not in runtime.packs.tenants():
        raise Refusal(NO_TENANT, field="refresh_token")
    request.scope["state"]["tenant"] = asked.tenant
    async with runtime.database.work(Who(tenant=asked.tenant, actor="anonymous")) as work:
        answer = await session.refresh(work, request.app.state.signing, asked)
    return _or_raise(answer)


def _or_raise(answer: session.Tokens | Refusal) -> session.Tokens:
    """A counted failure must be committed before it is told."""
    if isinstance(answer, Refusal):
        raise answer
    return answer


@post("/logout", opt={"group": "penginputan", "idempotent": True, "limited": True}, status_code=204)
async def logout(work: GivenWork, actor: GivenActor) -> None:
    """End this session."""
    await session.logout(work, actor)


@get("/jwks", opt={"group": "pemeliharaan", **OPEN}, security=[])
async def jwks(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The public keys that verify access tokens (RFC 7517)."""
    found: dict[str, Any] = await request.app.state.signing.published()
    return found


@get("/me", opt={"group": "penginputan", "limited": True})
async def who_am_i(work: GivenWork, actor: GivenActor) -> people.Me:
    """The account that asks, with its person and roles."""
    return await people.me(work, actor)


@post("/password", opt={"group": "penginputan", "limited": True, "refuses": "account password"}, status_code=204)
async def change_password(
    request: Request[Any, Any, Any], runtime: GivenRuntime, work: GivenWork, actor: GivenActor,
    data: JSONBody[account.ChangePassword],
) -> None:  # fmt: skip
    """Change one's own password."""
    state = request.app.state
    await account.change_password(
        work, runtime.database, actor, state.signing, state.passwords, data, _address_of(request)
    )  # fmt: skip


def _address_of(request: Request[Any, Any, Any]) -> str:
    """Where a person asks from, as the gateway says."""
    return request.headers.get("x-ekinerja-address", "-")


@post(
    "/accounts/activate",
    opt={"group": "pemeliharaan", "idempotent": True, "refuses": "account person request"},
    status_code=200,
)
async def activate_accounts(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[admission.Activate]
) -> list[admission.FirstPassword]:
    """Activate accounts of one's own PD and hand out first passwords; asking again makes new ones."""
    return await admission.activate(work, actor, request.app.state.passwords, data)


@post(
    "/accounts/activate-administrators",
    opt={"group": "pemeliharaan", "idempotent": True, "refuses": "account person request"},
    status_code=200,
)
async def activate_administrators(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[admission.Activate]
) -> list[admission.FirstPassword]:
    """Activate accounts of administrators of a PD, as super administrator; the rest of a PD is theirs to activate."""
    return await admission.activate(work, actor, request.app.state.passwords, data, admission.ADMINISTRATORS)


@post("/accounts/block", status_code=204, opt={"group": "pemeliharaan", "refuses": "account person request"})
async def block_account(work: GivenWork, actor: GivenActor, data: JSONBody[guard.Block]) -> None:
    """Close an account at once and end its sessions; activating it opens it again."""
    await guard.block(work, actor, data)


@post(
    "/accounts/reset", opt={"group": "pemeliharaan", "idempotent": True, "refuses": "account request"}, status_code=200
)
async def reset_account(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[guard.Reset]
) -> admission.FirstPassword:
    """Open an account of nobody in the staffing data again: the Bupati's, an office's, an outsider's."""
    return await guard.reset(work, actor, request.app.state.passwords, data)


@post(
    "/accounts/external",
    opt={"group": "pemeliharaan", "idempotent": True, "refuses": "account external"},
    status_code=201,
)
async def admit_external(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[admission.AdmitExternal]
) -> admission.FirstPassword:
    """Open an account for somebody from outside, with the Bupati's approval and an end."""
    return await admission.admit_external(work, actor, request.app.state.passwords, data)


@get("/sessions", opt={"group": "pemeliharaan"})
async def list_sessions(work: GivenWork, actor: GivenActor) -> list[session.SessionView]:
    """One's own open sessions."""
    return await session.listed(work, actor)


@post(
    "/sessions/{sesi_id:uuid}/revoke",
    opt={"group": "pemeliharaan", "idempotent": True, "refuses": "session"},
    status_code=204,
)
async def revoke_session(work: GivenWork, actor: GivenActor, sesi_id: FromPath[UUID]) -> None:
    """End one of one's own sessions."""
    await session.revoke(work, actor, sesi_id)


@post(
    "/totp",
    opt={"group": "penginputan", "idempotent": True, "limited": True, "refuses": "account request second_factor"},
    status_code=201,
)
async def enrol_totp(request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor) -> totp.Enrolment:
    """Ask for a secret for one's authenticator; it counts once a code of it was given."""
    return await totp.enrol(work, request.app.state.signing, actor)


@post(
    "/totp/confirm",
    opt={"group": "penginputan", "limited": True, "refuses": "account request second_factor"},
    status_code=204,
)
async def confirm_totp(
    request: Request[Any, Any, Any], work: GivenWork, actor: GivenActor, data: JSONBody[totp.Code]
) -> None:
    """Give the first code; from now on signing in asks for one."""
    await totp.confirm(work, request.app.state.signing, actor, data)


@post(
    "/totp/recovery",
    opt={"group": "penginputan", "idempotent": True, "refuses": "account request second_factor"},
    status_code=200,
)
async def make_recovery_codes(work: GivenWork, actor: GivenActor) -> totp.RecoveryCodes:
    """Ten codes that open the account once each when the telephone is gone; shown once, those of before are void."""
    return await totp.make_recovery(work, actor)


@post("/keys/rotate", opt={"group": "pemeliharaan", "idempotent": True}, status_code=200)
async def rotate_keys(request: Request[Any, Any, Any], work: GivenWork) -> dict[str, str]:
    """Sign with a fresh key from now on; tokens signed before stay good until they end."""
    await work.audit("keys.rotated", "signing_key")
    return {"kid": await request.app.state.signing.rotate()}


ROUTES = [
    login, refresh, logout, jwks, who_am_i, change_password, activate_accounts, activate_administrators,
    admit_external, block_account, reset_account, list_sessions, revoke_session, enrol_totp, confirm_totp,
    make_recovery_codes, rotate_keys,
]  # fmt: skip
