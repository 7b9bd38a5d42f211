"""The door to the pages: by cookie alone, forms only from our own pages; what the pages may say of a session.

The pages' process has no right and no key of its own. It is told the access token of the session, the proof that its
forms must carry, and for a form a key for this one answer; sealed with that it says what is to become of the session.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Hashable, MutableMapping
from typing import Any
from uuid import UUID

from chassis import telemetry
from gateway import between
from gateway.answer import Headers, Rejected, Scope, Send, header_of
from gateway.between import BrokenSeal, Word
from gateway.door import Door
from gateway.guard import SAFE
from gateway.routes import SIGN_IN
from gateway.session import Sessions, check_form_origin, cookie_of
from gateway.throttle import Throttle
from gateway.tokens import Tokens

LOOK = "tampilan"
LOOKS = frozenset({"terang", "gelap"})
_TAKEN_BACK = frozenset({b"authorization"})
_OF_PAGES = frozenset({b"set-cookie", b"content-security-policy"})


class Visit:
    """One request to the pages: who it counts for, the headers to add, and the key of its answer."""

    def __init__(self, who: Hashable, sid: str | None, headers: Headers, key: bytes) -> None:
        self.who = who
        self.sid = sid
        self.headers = headers
        self.key = key


class PageDoor:
    """Lets requests in to the pages and carries out what their answers say of the session."""

    def __init__(self, door: Door, sessions: Sessions, tokens: Tokens, forms: Throttle, *, secure: bool) -> None:
        self._door = door
        self._sessions = sessions
        self._tokens = tokens
        self._forms = forms
        self._secure = secure

    async def enter(self, scope: Scope) -> Visit:
        """Rejected 403 for a form of a stranger's page, 429 for too many; who is not known goes on as nobody."""
        is_form = scope["method"] not in SAFE
        if is_form:
            check_form_origin(scope, secure=self._secure)
        sid = self._sessions.sid_of(scope)
        actor, added = await self._known(sid)
        who = actor or self._door.address(scope)
        if actor is None or (is_form and scope["path"] in SIGN_IN):
            self._door.knock(scope)
        if actor is not None:
            self._door.count(actor)
        key = os.urandom(32)
        if is_form:
            self._forms.take(who)
            added.append((between.ENVELOPE, base64.urlsafe_b64encode(key).decode()))
            if sid is not None:
                keeping = base64.urlsafe_b64encode(self._sessions.keeping(sid)).decode()
                added.append((between.KEEPING, keeping))
        added += [(between.ADDRESS, self._door.address(scope)), (between.HOST, _host(scope))]
        if (look := cookie_of(header_of(scope, b"cookie") or b"", LOOK)) in LOOKS:
            added.append((between.LOOK, look))
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] not in _TAKEN_BACK]
        return Visit(who, sid, [(name.encode(), value.encode("latin-1")) for name, value in added], key)

    async def _known(self, sid: str | None) -> tuple[UUID | None, list[tuple[str, str]]]:
        """Whose session it is, and the headers that say so; None when there is none, or none any more."""
        if sid is None:
            return None, []
        proof = [(between.PROOF, self._sessions.proof(sid))]
        try:
            kept = await self._sessions.find(sid)
            actor = await self._tokens.actor(kept.access_token)
        except Rejected as rejected:
            if rejected.status != 401:
                raise
            return None, proof
        told = [("authorization", f"Bearer {kept.access_token}"), (between.TENANT, kept.tenant)]
        return actor.id, [*proof, *told, (between.TO_DO, kept.limited)]

    async def conclude(self, visit: Visit, sealed: bytes) -> list[tuple[bytes, bytes]]:
        """Do what the pages' sealed word says; the cookie to set. A word that is not sealed does nothing."""
        try:
            word = between.unseal(visit.key, sealed, Word)
        except BrokenSeal as broken:
            telemetry.get_logger().error("session_word_refused", error=str(broken))
            raise Rejected(502, "Jawaban halaman tidak dapat dibaca.") from None
        if word.lakukan == "perbarui":
            return await self._renew(visit)
        if visit.sid is not None:
            await self._sessions.end(visit.sid)
        if word.lakukan == "akhiri" or word.tokens is None:
            clear = [(b"clear-site-data", b'"cache"')] if self._secure else []  # a browser minds it over HTTPS alone
            return [self._sessions.set_cookie(""), *clear]
        return [self._sessions.set_cookie(await self._opened(word))]

    async def _opened(self, word: Word) -> str:
        """A session under a fresh id, for tokens that identity has signed and nobody else."""
        assert word.tokens is not None
        actor = await self._tokens.actor(word.tokens.access_token)
        if actor.tenant != word.tenant:
            raise Rejected(502, "Jawaban halaman tidak dapat dibaca.")
        return await self._sessions.open_with(word.tenant, word.tokens)

    async def _renew(self, visit: Visit) -> list[tuple[bytes, bytes]]:
        if visit.sid is not None:
            await self._sessions.renew(visit.sid, await self._sessions.find(visit.sid))
        return []


class PrivateAnswer:
    """An ASGI `send` for an answer of the pages: carries out its word on the session, and lets nothing private out."""

    def __init__(self, send: Send, door: PageDoor, visit: Visit) -> None:
        self._send = send
        self._door = door
        self._visit = visit

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            kept = [pair for pair in headers if pair[0] not in _OF_PAGES and not pair[0].startswith(between.PRIVATE)]
            for name, value in headers:
                if name == between.SESSION.encode():
                    kept += await self._door.conclude(self._visit, value)
            message["headers"] = kept
        await self._send(message)


def _host(scope: Scope) -> str:
    return (header_of(scope, b"host") or b"").decode("latin-1").partition(":")[0]
