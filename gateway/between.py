"""What the gateway and the process of the pages tell one another, in headers that no client sends or sees."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from typing import Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PRIVATE = b"x-ekinerja-"
# To the pages: the session's proof against forgery, a key for one answer, what has to be done before anything else.
PROOF, ENVELOPE, TO_DO, TENANT = "x-ekinerja-bukti", "x-ekinerja-amplop", "x-ekinerja-wajib", "x-ekinerja-tenant"
# To keep what was typed when its session ended: a key of that session's id, which opens nothing else.
KEEPING = "x-ekinerja-simpan"
ADDRESS, HOST, LOOK = "x-ekinerja-address", "x-ekinerja-host", "x-ekinerja-tampilan"
# To the gateway: what is to become of the session, sealed.
SESSION = "x-ekinerja-sesi"
_NONCE = 12
PROOF_BYTES = 32


class Tokens(msgspec.Struct, frozen=True):
    """What identity gives to who has signed in."""

    access_token: str
    refresh_token: str
    expires_in: int
    limited: str = ""


class Word(msgspec.Struct, frozen=True):
    """What is to become of the session: one is opened for `tenant`, its tokens are renewed, or it ends."""

    lakukan: Literal["buka", "perbarui", "akhiri"]
    tenant: str = ""
    tokens: Tokens | None = None


class BrokenSeal(Exception):
    """What claims to come from the pages was not sealed with the key of this request."""


S = TypeVar("S", bound=msgspec.Struct)


def seal(key: bytes, said: msgspec.Struct) -> str:
    """What only the holder of the key can have said; urlsafe base64."""
    nonce = os.urandom(_NONCE)
    return base64.urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, msgspec.json.encode(said), None)).decode()


def unseal(key: bytes, sealed: bytes, shape: type[S]) -> S:
    """BrokenSeal for anything that `seal` did not make with this key."""
    try:
        whole = base64.urlsafe_b64decode(sealed)
        return msgspec.json.decode(AESGCM(key).decrypt(whole[:_NONCE], whole[_NONCE:], None), type=shape)
    except (InvalidTag, binascii.Error, msgspec.DecodeError, ValueError) as err:
        raise BrokenSeal(type(err).__name__) from None


def masked(proof: bytes) -> str:
    """The proof as a form carries it, other letters each time: what is compressed with it tells nothing (BREACH)."""
    pad = os.urandom(len(proof))
    return base64.urlsafe_b64encode(pad + _xor(pad, proof)).decode()


def holds(given: str, proof: bytes) -> bool:
    """Whether what a form carried is the proof of this session."""
    try:
        whole = base64.urlsafe_b64decode(given.encode("ascii", "replace"))
    except (binascii.Error, ValueError):
        return False
    half = len(whole) // 2
    return (
        len(proof) == PROOF_BYTES
        and len(whole) == 2 * half
        and hmac.compare_digest(_xor(whole[:half], whole[half:]), proof)
    )


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
