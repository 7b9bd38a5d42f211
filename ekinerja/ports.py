"""The ports of an instance: chosen once, kept in its folder, checked before use."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from pathlib import Path

import msgspec

from ekinerja.refusal import Unable
from ekinerja.topology import topology

BLOCK = 100
_BASES = {"main": 0, "demo": BLOCK}


def choose(name: str, home: Path, asked: int | None) -> dict[str, int]:
    """The planned ports, kept for the next start."""
    ports = planned(name, home, asked)
    (home / name / "ports.json").write_bytes(msgspec.json.encode(ports))
    return ports


def planned(name: str, home: Path, asked: int | None) -> dict[str, int]:
    """Ports as asked for, else as last time, else as declared; a base of 0 takes free ones."""
    stored = home / name / "ports.json"
    declared = topology().ports()
    if asked is None and "EKINERJA_BASE_PORT" in os.environ:
        asked = _number(os.environ["EKINERJA_BASE_PORT"])
    if asked == 0:
        return dict(zip(declared, free(len(declared)), strict=True))
    if asked is None and stored.exists():
        return read(stored)
    first = min(declared.values())
    base = asked if asked is not None else _base(name, home, first)
    ports = {service: port - first + base for service, port in declared.items()}
    if max(ports.values()) > 65535 or min(ports.values()) < 1024:
        raise Unable(f"base port {base}: ports from 1024 to 65535 can be used")
    return ports


def read(stored: Path) -> dict[str, int]:
    """The ports of an instance that was started before."""
    ports = msgspec.json.decode(stored.read_bytes(), type=dict[str, int])
    missing = [name for name in topology().ports() if name not in ports]
    return ports | dict(zip(missing, free(len(missing)), strict=True))


def _number(text: str) -> int:
    if not text.isdigit():
        raise Unable(f"EKINERJA_BASE_PORT={text}: a number is needed")
    return int(text)


def _base(name: str, home: Path, first: int) -> int:
    """`main` and `demo` have blocks of their own; any other instance takes the next unused one."""
    if name in _BASES:
        return first + _BASES[name]
    used = {min(read(path).values()) for path in home.glob("*/ports.json")}
    blocks = range(first + len(_BASES) * BLOCK, 60000, BLOCK)
    return next(base for base in blocks if not any(base <= port < base + BLOCK for port in used))


def check(ports: dict[str, int], names: Iterable[str]) -> None:
    """Unable, naming the port and whom it is for, when one is taken."""
    for name in names:
        if taken(ports[name]):
            raise Unable(
                f"port {ports[name]} (for {name}) is taken;"
                " choose others with `ekinerja up --base-port N` or EKINERJA_BASE_PORT=N"
            )


def taken(port: int) -> bool:
    """Whether somebody listens on it; a connection that lingers after its end does not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def free(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
