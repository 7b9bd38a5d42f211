"""A form that came too late for its session: what was typed is kept, sealed, in the sign-in page, and sent after it.

Kept is only what a form of ours says that carries the proof of that session; it is opened in the same browser, for the
same person, within half an hour, and holds no password and no file.
"""

from __future__ import annotations

import base64
import time

import msgspec

from gateway import between
from gateway.between import BrokenSeal
from gateway.pages.visit import Visit

MOST_BYTES = 64 << 10
SECONDS = 1800
FIELD = "_simpanan"
_SECRET = ("/masuk", "/keluar", "/akun/")


class Kept(msgspec.Struct, frozen=True):
    """What was typed, where to, by whom (the account's id), when."""

    path: str
    body: str
    akun: str
    at: float


def keep(visit: Visit) -> str:
    """What was sent, sealed; empty where it is not to be kept."""
    typed = visit.typed.get("_bukti", "").partition(".")
    is_ours = bool(visit.keeping) and between.holds(typed[0], visit.proof)
    if not is_ours or not visit.pairs or len(visit.body) > MOST_BYTES or visit.path.startswith(_SECRET):
        return ""
    body = visit.body.decode("utf-8", "replace")
    return between.seal(visit.keeping, Kept(visit.path, body, typed[2], time.time()))


def opened(visit: Visit, akun: str) -> Kept | None:
    """What the sign-in form carried, if it is of the one who has signed in now; None otherwise."""
    if not (sealed := visit.typed.get(FIELD, "")) or not visit.keeping:
        return None
    try:
        kept = between.unseal(visit.keeping, sealed.encode("ascii", "replace"), Kept)
    except BrokenSeal:
        return None
    return kept if kept.akun == akun and time.time() - kept.at <= SECONDS else None


def account_of(token: str) -> str:
    """The account's id in an access token, which the gateway has verified; empty where there is none."""
    parts = token.removeprefix("Bearer ").split(".")
    if len(parts) != 3:
        return ""
    try:
        claims = msgspec.json.decode(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, msgspec.DecodeError):
        return ""
    return str(claims.get("sub", "")) if isinstance(claims, dict) else ""
