"""A named instance: its folder, its ports and its secrets."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

import msgspec

from chassis.settings import REPOSITORY
from ekinerja.topology import topology

HOME = REPOSITORY / ".ekinerja"
FOLDERS = ("postgres", "valkey", "kafka", "logs", "run", "traces", "files")


class Unable(Exception):
    """Something on this machine stands in the way; the message is one line that says what to do."""


class Secrets(msgspec.Struct, frozen=True):
    """Every password of an instance, made on its first start."""

    admin: str
    roles: dict[str, str]
    key_secret: str
    session_secret: str
    bootstrap_password: str


class Instance:
    """One system in one folder. Several may run side by side."""

    def __init__(self, name: str, base_port: int | None = None, profile: str = "demo") -> None:
        if not name.replace("-", "").isalnum():
            raise Unable(f"instance name {name!r}: use letters, digits and hyphens")
        self.name = name
        self.profile = profile
        self.folder = HOME / name
        self._base_port = base_port
        self._ports: dict[str, int] = {}

    def __getitem__(self, folder: str) -> Path:
        """A folder of the instance, by name."""
        return self.folder / folder

    def prepare(self) -> None:
        """Make the folders and secrets, choose ports."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for folder in FOLDERS:
            (self.folder / folder).mkdir(exist_ok=True)
        self._ports = self._choose_ports()
        self.secrets()

    @property
    def ports(self) -> dict[str, int]:
        if not self._ports:
            stored = self.folder / "ports.json"
            self._ports = msgspec.json.decode(stored.read_bytes(), type=dict[str, int])
        return self._ports

    def _choose_ports(self) -> dict[str, int]:
        """Asked for, else as last time, else as declared; a base of 0 takes free ones."""
        stored = self.folder / "ports.json"
        declared = topology().ports()
        first = min(declared.values())
        if self._base_port == 0:
            ports = dict(zip(declared, free_ports(len(declared)), strict=True))
        elif self._base_port is None and stored.exists():
            ports = msgspec.json.decode(stored.read_bytes(), type=dict[str, int])
        else:
            base = self._base_port or int(os.environ.get("EKINERJA_BASE_PORT", first))
            ports = {name: port - first + base for name, port in declared.items()}
        stored.write_bytes(msgspec.json.encode(ports))
        return ports

    def check_ports(self) -> None:
        """Unable, naming the port, when one is taken."""
        for name, port in self.ports.items():
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    raise Unable(
                        f"port {port} (for {name}) is taken; choose others with"
                        f" `ekinerja up --base-port N` or EKINERJA_BASE_PORT"
                    ) from None

    def secrets(self) -> Secrets:
        """The secrets, made on first use; only the owner may read them."""
        folder = HOME / "secrets"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{self.name}.json"
        if not path.exists():
            made = Secrets(
                admin=secrets.token_urlsafe(24),
                roles={role: secrets.token_urlsafe(24) for role in role_names()},
                key_secret=secrets.token_urlsafe(32),
                session_secret=secrets.token_urlsafe(32),
                bootstrap_password=secrets.token_urlsafe(15),
            )
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(made)))
        return msgspec.json.decode(path.read_bytes(), type=Secrets)


def role_names() -> list[str]:
    """Database roles of every service, the Kafka user of each, and the operator."""
    kinds = ("owner", "app", "plumbing", "kafka")
    return [f"{service}_{kind}" for service in topology().services for kind in kinds] + ["operator", "valkey"]


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
