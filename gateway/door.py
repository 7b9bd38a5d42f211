"""Who may pass: a Bearer token or a browser's session, each within its rate."""

from __future__ import annotations

from chassis.auth import Actor, bearer
from chassis.edge import TO_DO
from gateway.answer import Headers, Rejected, Scope, header_of
from gateway.guard import SAFE
from gateway.routes import OPEN_TO_ALL, SIGN_IN
from gateway.session import Sessions, check_origin
from gateway.throttle import Throttle
from gateway.tokens import Tokens


class Door:
    """Decides about one request at a time and says what to add to it."""

    def __init__(self, tokens: Tokens, sessions: Sessions, rate: Throttle, sign_in: Throttle) -> None:
        self._tokens = tokens
        self._sessions = sessions
        self._rate = rate
        self._sign_in = sign_in

    def address(self, scope: Scope) -> str:
        client = scope.get("client")
        return str(client[0]) if client else "-"

    def knock(self, scope: Scope) -> None:
        """Count a request of nobody known; signing in has a rate of its own."""
        signing_in = scope["path"] in SIGN_IN and scope["method"] not in SAFE
        (self._sign_in if signing_in else self._rate).take(self.address(scope))

    async def pass_api(self, scope: Scope) -> Headers:
        """Headers to add for the service; Rejected 401, 403, 429 or 503."""
        if (scope["method"], scope["path"]) in OPEN_TO_ALL:
            self.knock(scope)
            return ()
        actor, added = await self.actor(scope)
        if actor.limited and not scope["path"].startswith("/api/identity/"):
            raise Rejected(403, TO_DO.get(actor.limited, actor.limited))
        return added

    async def actor(self, scope: Scope) -> tuple[Actor, Headers]:
        """Who asks, by token or else by session; a failed try counts against the address."""
        token = bearer(scope["headers"])
        added: Headers = ()
        try:
            if token is None and (sid := self._sessions.sid_of(scope)):
                self._check_forgery(scope, sid)
                token = (await self._sessions.find(sid)).access_token
                added = [(b"authorization", b"Bearer " + token.encode())]
            actor = await self._tokens.actor(token)
        except Rejected as rejected:
            if rejected.status == 401:
                self._rate.take(self.address(scope))
            raise
        self._rate.take(actor.id)
        return actor, added

    def _check_forgery(self, scope: Scope, sid: str) -> None:
        if scope["method"] not in SAFE:
            check_origin(scope)
            proof = header_of(scope, b"x-csrf-token") or b""
            self._sessions.check_proof(sid, proof.decode("latin-1"))
