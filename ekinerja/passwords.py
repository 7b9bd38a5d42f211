"""Every password and key of an instance: made on its first start, readable by its owner alone."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ekinerja.refusal import Unable
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


_SINGLE = ("admin", "key_secret", "session_secret", "bootstrap_password")


def environment_names() -> list[str]:
    """The variables that hold the secrets where no file does (EKINERJA_PASSWORDS=env), as in compose."""
    return [_variable(name) for name in (*_SINGLE, *role_names())]


def _variable(name: str) -> str:
    return name.upper() + ("" if name.endswith(("secret", "password")) else "_PASSWORD")


def as_environment(secrets_: Secrets) -> dict[str, str]:
    """The secrets as those variables."""
    values = {name: getattr(secrets_, name) for name in _SINGLE} | secrets_.roles
    return {_variable(name): values[name] for name in (*_SINGLE, *role_names())}


def of_environment(env: Mapping[str, str]) -> Secrets:
    """Unable, naming the variable, when one is missing."""
    for variable in environment_names():
        if not env.get(variable):
            raise Unable(f"{variable} is not set (EKINERJA_PASSWORDS=env)")
    single = {name: env[_variable(name)] for name in _SINGLE}
    return Secrets(roles={name: env[_variable(name)] for name in role_names()}, **single)


def fresh() -> Secrets:
    """New ones, written nowhere."""
    return msgspec.structs.replace(_fresh(), roles={name: secrets.token_urlsafe(24) for name in role_names()})


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
