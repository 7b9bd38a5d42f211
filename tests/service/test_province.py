"""What one person asks reads the rows of that person and of their people, however many the province has.

Whoever oversees a whole Pemda asks for all of it, and is not among those who ask here.
"""

from __future__ import annotations

import inspect
from itertools import product
from uuid import UUID

from tests.service.dinas import Office
from tests.service.hosted import Hosted
from tests.service.judging import Judging, planned
from tests.service.people import ADMIN, KASI, KEPALA, REVIEWER, STAF, office
from tests.service.planning import Planning
from tests.service.province import multiply, reading
from tests.service.registry import HEAD, STAFF, Registry
from tests.service.test_tpp_again import measured

PEOPLE = 3_000
MOST = 1_000  # rows that a statement looks at: the calendar of some years, what forty people wrote in a month
OFFICE = (STAF, KASI, ADMIN, REVIEWER, KEPALA)
ASKED = {"periode": "2026-01", "tahun": "2026", "hitung": "false"}


async def _too_heavy(service: Hosted, tenant: str, *people: UUID) -> dict[str, tuple[int, str]]:
    """By path, the heaviest statement of each read that looks at more rows than it may; of what they may ask."""
    found: dict[str, tuple[int, str]] = {}
    for route in service.runtime.service.routes:
        query = "&".join(f"{name}={ASKED[name]}" for name in inspect.signature(route.fn).parameters if name in ASKED)
        paths = [path for path in route.paths if "{" not in path] if "GET" in route.http_methods else []
        for path, who in product(paths, people):
            async with reading(service) as seen:
                answer = await service.ask("GET", f"{path}?{query}", actor=who, tenant=tenant)
            if answer.status == 200:
                found[path] = max([*(await seen.rows(service, tenant)), found.get(path, (0, ""))])
    assert len(found) > 3, "reads were measured"
    return {path: worst for path, worst in found.items() if worst[0] > MOST}


async def test_of_identity(registry: Registry) -> None:
    admin = await registry.appoint()
    staff, head = await registry.id_of(STAFF), await registry.id_of(HEAD)
    await multiply(registry.service, "kuansing", staff, PEOPLE)
    assert await _too_heavy(registry.service, "kuansing", staff, head, admin) == {}


async def test_of_activity(kuansing: Office) -> None:
    await kuansing.enter("2026-01-02")
    await multiply(kuansing.service, "kuansing", STAF, PEOPLE)
    assert await _too_heavy(kuansing.service, "kuansing", *OFFICE) == {}


async def test_of_skp(kuan: Planning) -> None:
    await kuan.plan()
    await multiply(kuan.service, "kuansing", STAF, PEOPLE)
    await kuan.at("2026-07-20T09:00")
    assert await _too_heavy(kuan.service, "kuansing", *OFFICE) == {}


async def test_of_appraisal(kon_judging: Judging) -> None:
    await kon_judging.hear(planned(UUID(int=0x8000)))
    await multiply(kon_judging.service, "konsel", STAF, PEOPLE)
    assert await _too_heavy(kon_judging.service, "konsel", *OFFICE) == {}


async def test_of_tpp(tpp_process: Hosted) -> None:
    await tpp_process.clear()
    await tpp_process.at("2026-02-20T09:00")
    await tpp_process.hear(*office(), measured(STAF, 7))
    await multiply(tpp_process, "kuansing", STAF, PEOPLE)
    assert await _too_heavy(tpp_process, "kuansing", *OFFICE) == {}


async def test_of_reporting(reporting_process: Hosted) -> None:
    await reporting_process.clear()
    await reporting_process.at("2026-02-20T09:00")
    await reporting_process.hear(*office())
    await multiply(reporting_process, "kuansing", STAF, PEOPLE)
    assert await _too_heavy(reporting_process, "kuansing", *OFFICE) == {}
