"""The second factor: time-based codes (RFC 6238) from the person's own telephone, each good once."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from typing import Annotated
from uuid import UUID

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.identity.domain import states
from services.identity.keys import Keys
from services.identity.store import factor

WRONG_CODE = rule("identity.second_factor.wrong_code", 422, "Kode tidak cocok.", "kode")
GONE = rule("identity.account.gone", 404, "Akun ini sudah tidak ada.", source="implicit")

RECOVERY, DIGITS = 10, 6
_STEP = 30
_WINDOW = 1  # one step either side: a telephone's clock is not exact


class Enrolment(Struct, frozen=True):
    """Shown once: for the person's authenticator, as text or as a QR code of `uri`."""

    secret: str
    uri: str


class Code(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Six digits."""

    kode: Annotated[str, Meta(pattern=r"^[0-9]{6}$", max_length=6)]


async def enrol(work: Work, keys: Keys, actor: Actor) -> Enrolment:
    """A fresh secret; it counts once a code of it was given."""
    account = await _account(work, actor.id)
    states.check("second_factor", _state_of(account), "enrol")
    secret = pyotp.random_base32()
    await factor.keep_secret(work, actor.id, _wrap(keys.cipher, secret, actor.id))
    return Enrolment(
        secret, pyotp.TOTP(secret).provisioning_uri(name=account.login, issuer_name=f"e-Kinerja {work.tenant}")
    )


async def confirm(work: Work, keys: Keys, actor: Actor, command: Code) -> None:
    """The first code proves that the secret arrived."""
    account = await _account(work, actor.id)
    states.check("second_factor", _state_of(account), "confirm")
    if not await accepts(work, keys, account, command.kode):
        raise Refusal(WRONG_CODE)
    await factor.keep_confirmed(work, actor.id)
    await work.audit("totp.enrolled", str(actor.id))


class RecoveryCodes(Struct, frozen=True):
    """Shown once: each opens the account once in the place of a code of the telephone."""

    kode: tuple[str, ...]


async def make_recovery(work: Work, actor: Actor) -> RecoveryCodes:
    """Fresh recovery codes of one's second factor; those of before count no more."""
    account = await _account(work, actor.id)
    states.check("second_factor", "confirmed" if account.totp_confirmed else "none", "recover")
    assert account.totp_secret is not None
    codes = [f"{secrets.randbelow(10**15):015}" for _ in range(RECOVERY)]
    await factor.keep_recovery(work, actor.id, [_digest(account.totp_secret, code) for code in codes])
    await work.audit("totp.recovery_made", str(actor.id))
    return RecoveryCodes(tuple(f"{code[:5]}-{code[5:10]}-{code[10:]}" for code in codes))


def _digest(wrapped: bytes, code: str) -> bytes:
    """Of a recovery code together with the secret as it is kept: another secret makes every code void."""
    return hashlib.sha256(wrapped + code.encode()).digest()


async def _recovers(work: Work, account: factor.Enrolled, code: str) -> bool:
    if account.totp_secret is None:
        return False
    left = await factor.use_recovery(work, account.account_id, _digest(account.totp_secret, code.replace("-", "")))
    if left is None:
        return False
    await work.audit("totp.recovery_used", str(account.account_id), {"sisa": left})
    return True


def _state_of(account: factor.Factor) -> str:
    if account.totp_confirmed:
        return "confirmed"
    return "none" if account.totp_secret is None else "enrolled"


async def opens(work: Work, keys: Keys, account: factor.Enrolled, code: str) -> bool:
    """Whether a code opens the account: one of the telephone, or a recovery code that was not used."""
    if len(code) > DIGITS:
        return await _recovers(work, account, code)
    return await accepts(work, keys, account, code)


async def accepts(work: Work, keys: Keys, account: factor.Enrolled, code: str) -> bool:
    """Whether a code is right now, and was not used before; using it uses it up."""
    if account.totp_secret is None:
        return False
    secret = _unwrap(keys.cipher, account.totp_secret, account.account_id)
    now = int(time.time()) // _STEP
    for step in range(now - _WINDOW, now + _WINDOW + 1):
        if step > account.totp_step and pyotp.TOTP(secret).verify(code, for_time=step * _STEP):
            await factor.use_step(work, account.account_id, step)
            return True
    return False


async def _account(work: Work, account_id: UUID) -> factor.Factor:
    found = await factor.lock(work, account_id)
    if found is None:
        raise Refusal(GONE)
    return found


def _wrap(cipher: AESGCM, secret: str, account: UUID) -> bytes:
    nonce = os.urandom(12)
    return nonce + cipher.encrypt(nonce, secret.encode(), account.bytes)


def _unwrap(cipher: AESGCM, wrapped: bytes, account: UUID) -> str:
    return cipher.decrypt(wrapped[:12], wrapped[12:], account.bytes).decode()
