"""The largest SKP that is let in: its fact is told, its paper comes; one kinerja more is refused with the bound."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any

from chassis.outbox import MOST_EVENT_BYTES
from contracts.skp import SkpSet
from services.skp.domain.content import MOST_BUTIR, MOST_BYTES
from services.skp.store.rows import content_of
from tests.service.pdfa import check_pdf_a
from tests.service.people import KEPALA, REVIEWER, SEKDA
from tests.service.planning import Planning, butir


def largest() -> list[dict[str, Any]]:
    """As many kinerja as there may be, with as much text as fits."""
    room = MOST_BYTES // MOST_BUTIR - 500
    return [butir(uraian=f"{n} " + "é" * (room // 4), indikator="✅" * (room // 6)) for n in range(MOST_BUTIR)]


async def test_the_largest_skp_is_set_told_and_printed(kuan: Planning) -> None:
    items = largest()
    skp = await kuan.draft(KEPALA, *items)
    await kuan.service.told()
    await kuan.through(skp, KEPALA, SEKDA, REVIEWER)
    told = await kuan.service.told(SkpSet)
    assert len(told[0]["butir"]) == MOST_BUTIR
    rows = await kuan.service.rows("SELECT max(length(body)) AS most FROM outbox")
    assert MOST_BYTES // 2 < rows[0]["most"] < MOST_EVENT_BYTES
    begun = time.monotonic()
    check_pdf_a((await kuan.ask("GET", f"/sasaran/{skp}/pdf", who=KEPALA)).body)
    assert time.monotonic() - begun < 20


async def test_more_than_a_plan_holds_is_refused_with_the_bound(kuan: Planning) -> None:
    for items, said in (
        ([butir()] * (MOST_BUTIR + 1), "100"), ([butir()] * 1_500, "100"),
        ([butir(uraian="x" * 2000, indikator="x" * 1900)] * 60, "200 KB"),
    ):  # fmt: skip
        body = {"tahun": 2026, "isi": kuan.content(*items)}
        refused = await kuan.ask("POST", "/sasaran", body, who=KEPALA)
        assert refused.status == 422 and said in refused.body["detail"], refused.body
        assert "isi" in refused.body["field"]


def test_what_was_accepted_before_the_bound_is_still_read() -> None:
    stored = {"sumber": [], "butir": [butir()] * (MOST_BUTIR + 1)}
    assert len(content_of(SimpleNamespace(content=json.dumps(stored, default=str))).butir) == MOST_BUTIR + 1
