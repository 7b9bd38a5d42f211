"""Every password and key of an instance: made on its first start, readable by its owner alone."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

import msgspec

from ekinerja.topology import topology


class Secrets(msgspec.Struct, frozen=True):
    """`roles` holds database roles, Kafka users, the operator and Valkey, by name."""

    admin: str
    roles: dict[str, str]
    key_secret: str
    session_secret: str
    bootstrap_password: str


def role_names() -> list[str]:
    """Database roles and the Kafka user of each service, the operator and Valkey."""
    kinds = ("owner", "app", "plumbing", "kafka")
    return [f"{service}_{kind}" for service in topology().services for kind in kinds] + ["operator", "valkey"]


def read_or_make(path: Path) -> Secrets:
    """The secrets at `path`, made when absent; a service added since gets its own."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    kept = msgspec.json.decode(path.read_bytes(), type=Secrets) if path.exists() else _fresh()
    missing = {name: secrets.token_urlsafe(24) for name in role_names() if name not in kept.roles}
    if missing or not path.exists():
        kept = msgspec.structs.replace(kept, roles=kept.roles | missing)
        _write(path, kept)
    return kept


def _fresh() -> Secrets:
    return Secrets(
        admin=secrets.token_urlsafe(24),
        roles={},
        key_secret=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        session_secret=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        # the suffix brings every character class that the BSSN profile asks for
        bootstrap_password=secrets.token_urlsafe(15) + "-Aa1",
    )


def _write(path: Path, kept: Secrets) -> None:
    """All or nothing, and never readable by others, not even for a moment."""
    partial = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(kept)))
    partial.replace(path)
