"""The second factor: time-based codes (RFC 6238) from the person's own telephone, each good once."""

from __future__ import annotations

import os
import time
from typing import Annotated, Any
from uuid import UUID

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.identity.domain import states
from services.identity.keys import Keys

WRONG_CODE = rule("identity.second_factor.wrong_code", 422, "Kode tidak cocok.", "kode")
GONE = rule("identity.account.gone", 404, "Akun ini sudah tidak ada.", source="implicit")

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
    row = await _account(work, actor.id)
    states.check("second_factor", _state_of(row), "enrol")
    secret = pyotp.random_base32()
    await work.run(
        "UPDATE account SET totp_secret = :secret, totp_step = 0 WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": actor.id, "secret": _wrap(keys.cipher, secret, actor.id)},
    )
    return Enrolment(
        secret, pyotp.TOTP(secret).provisioning_uri(name=row.login, issuer_name=f"e-Kinerja {work.tenant}")
    )


async def confirm(work: Work, keys: Keys, actor: Actor, command: Code) -> None:
    """The first code proves that the secret arrived."""
    row = await _account(work, actor.id)
    states.check("second_factor", _state_of(row), "confirm")
    if not await accepts(work, keys, row, command.kode):
        raise Refusal(WRONG_CODE)
    await work.run(
        "UPDATE account SET totp_confirmed = true WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": actor.id},
    )
    await work.audit("totp.enrolled", str(actor.id))


def _state_of(row: Any) -> str:
    if row.totp_confirmed:
        return "confirmed"
    return "none" if row.totp_secret is None else "enrolled"


async def accepts(work: Work, keys: Keys, row: Any, code: str) -> bool:
    """Whether a code is right now, and was not used before; using it uses it up."""
    secret = _unwrap(keys.cipher, row.totp_secret, row.account_id)
    now = int(time.time()) // _STEP
    for step in range(now - _WINDOW, now + _WINDOW + 1):
        if step > row.totp_step and pyotp.TOTP(secret).verify(code, for_time=step * _STEP):
            await work.run(
                "UPDATE account SET totp_step = :step WHERE tenant = :tenant AND account_id = :id",
                {"tenant": work.tenant, "id": row.account_id, "step": step},
            )
            return True
    return False


async def _account(work: Work, account_id: UUID) -> Any:
    row = await work.one(
        "SELECT account_id, login, totp_secret, totp_confirmed, totp_step FROM account"
        " WHERE tenant = :tenant AND account_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": account_id},
    )
    if row is None:
        raise Refusal(GONE)
    return row


def _wrap(cipher: AESGCM, secret: str, account: UUID) -> bytes:
    nonce = os.urandom(12)
    return nonce + cipher.encrypt(nonce, secret.encode(), account.bytes)


def _unwrap(cipher: AESGCM, wrapped: bytes, account: UUID) -> str:
    return cipher.decrypt(wrapped[:12], wrapped[12:], account.bytes).decode()
