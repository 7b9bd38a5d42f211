"""What the process of the pages is told by its environment: where the services are, and no secret."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from chassis.settings import REPOSITORY, SettingsError

SERVICES = ("identity", "skp", "activity", "appraisal", "tpp", "reporting")
_URL = re.compile(r"http://[A-Za-z0-9.-]+(:\d+)?/?")


class PageSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the pages in the `EKINERJA_*` variables."""

    profile: Literal["production", "demo", "test"]
    services: dict[str, str]
    regulations: str
    traces: str | None = None
    otlp_endpoint: str | None = None


def read_page_settings(env: Mapping[str, str] | None = None) -> PageSettings:
    """From the environment; SettingsError names the variable that is wrong."""
    env = os.environ if env is None else env
    services = {name: env.get(f"EKINERJA_URL_{name.upper()}", "").rstrip("/") for name in SERVICES}
    for name, url in services.items():
        if not _URL.fullmatch(url):
            raise SettingsError(f"EKINERJA_URL_{name.upper()}: http://host:port is expected")
    given = {
        "profile": env.get("EKINERJA_PROFILE") or "production",
        "services": services,
        "regulations": env.get("EKINERJA_REGULATIONS") or str(REPOSITORY / "regulations"),
        "traces": env.get("EKINERJA_TRACES") or None,
        "otlp_endpoint": env.get("OTEL_EXPORTER_OTLP_ENDPOINT") or None,
    }
    try:
        return msgspec.convert(given, PageSettings)
    except msgspec.ValidationError as err:
        raise SettingsError(f"EKINERJA_* environment: {err}") from err
