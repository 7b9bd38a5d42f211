"""A service that starts while identity is away: 503 with Retry-After, and the keys told last answer at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from joserfc.jwk import KeySet

from chassis.auth import Verifier
from chassis.knownkeys import KnownKeys
from ekinerja.stack import Stack
from services.tpp.app import SERVICE
from tests.service.hosted import KEY, host


async def _away() -> Any:
    raise OSError("connection refused")


async def _there() -> KeySet:
    return KeySet([KEY])


@pytest.mark.parametrize("known", [False, True])
async def test_a_service_starts_and_answers_without_identity(servers: Stack, tmp_path: Path, known: bool) -> None:
    service = await host(servers, SERVICE, tmp_path)
    kept = KnownKeys(service.runtime.database.engine)
    if known:
        await kept.save(await _there())
        await kept.save(await _there())
    fresh = Verifier("tpp", _away, kept=kept)
    service.runtime.verifier.actor = fresh.actor  # type: ignore[method-assign]
    answer = await service.ask("GET", f"/slips/{uuid4()}", actor=uuid4())
    if known:
        assert answer.status in (403, 404, 422), answer.body
    else:
        assert (answer.status, answer.headers.get("retry-after")) == (503, "2"), answer
        assert answer.body["title"] == "Layanan sedang tidak tersedia"
    await service.close()
