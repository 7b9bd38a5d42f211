"""Sessions: opened at sign-in, carried on by a refresh token that works once, listed, ended."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime, timedelta
from typing import Annotated, NamedTuple
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import LEEWAY_SECONDS, Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from kernel.kalender import end_of
from services.identity import store
from services.identity.domain import states
from services.identity.domain.standing import Left
from services.identity.keys import ACCESS_SECONDS, Keys
from services.identity.policy import IdentityPolicy
from services.identity.store import sesi
from services.identity.store.first import close_first
from services.identity.store.sesi import Sesi, SignedIn
from services.identity.store.settling import next_change, settle
from services.identity.store.standing import archive_of, shut_today, standings

REUSED = rule("identity.session.reused", 401, "Sesi ditutup karena tokennya dipakai dua kali; silakan masuk lagi.")
ENDED = rule("identity.session.ended", 401, "Sesi sudah berakhir; silakan masuk lagi.")
NO_SUCH_SESSION = rule("identity.session.unknown", 404, "Sesi tidak ditemukan.", source="implicit")
NO_SESSION = rule("identity.session.invalid", 401, "Sesi tidak sah; silakan masuk lagi.")

SESSION = timedelta(hours=12)
# An answer that was lost is asked for again, and two tabs renew at once: so long the former token gets the same one.
REUSE = timedelta(seconds=30)
SYSTEM_ROLES = frozenset({"operator", "bupati", "super_admin"})  # of accounts that no other service knows as a person


class Tokens(Struct, frozen=True):
    """An access token for five minutes and a refresh token that works once (for 30 s more it gets the same successor).

    `limited`: empty, or what has to be done before the token opens more than a few routes: `sandi`, `totp`.
    """

    access_token: str
    refresh_token: str
    expires_in: int
    account_id: UUID
    must_change: bool
    limited: str


class Refresh(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trade a refresh token for a new pair."""

    refresh_token: Annotated[str, Meta(max_length=300)]


class SessionView(Struct, frozen=True):
    """One's own open session."""

    sesi_id: UUID
    opened_at: datetime
    expires_at: datetime
    ini: bool


async def open_session(work: Work, keys: Keys, account: SignedIn) -> Tokens:
    """A new session of an account whose password (and code) was right."""
    session = new_id()
    gone = (await standings(work, [account.account_id])).get(account.account_id)
    await sesi.keep_session(work, session, account.account_id, work.now + SESSION, gone.status if gone else "")
    return await _tokens(work, keys, account, session, 0)


async def _tokens(work: Work, keys: Keys, account: SignedIn, session: UUID, generation: int) -> Tokens:
    held = await store.roles_of(work, account.account_id)
    policy = work.law_of_today().section("identity", IdentityPolicy)
    needs_code = not account.totp_confirmed and await _needs_code(work, account.account_id, held, policy)
    limited = "sandi" if account.must_change else "totp" if needs_code else ""
    gone = (await standings(work, [account.account_id])).get(account.account_id)
    if not limited and not gone:
        await close_first(work, held)
    seconds = await _seconds(work, account.account_id, gone)
    system = [] if gone else sorted(held & SYSTEM_ROLES)
    access = keys.access_token(
        work.tenant, account.account_id, session, system, limited,
        seconds=seconds, archive=archive_of(gone) if gone else None,
    )  # fmt: skip
    refresh_token = f"{work.tenant}.{session}.{generation}.{_proof(keys, work.tenant, session, generation)}"
    return Tokens(access, refresh_token, seconds, account.account_id, account.must_change, limited)


async def _seconds(work: Work, account_id: UUID, gone: Left | None) -> int:
    """How long a token holds: not beyond the moment when something of the account begins or ends.

    The few seconds that a verifier gives clocks are taken off.
    """
    ends = [await next_change(work, account_id), end_of(gone.until, work.zone) if gone and gone.until else None]
    left = [int((at - work.now).total_seconds()) - LEEWAY_SECONDS for at in ends if at is not None]
    return max(min([ACCESS_SECONDS, *left]), 1)


async def _needs_code(work: Work, account_id: UUID, held: frozenset[str], policy: IdentityPolicy) -> bool:
    """Whether an account has to have a second factor: by a role it holds, or as a pejabat penilai."""
    wanted = set(policy.totp_roles.value)
    return bool(held & wanted) or ("penilai" in wanted and await store.is_penilai(work, account_id))


class Renewal(NamedTuple):
    """What a refresh token says: the `generation`-th of a session, with the proof that we made it."""

    tenant: str
    session: UUID
    generation: int
    proof: str


def _proof(keys: Keys, tenant: str, session: UUID, generation: int) -> str:
    return base64.urlsafe_b64encode(keys.mark("refresh", tenant, session, generation)).decode().rstrip("=")


def parts_of(token: str) -> Renewal:
    """What a refresh token says; Refusal 401 when it is not one."""
    try:
        tenant, session, generation, proof = token.split(".")
        return Renewal(tenant, UUID(session), int(generation[:9]), proof)
    except ValueError:
        raise Refusal(NO_SESSION) from None


async def refresh(work: Work, keys: Keys, asked: Renewal) -> Tokens | Refusal:
    """Rotate. A token of ours that was replaced more than 30 s ago ends the session: one of its two holders is a thief.

    What is no token of ours ends nothing.
    """
    owner = await sesi.owner_of(work, asked.session)
    if owner is not None:
        await settle(work, owner)
    held = await sesi.lock_session(work, asked.session)
    genuine = hmac.compare_digest(asked.proof.encode(), _proof(keys, *asked[:3]).encode())
    if held is None or not genuine or held.revoked_at or held.expires_at <= work.now or not _signs_in(held):
        return Refusal(ENDED)
    if await shut_today(work, held.account_id):
        return Refusal(ENDED)
    if asked.generation == held.generation:
        await sesi.rotate(work, asked.session, held.generation + 1)
        return await _tokens(work, keys, held, asked.session, held.generation + 1)
    if asked.generation == held.generation - 1 and held.rotated_at and work.now - held.rotated_at <= REUSE:
        return await _tokens(work, keys, held, asked.session, held.generation)
    await store.end_sessions(work, held.account_id, only=asked.session)
    await work.audit("session.reused", str(asked.session))
    return Refusal(REUSED)


def _signs_in(held: Sesi) -> bool:
    return states.takes("account", held.state, "sign_in")


async def logout(work: Work, actor: Actor) -> None:
    """End the session the access token came from."""
    if actor.session:
        await store.end_sessions(work, actor.id, only=UUID(actor.session))


async def listed(work: Work, actor: Actor) -> list[SessionView]:
    """One's open sessions, newest first."""
    found = await sesi.open_sessions(work, actor.id)
    return [SessionView(s.sesi_id, s.opened_at, s.expires_at, str(s.sesi_id) == actor.session) for s in found]


async def revoke(work: Work, actor: Actor, session: UUID) -> None:
    """End one of one's own sessions."""
    if not await store.end_sessions(work, actor.id, only=session):
        raise Refusal(NO_SUCH_SESSION)
    await work.audit("session.revoked", str(session))
