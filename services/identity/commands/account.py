"""Signing in and the own password."""

from __future__ import annotations

import asyncio
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Meta, Struct
from msgspec.structs import replace

from chassis.auth import Actor
from chassis.cells import nip_of
from chassis.db import Database, Work
from contracts.refusal import Refusal, rule
from services.identity import store
from services.identity.commands import totp
from services.identity.commands.session import Tokens, open_session
from services.identity.commands.tries import SPRAYING, Tries
from services.identity.domain import states
from services.identity.domain.password import check_password
from services.identity.keys import Keys
from services.identity.policy import IdentityPolicy, PasswordProfile
from services.identity.store import passwords as kept
from services.identity.store.settling import settle
from services.identity.store.standing import why_shut

NO_MATCH = rule("identity.session.no_match", 401, "NIP atau kata kunci tidak cocok.")
NO_CODE = rule("identity.session.code", 401, "Masukkan kode kedua (TOTP) yang berlaku.", "kode")
OLD_PASSWORD = rule("identity.account.old_password", 403, "Kata kunci lama tidak cocok.")
USED_BEFORE = rule(
    "identity.password.used_before", 422, "Kata kunci ini sudah pernah dipakai.", "baru", source="kebijakan"
)

_WRONG = Refusal(NO_MATCH)

Password = Annotated[str, Meta(min_length=1, max_length=200)]


class Passwords:
    """Argon2id in a pool of two threads: a rush of log-ins waits its turn instead of taking all cores.

    `refused_after`: seconds after which a refused log-in is answered, whatever was wrong with it.
    """

    def __init__(self, profile: str) -> None:
        cheap = profile != "production"
        self._cheap = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
        self._hasher = self._cheap if cheap else PasswordHasher()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="argon2")
        self.refused_after = 0.02 if cheap else 0.4
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    async def hash(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._hasher.hash, password)

    async def hash_random(self, password: str) -> str:
        """Of a first password of 72 random bits: nobody tries them all, so the cheap parameters are enough."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._cheap.hash, password)

    async def matches(self, stored: str | None, password: str) -> bool:
        """Takes as long for an account that does not exist as for one that does."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._matches, stored, password)

    async def settle(self, started: float) -> None:
        """Wait until a refusal of what `started` (time.monotonic) may be told: its time tells nothing either."""
        await asyncio.sleep(max(0.0, started + self.refused_after - time.monotonic()))

    def _matches(self, stored: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(stored or self._nobody, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


class Login(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sign in with NIP (or the name of a bootstrap account), password and, where enrolled, a code (KUAN P23(1)).

    A recovery code stands for one of the telephone, once.
    """

    tenant: Annotated[str, Meta(max_length=64)]
    nip: Annotated[str, Meta(max_length=64)]
    sandi: Password
    kode: Annotated[str, Meta(pattern=r"^(?:[0-9]{6}|[0-9]{5}-?[0-9]{5}-?[0-9]{5})$", max_length=17)] | None = None


async def stored_hash(work: Work, command: Login) -> str | None:
    """The hash of the password of the account that is named, None where there is no such account."""
    found = await kept.named(work, _name_of(command.nip))
    return found.password_hash if found else None


async def login(work: Work, keys: Keys, command: Login, matched: str | None, address: str) -> Tokens | Refusal:
    """Tokens, or the one refusal that says nothing about which part was wrong; failures are counted either way.

    `matched`: the hash that the password was compared with and fits, None where it does not fit.
    """
    name = _name_of(command.nip)
    if found := await kept.named(work, name):
        await settle(work, found.account_id)
    account = await kept.lock_named(work, name)
    if account is None:
        return _WRONG
    tries = Tries(keys, work, account.account_id, address)
    if await tries.must_wait():
        return _WRONG
    if matched is None or account.password_hash != matched:
        await tries.count_failure()
        return _WRONG
    if not states.takes("account", account.state, "sign_in"):
        return states.shut(account.state, await kept.last_role_ends(work, account.account_id))
    if refusal := await why_shut(work, account.account_id):
        return refusal
    if account.totp_confirmed and not (command.kode and await totp.opens(work, keys, account, command.kode)):
        if command.kode:
            await tries.count_failure()
        return Refusal(NO_CODE)
    await tries.succeeded()
    if _expired(work, account):
        await kept.keep_expired(work, account.account_id)
        account = replace(account, must_change=True)
    return await open_session(work, keys, account)


def watch_spraying(keys: Keys, command: Login) -> None:
    """Note a sign-in that failed: one password tried on many accounts raises an alarm."""
    SPRAYING.note(keys.mark("sandi", command.sandi), keys.mark("login", command.tenant, _name_of(command.nip)))


def _name_of(typed: str) -> str:
    """A NIP as it is printed on a card, in groups, is the same NIP; other names as they are."""
    digits = nip_of(typed)
    return digits if digits.isdecimal() else typed.strip()


def _expired(work: Work, account: kept.SigningIn) -> bool:
    profile = _profile(work)
    since = account.changed_at
    return bool(profile.max_days and since and work.now - since > timedelta(days=profile.max_days))


def _profile(work: Work) -> PasswordProfile:
    pack = work.law_of_today()
    return pack.section("identity", IdentityPolicy).password.value


class ChangePassword(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One's own password, under the profile of the Pemda."""

    lama: Password
    baru: Password


async def change_password(
    work: Work,
    database: Database,
    actor: Actor,
    keys: Keys,
    passwords: Passwords,
    command: ChangePassword,
    address: str,
) -> None:
    """Change it; other sessions end. A wrong old one is a failed log-in: five of them from one address wait there.

    The failure is counted in a transaction of its own, as the refusal undoes this one.
    """
    seen = await kept.own(work, actor.id)
    if not await passwords.matches(seen.password_hash if seen else None, command.lama):
        async with database.work(work.who) as counted:
            tries = Tries(keys, counted, actor.id, address)
            if await kept.own(counted, actor.id, lock=True) and not await tries.must_wait():
                await tries.count_failure()
        raise Refusal(OLD_PASSWORD)
    account = await kept.own(work, actor.id, lock=True)  # locked only now: who counts a failure needs it as well
    must_wait = await Tries(keys, work, actor.id, address).must_wait()
    if account is None or seen is None or account.password_hash != seen.password_hash or must_wait:
        raise Refusal(OLD_PASSWORD)
    old, profile = account.password_hash or "", _profile(work)
    check_password(command.baru, profile, account.login)
    await _check_history(work, actor, passwords, command.baru, old, profile)
    await kept.keep_changed(work, actor.id, old, await passwords.hash(command.baru))
    await store.end_sessions(work, actor.id, but=UUID(actor.session) if actor.session else None)
    await work.audit("password.changed", str(actor.id))


async def _check_history(
    work: Work, actor: Actor, passwords: Passwords, baru: str, present: str, profile: PasswordProfile
) -> None:
    former = await kept.former_hashes(work, actor.id, max(profile.history - 1, 0))
    for old in [present, *former]:
        if await passwords.matches(old, baru):
            raise Refusal(USED_BEFORE)
