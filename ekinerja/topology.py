"""Which services and servers there are, and on which ports: read from deploy/topology.toml."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from chassis.settings import REPOSITORY


class Gateway(msgspec.Struct, frozen=True):
    """The one address that people and integrators see."""

    port: int


class Topology(msgspec.Struct, frozen=True):
    """Ports as declared; an instance may move them all together."""

    gateway: Gateway
    services: dict[str, int]
    servers: dict[str, int]
    versions: dict[str, str]

    def ports(self) -> dict[str, int]:
        """Every port by the name of what listens on it."""
        return {"gateway": self.gateway.port, **self.services, **self.servers}


@cache
def topology() -> Topology:
    path = REPOSITORY / "deploy" / "topology.toml"
    return msgspec.convert(tomllib.loads(path.read_text()), Topology)
