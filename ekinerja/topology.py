"""Which services and servers there are, and on which ports: read from deploy/topology.toml."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from chassis.settings import REPOSITORY


class Place(msgspec.Struct, frozen=True):
    """Where something listens when nobody moved it."""

    port: int


class Topology(msgspec.Struct, frozen=True):
    """What the system consists of; an instance may move all ports together."""

    gateway: Place
    pages: Place
    services: dict[str, Place]
    servers: dict[str, Place]
    versions: dict[str, str]
    images: dict[str, str]

    def ports(self) -> dict[str, int]:
        """Every declared port by the name of what listens on it."""
        places = {"gateway": self.gateway, "pages": self.pages, **self.services, **self.servers}
        return {name: place.port for name, place in places.items()}


@cache
def topology() -> Topology:
    """The declaration, read once a process."""
    path = REPOSITORY / "deploy" / "topology.toml"
    return msgspec.convert(tomllib.loads(path.read_text()), Topology)
