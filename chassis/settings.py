"""What a process is told by its environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

REPOSITORY = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """The environment lacks something or contradicts itself; the message names the variable."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every `EKINERJA_*` variable a service reads, lower-cased and without the prefix."""

    profile: Literal["production", "demo", "test"] = "production"
    database: str = ""
    database_plumbing: str = ""
    kafka: str = ""
    kafka_user: str = ""
    kafka_password: str = ""
    kafka_security: Literal["SASL_PLAINTEXT", "SASL_SSL", "PLAINTEXT"] = "SASL_SSL"
    redis: str = ""
    url_identity: str = ""
    clock_file: str | None = None
    traces: str | None = None
    otlp_endpoint: str | None = None
    regulations: str = str(REPOSITORY / "regulations")
    files: str | None = None
    keys: str | None = None
    key_secret: str = ""
    bootstrap_password: str = ""
    pool_size: int = 10
    duties: Literal["all", "http", "none"] = "all"
    fast: Literal["on", "off"] = "on"  # the fast wing (chassis/fast)


def read_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; SettingsError names what is wrong."""
    env = os.environ if env is None else env
    given: dict[str, str] = {}
    for field in msgspec.structs.fields(Settings):
        text = env.get(f"EKINERJA_{field.name.upper()}")
        if text:
            given[field.name] = text
    if endpoint := env.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        given.setdefault("otlp_endpoint", endpoint)
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as err:
        raise SettingsError(f"EKINERJA_* environment: {err}") from err
    if settings.profile == "production" and settings.clock_file:
        raise SettingsError("EKINERJA_CLOCK_FILE is refused when EKINERJA_PROFILE=production")
    return settings
