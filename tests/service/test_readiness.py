"""Readiness: a service that cannot tell what it has recorded is not ready, whatever its database says."""

from __future__ import annotations

import time
from typing import Any

import pytest

from chassis.relay import Relay
from tests.service.hosted import Hosted


class _Nowhere:
    """A broker that takes nothing."""

    async def publish(self, topic: str, batch: Any) -> None:
        raise OSError


@pytest.mark.parametrize(
    ("waits", "silent", "status"),
    [(45.0, 45.0, 503), (45.0, 1.0, 200), (1.0, 45.0, 200), (0.0, 0.0, 200)],
)
async def test_what_waits_while_nothing_is_acknowledged_makes_a_service_not_ready(
    activity: Hosted, monkeypatch: Any, waits: float, silent: float, status: int
) -> None:
    """`waits`: the age of the oldest unsent event; `silent`: since when Kafka acknowledged nothing; in seconds."""
    relay = Relay("postgresql://nowhere", "activity", "ekinerja.activity", _Nowhere())
    relay.acknowledged_at = time.monotonic() - silent
    monkeypatch.setattr(activity.runtime, "relay", relay)
    monkeypatch.setattr(activity.runtime.waiting, "lag_seconds", waits)
    assert await activity.ready() == status
