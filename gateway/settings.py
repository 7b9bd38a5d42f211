"""What the gateway is told by its environment."""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Literal

import msgspec

from chassis.settings import SettingsError
from gateway.routes import SERVICES

_RATE = re.compile(r"(\d+(?:\.\d+)?)/(\d+),(\d+(?:\.\d+)?)/(\d+)")


class Rate(msgspec.Struct, frozen=True):
    """A steady rate a second, and how much may come at once."""

    steady: float
    burst: int


class GatewaySettings(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway's part of the `EKINERJA_*` variables."""

    profile: Literal["production", "demo", "test"]
    upstreams: dict[str, str]
    session_key: bytes
    redis: str
    clock_file: str | None
    traces: str | None
    otlp_endpoint: str | None
    rate: Rate | None
    sign_in_rate: Rate | None
    in_flight: int
    # networks of the proxies before us, whose X-Forwarded-For is believed
    proxies: tuple[str, ...] = ()
    # the process of the pages; without one there are none
    pages: str = ""
    # the fast wing (gateway/fast)
    fast: Literal["on", "off"] = "on"

    @property
    def strict(self) -> bool:
        """Whether the outside is HTTPS: secure cookies, HSTS."""
        return self.profile == "production"


def read_gateway_settings(env: Mapping[str, str] | None = None) -> GatewaySettings:
    """From the environment; SettingsError names the variable that is wrong."""
    env = os.environ if env is None else env
    profile = env.get("EKINERJA_PROFILE") or "production"
    clock_file = env.get("EKINERJA_CLOCK_FILE") or None
    if profile == "production" and clock_file:
        raise SettingsError("EKINERJA_CLOCK_FILE is refused when EKINERJA_PROFILE=production")
    rates = _rates(env.get("EKINERJA_RATE") or "50/200,10/200", profile)
    given = {
        "profile": profile,
        "upstreams": {s: _url(env, s) for s in SERVICES},
        "session_key": _key(env.get("EKINERJA_SESSION_SECRET", ""), profile),
        "redis": env.get("EKINERJA_REDIS", ""),
        "clock_file": clock_file,
        "traces": env.get("EKINERJA_TRACES") or None,
        "otlp_endpoint": env.get("OTEL_EXPORTER_OTLP_ENDPOINT") or None,
        "rate": rates[0],
        "sign_in_rate": rates[1],
        "in_flight": int(env.get("EKINERJA_IN_FLIGHT") or 256),
        "pages": _url(env, "pages") if env.get("EKINERJA_URL_PAGES") else "",
        "proxies": _networks(env.get("EKINERJA_PROXIES") or ""),
        "fast": env.get("EKINERJA_FAST") or "on",
    }
    try:
        return msgspec.convert(given, GatewaySettings)
    except msgspec.ValidationError as err:
        raise SettingsError(f"EKINERJA_* environment: {err}") from err


def _networks(text: str) -> tuple[str, ...]:
    networks = tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        for network in networks:
            ip_network(network)
    except ValueError as err:
        raise SettingsError(f"EKINERJA_PROXIES: networks with a comma between, as in 10.0.0.0/8; {err}") from err
    return networks


def _url(env: Mapping[str, str], service: str) -> str:
    name = f"EKINERJA_URL_{service.upper()}"
    url = env.get(name, "")
    if not re.fullmatch(r"http://[A-Za-z0-9.-]+(:\d+)?/?", url):
        raise SettingsError(f"{name}: http://host:port is expected")
    return url.rstrip("/")


def _key(text: str, profile: str) -> bytes:
    """32 bytes; outside production a key of this process alone will do."""
    if not text and profile != "production":
        return secrets.token_bytes(32)
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise SettingsError("EKINERJA_SESSION_SECRET: 32 bytes in urlsafe base64 are expected")
    return key


def _rates(text: str, profile: str) -> tuple[Rate | None, Rate | None]:
    if text == "off":
        if profile == "production":
            raise SettingsError("EKINERJA_RATE=off is refused when EKINERJA_PROFILE=production")
        return None, None
    found = _RATE.fullmatch(text)
    if not found:
        raise SettingsError("EKINERJA_RATE: 'rate/burst,sign-in rate/burst' a second is expected, as in 50/200,10/200")
    return Rate(float(found[1]), int(found[2])), Rate(float(found[3]), int(found[4]))
