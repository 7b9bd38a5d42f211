"""Accounts: signing in, staying in, leaving, activating, changing the password."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal, forbidden, lacking
from services.identity import store
from services.identity.domain import role
from services.identity.keys import ACCESS_SECONDS, Keys

SESSION = timedelta(hours=12)
LOCK_AFTER = 5
LOCK_FOR = timedelta(minutes=5)
MIN_PASSWORD = 15
SYSTEM_ROLES = frozenset({"operator", "bupati"})
_WRONG = Refusal("NIP atau kata kunci tidak cocok.", "23(1)", 401)

Password = Annotated[str, Meta(min_length=1, max_length=200)]


class Passwords:
    """Argon2id in a pool of two threads: a rush of log-ins waits its turn instead of taking all cores."""

    def __init__(self, profile: str) -> None:
        cheap = profile != "production"
        self._hasher = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1) if cheap else PasswordHasher()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="argon2")
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    async def hash(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._hasher.hash, password)

    async def matches(self, stored: str | None, password: str) -> bool:
        """Takes as long for an account that does not exist as for one that does."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._matches, stored, password)

    def _matches(self, stored: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(stored or self._nobody, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


class Login(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sign in with NIP (or the name of a bootstrap account) and password (KUAN P23(1))."""

    tenant: Annotated[str, Meta(max_length=64)]
    nip: Annotated[str, Meta(max_length=64)]
    sandi: Password


class Tokens(Struct, frozen=True):
    """An access token for five minutes and a refresh token that works once."""

    access_token: str
    refresh_token: str
    expires_in: int
    account_id: UUID
    must_change: bool


async def login(work: Work, keys: Keys, passwords: Passwords, command: Login) -> Tokens | Refusal:
    """Tokens, or the one refusal that says nothing about which part was wrong; failures are counted either way."""
    row = await work.one(
        "SELECT account_id, state, password_hash, must_change, failures, locked_until FROM account"
        " WHERE tenant = :tenant AND login = :login FOR UPDATE",
        {"tenant": work.tenant, "login": command.nip},
    )
    matches = await passwords.matches(row.password_hash if row else None, command.sandi)
    if row is None:
        return _WRONG
    if row.locked_until and row.locked_until > work.now:
        return _WRONG
    if not matches:
        await _count_failure(work, row)
        return _WRONG
    if row.state != "active":
        return Refusal("Akun belum aktif: data belum tervalidasi pada SIASN atau akun ditutup.", "11(5)", 403)
    await work.run(
        "UPDATE account SET failures = 0, locked_until = NULL WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": row.account_id},
    )
    return await _open(work, keys, row.account_id, row.must_change)


async def _count_failure(work: Work, row: Any) -> None:
    failures = row.failures + 1
    locked = work.now + LOCK_FOR if failures % LOCK_AFTER == 0 else None
    await work.run(
        "UPDATE account SET failures = :failures, locked_until = coalesce(:locked, locked_until)"
        " WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": row.account_id, "failures": failures, "locked": locked},
    )


async def _open(work: Work, keys: Keys, account_id: UUID, must_change: bool) -> Tokens:
    session, token = new_id(), secrets.token_urlsafe(32)
    await work.run(
        "INSERT INTO sesi (tenant, sesi_id, account_id, token_hash, opened_at, expires_at)"
        " VALUES (:tenant, :sesi, :account, :hash, :now, :expires)",
        {
            "tenant": work.tenant, "sesi": session, "account": account_id, "hash": _digest(token),
            "now": work.now, "expires": work.now + SESSION,
        },
    )  # fmt: skip
    return await _tokens(work, keys, account_id, session, token, must_change)


async def _tokens(work: Work, keys: Keys, account_id: UUID, session: UUID, token: str, change: bool) -> Tokens:
    held = await store.roles_of(work, account_id)
    access = keys.access_token(work.tenant, account_id, session, sorted(held & SYSTEM_ROLES))
    return Tokens(access, f"{work.tenant}.{session}.{token}", ACCESS_SECONDS, account_id, change)


class Refresh(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trade a refresh token for a new pair."""

    refresh_token: Annotated[str, Meta(max_length=300)]


def parts_of(token: str) -> tuple[str, UUID, str]:
    """Tenant, session and secret of a refresh token; Refusal 401 when it is not one."""
    try:
        tenant, session, secret = token.split(".")
        return tenant, UUID(session), secret
    except ValueError:
        raise Refusal("Sesi tidak sah; silakan masuk lagi.", "23(1)", 401) from None


async def refresh(work: Work, keys: Keys, session: UUID, secret: str) -> Tokens | Refusal:
    """Rotate; a token used a second time ends the session, for one of the two who held it is a thief."""
    row = await work.one(
        "SELECT s.account_id, s.token_hash, s.expires_at, s.revoked_at, a.state, a.must_change FROM sesi s"
        " JOIN account a ON a.tenant = s.tenant AND a.account_id = s.account_id"
        " WHERE s.tenant = :tenant AND s.sesi_id = :sesi FOR UPDATE OF s",
        {"tenant": work.tenant, "sesi": session},
    )
    if row is None or row.revoked_at or row.expires_at <= work.now or row.state != "active":
        return Refusal("Sesi sudah berakhir; silakan masuk lagi.", "23(1)", 401)
    if not secrets.compare_digest(row.token_hash, _digest(secret)):
        await _revoke(work, session, work.now)
        await work.audit("session.reused", str(session))
        return Refusal("Sesi ditutup karena tokennya dipakai dua kali; silakan masuk lagi.", "26(1)", 401)
    token = secrets.token_urlsafe(32)
    await work.run(
        "UPDATE sesi SET token_hash = :hash WHERE tenant = :tenant AND sesi_id = :sesi",
        {"tenant": work.tenant, "sesi": session, "hash": _digest(token)},
    )
    return await _tokens(work, keys, row.account_id, session, token, row.must_change)


async def logout(work: Work, actor: Actor) -> None:
    """End the session the access token came from."""
    if actor.session:
        await _revoke(work, UUID(actor.session), work.now)


async def _revoke(work: Work, session: UUID, now: datetime) -> None:
    await work.run(
        "UPDATE sesi SET revoked_at = :now WHERE tenant = :tenant AND sesi_id = :sesi AND revoked_at IS NULL",
        {"tenant": work.tenant, "sesi": session, "now": now},
    )


class ChangePassword(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One's own password, at least 15 characters."""

    lama: Password
    baru: Password


async def change_password(work: Work, actor: Actor, passwords: Passwords, command: ChangePassword) -> None:
    row = await work.one(
        "SELECT password_hash FROM account WHERE tenant = :tenant AND account_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": actor.id},
    )
    if not await passwords.matches(row.password_hash if row else None, command.lama):
        raise forbidden("Kata kunci lama tidak cocok.", "23(1)")
    if len(command.baru) < MIN_PASSWORD:
        raise lacking(f"Kata kunci paling sedikit {MIN_PASSWORD} karakter.", "kebijakan", "baru")
    await work.run(
        "UPDATE account SET password_hash = :hash, must_change = false WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": actor.id, "hash": await passwords.hash(command.baru)},
    )
    await work.audit("password.changed", str(actor.id))


class Activate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Activate accounts of one's own PD; each gets a first password to hand over (section 5)."""

    nips: Annotated[tuple[str, ...], Meta(min_length=1, max_length=500)]


class FirstPassword(Struct, frozen=True):
    """Shown once, to be handed to the person."""

    nip: str
    sandi: str


async def activate(work: Work, actor: Actor, passwords: Passwords, command: Activate) -> list[FirstPassword]:
    """All or none: people of the actor's PD whose data is validated in SIASN (KUAN P11(5))."""
    held = await store.roles_of(work, actor.id)
    role.check_role(held, "admin_pd", "super_admin", pasal="1(23)")
    rows = await work.all(
        "SELECT p.asn_id, p.nip, p.opd, p.validated FROM pegawai p JOIN account a"
        " ON a.tenant = p.tenant AND a.account_id = p.asn_id"
        " WHERE p.tenant = :tenant AND p.nip = ANY(:nips) ORDER BY p.nip FOR UPDATE OF a",
        {"tenant": work.tenant, "nips": list(command.nips)},
    )
    found = {row.nip: row for row in rows}
    own = None if "super_admin" in held else await store.opd_of(work, actor.id)
    given = []
    for nip in command.nips:
        row = found.get(nip)
        if row is None or (own is not None and row.opd != own):
            raise forbidden("Hanya akun pegawai pada PD sendiri yang dapat diaktifkan.", "1(23)")
        if not row.validated:
            raise forbidden("Data pegawai belum tervalidasi pada SIASN.", "11(5)")
        given.append(FirstPassword(nip, secrets.token_urlsafe(9)))
    hashes = await asyncio.gather(*(passwords.hash(g.sandi) for g in given))
    await work.many(
        "UPDATE account SET state = 'active', password_hash = :hash, must_change = true, failures = 0"
        " WHERE tenant = :tenant AND account_id = :id",
        [{"tenant": work.tenant, "id": found[g.nip].asn_id, "hash": h} for g, h in zip(given, hashes, strict=True)],
    )
    for g in given:
        await work.audit("account.activated", str(found[g.nip].asn_id))
    return given


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
