"""Servers that exist already and are used instead of the embedded ones."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec


class External(msgspec.Struct, frozen=True):
    """Addresses with an administrator's credentials; None where the embedded server is used."""

    postgres: str | None = None
    kafka: str | None = None
    kafka_user: str = "admin"
    kafka_password: str = ""
    kafka_security: str = "SASL_PLAINTEXT"
    redis: str | None = None

    def has(self, server: str) -> bool:
        """Whether `postgres`, `kafka` or `valkey` comes from outside."""
        return bool({"postgres": self.postgres, "kafka": self.kafka, "valkey": self.redis}[server])


def from_environment(env: Mapping[str, str] | None = None) -> External:
    """What EKINERJA_POSTGRES, EKINERJA_KAFKA(_USER, _PASSWORD, _SECURITY) and EKINERJA_REDIS name."""
    env = os.environ if env is None else env
    given = {
        field: env[f"EKINERJA_{field.upper()}"]
        for field in External.__struct_fields__
        if env.get(f"EKINERJA_{field.upper()}")
    }
    return External(**given)
