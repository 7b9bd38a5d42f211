"""What a page and the frame around it both read is asked of a service once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from gateway.ask import Reply
from gateway.pages import ask as asking
from gateway.pages.ask import Services
from gateway.pages.outcome import Trouble
from gateway.pool import Pool


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every request that reaches a service; one to `/away` is refused."""
    found: list[str] = []

    async def answer(pool: Pool, method: str, target: str, *more: Any) -> Reply:
        found.append(f"{method} {target}")
        await asyncio.sleep(0)
        return Reply(503, b'{"status": 503, "detail": "Sibuk."}') if target.endswith("/away") else Reply(200, b"[1]")

    monkeypatch.setattr(asking, "ask", answer)
    return found


@pytest.fixture
def services() -> Services:
    pools = {name: Pool("http://127.0.0.1:1") for name in ("identity", "activity")}
    return Services(pools, "Bearer x", "127.0.0.1")


async def test_two_who_read_the_same_at_once_are_one_request(asked: list[str], services: Services) -> None:
    both = await asyncio.gather(*(services.read("activity", "/glance", list[int], {}) for _ in range(2)))
    assert both == [[1], [1]] and asked == ["GET /api/activity/glance"]


async def test_another_question_or_another_service_is_another_request(asked: list[str], services: Services) -> None:
    for service, query in (("activity", {"tahun": 2025}), ("activity", {"tahun": 2026}), ("identity", {"tahun": 2026})):
        await services.read(service, "/x", list[int], query)
    assert len(asked) == 3


async def test_after_something_was_sent_it_is_read_anew(asked: list[str], services: Services) -> None:
    await services.read("activity", "/x", list[int], {})
    await services.send("activity", "POST", "/verify", {}, "12345678", {})
    await services.read("activity", "/x", list[int], {})
    assert [one.partition(" ")[0] for one in asked] == ["GET", "POST", "GET"]


async def test_both_are_told_of_a_refusal(asked: list[str], services: Services) -> None:
    reads = (services.read("activity", "/away", list[int], {}) for _ in range(2))
    told = await asyncio.gather(*reads, return_exceptions=True)
    assert [type(one) for one in told] == [Trouble, Trouble] and len(asked) == 1


async def test_one_who_stops_waiting_ends_it_for_nobody_else(asked: list[str], services: Services) -> None:
    first = asyncio.ensure_future(services.read("activity", "/x", list[int], {}))
    second = asyncio.ensure_future(services.read("activity", "/x", list[int], {}))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == [1] and len(asked) == 1


@pytest.mark.parametrize("ident", ["a b", "x\r\nX-Ekinerja-Address: 1", "../identity/me", "é", "x#y", "x?a=b?c"])
async def test_what_is_no_id_never_becomes_a_part_of_a_request(
    asked: list[str], services: Services, ident: str
) -> None:
    with pytest.raises(Trouble) as refused:
        await services.send("skp", "POST", f"/sasaran/{ident}/submit", None, "12345678", {})
    assert refused.value.status == 422 and asked == []
