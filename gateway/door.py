"""Who may pass: a Bearer token or a browser's session, each within its rate."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from chassis.auth import Actor, bearer
from chassis.edge import TO_DO
from gateway.answer import Headers, Rejected, Scope, header_of
from gateway.guard import SAFE
from gateway.routes import ADDRESSED, OPEN_TO_ALL, RENEWAL, SIGN_IN
from gateway.session import Sessions, check_origin
from gateway.settings import Rate
from gateway.throttle import Throttle
from gateway.tokens import Tokens


class Limits(NamedTuple):
    """The rates: of a person or an address, and of an address that signs in, that renews tokens; of one session."""

    rate: Throttle
    sign_in: Throttle
    renewal: Throttle
    session: Throttle


# Of an address: a whole office renews its tokens behind one, each person every five minutes.
RENEWAL_RATE = Rate(200, 2000)
SESSION_RATE = Rate(0.2, 10)
_LONGEST_TOKEN = 400
_MOST_HOPS = 10


class Door:
    """Decides about one request at a time and says what to add to it."""

    def __init__(self, tokens: Tokens, sessions: Sessions, proxies: Sequence[str], limits: Limits) -> None:
        self._tokens = tokens
        self._sessions = sessions
        self._proxies = tuple(map(ip_network, proxies))
        self._limits = limits

    def address(self, scope: Scope) -> str:
        """Where the request comes from: of a proxy of ours, the last address before it that is none of ours."""
        client = scope.get("client")
        address = str(client[0]) if client else "-"
        if not self._proxies or not self._is_ours(address):
            return address
        named = (header_of(scope, b"x-forwarded-for") or b"").decode("latin-1").split(",")[-_MOST_HOPS:]
        for hop in reversed([part.strip() for part in named]):
            if not self._is_ours(hop):
                return hop if _is_address(hop) else address
        return address

    def _is_ours(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in network for network in self._proxies)

    def knock(self, scope: Scope) -> None:
        """Count a request of nobody known; signing in and renewing have rates of their own."""
        limits, path = self._limits, scope["path"]
        is_unsafe = scope["method"] not in SAFE
        limit = limits.renewal if path == RENEWAL else limits.sign_in if is_unsafe and path in SIGN_IN else limits.rate
        limit.take(self.address(scope))

    def count(self, who: Hashable) -> None:
        """Count a request of somebody known; Rejected 429."""
        self._limits.rate.take(who)

    def look_into(self, scope: Scope, body: bytes) -> None:
        """Count the renewals of one session, by its refresh token; Rejected 429."""
        if scope["path"] != RENEWAL or len(body) > _LONGEST_TOKEN:
            return
        parts = body.split(b".")
        if len(parts) > 2:
            self._limits.session.take(parts[1])

    async def pass_api(self, scope: Scope) -> tuple[Hashable, Headers]:
        """Who it is and headers to add for the service; Rejected 401, 403, 429 or 503."""
        if (scope["method"], scope["path"]) in OPEN_TO_ALL:
            self.knock(scope)
            address = self.address(scope)
            return address, self._with_address(scope, ())
        actor, added = await self.actor(scope)
        if actor.limited and not scope["path"].startswith("/api/identity/"):
            raise Rejected(403, TO_DO.get(actor.limited, actor.limited))
        return actor.id, self._with_address(scope, added)

    def _with_address(self, scope: Scope, added: Headers) -> Headers:
        if scope["path"] not in ADDRESSED:
            return added
        return [*added, (b"x-ekinerja-address", self.address(scope).encode())]

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
                self._limits.rate.take(self.address(scope))
            raise
        self._limits.rate.take(actor.id)
        return actor, added

    def _check_forgery(self, scope: Scope, sid: str) -> None:
        if scope["method"] not in SAFE:
            check_origin(scope)
            proof = header_of(scope, b"x-csrf-token") or b""
            self._sessions.check_proof(sid, proof.decode("latin-1"))


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
