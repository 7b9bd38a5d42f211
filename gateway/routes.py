"""Where a path leads, and what may be asked there by anyone."""

from __future__ import annotations

from typing import Literal

import msgspec

SERVICES = ("identity", "skp", "activity", "appraisal", "tpp", "reporting")

Kind = Literal["service", "own", "page", "static", "nowhere"]

OPEN_TO_ALL = frozenset(
    {
        ("POST", "/api/identity/login"),
        ("POST", "/api/identity/refresh"),
        ("GET", "/api/identity/jwks"),
        ("HEAD", "/api/identity/jwks"),
        ("GET", "/api/activity/ledger"),
        ("GET", "/api/reporting/monev"),
        ("GET", "/api/reporting/papers"),
    }
)
RENEWAL = "/api/identity/refresh"
# Of these identity is told the address of who asks: it slows down wrong passwords by it.
ADDRESSED = frozenset({"/api/identity/login", RENEWAL, "/api/identity/password"})
SIGN_IN = frozenset({"/api/identity/login", RENEWAL, "/masuk"})
QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})
OWN = QUIET | {"/api", "/api/openapi.json", "/api/docs", "/api/clock", "/sw.js"}


class Destination(msgspec.Struct, frozen=True):
    """What answers a path; `service` when one of the six does, `page` when the pages do."""

    kind: Kind
    service: str = ""


_TO = {f"/api/{name}/": Destination("service", name) for name in SERVICES}
_NOWHERE = Destination("nowhere")
_OWN = Destination("own")
_PAGE = Destination("page")
_STATIC = Destination("static")


def destination(path: str) -> Destination:
    """The destination of a path; a service's own probes and metrics are not reachable from outside."""
    if path.startswith("/api/"):
        second = path.find("/", 5)
        if second > 0 and path[-1] != "/" and (found := _TO.get(path[: second + 1])) is not None:
            return found
    if path in OWN:
        return _OWN
    if path.startswith("/static/"):
        return _STATIC
    return _NOWHERE if path.startswith("/api/") else _PAGE
