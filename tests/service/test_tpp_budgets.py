"""Budget lines by PD: set by the DPA, a change beside what was before, and the word before a list exceeds them.

By the example policy two staff of DINKES are paid 3,685,707 each and one of BKPP the same, in one month of twelve.
"""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg
import pytest

from tests.service.hosted import Answer, Hosted
from tests.service.people import KEPALA
from tests.service.test_tpp_again import PENGELOLA
from tests.service.test_tpp_lists import KA, NINE, agree, finalize, run, tpp

__all__ = ["tpp"]
DPA = {"tahun": 2025, "opd": "DINKES", "rupiah": 24 * NINE, "nomor": "DPA/A.1/2025", "tanggal": "2025-01-02"}


async def set_line(tpp: Hosted, **change: Any) -> Answer:
    return await tpp.ask("POST", "/budgets", DPA | change, actor=PENGELOLA)


async def lines(tpp: Hosted, who: Any = PENGELOLA) -> dict[str, Any]:
    return {one["opd"]: one for one in await tpp.get("/budgets?tahun=2025", actor=who)}


async def test_pagu_stands_beside_what_the_lists_pay(tpp: Hosted) -> None:
    await run(tpp)
    assert (await lines(tpp))["DINKES"]["keadaan"] == "tanpa_pagu"
    assert (await set_line(tpp)).status == 201
    found = (await lines(tpp))["DINKES"]
    assert (found["pagu"], found["draf"], found["final"]) == (24 * NINE, 2 * NINE, 0)
    assert (found["sisa"], found["perkiraan"], found["keadaan"]) == (22 * NINE, 24 * NINE, "cukup")
    await agree(tpp)
    await finalize(tpp)
    found = (await lines(tpp))["DINKES"]
    assert (found["draf"], found["final"], found["sisa"]) == (0, 2 * NINE, 22 * NINE)


async def test_pagu_warns_before_it_is_exceeded_and_a_change_is_a_new_version(tpp: Hosted) -> None:
    await run(tpp)
    assert (await set_line(tpp, rupiah=24 * NINE - 1)).body["versi"] == 1
    assert (await lines(tpp))["DINKES"]["keadaan"] == "akan_lampau"
    assert (await set_line(tpp, rupiah=2 * NINE - 1, nomor="DPPA/1/2025")).body["versi"] == 2
    found = (await lines(tpp))["DINKES"]
    assert (found["keadaan"], found["sisa"], found["nomor"]) == ("lampau", -1, "DPPA/1/2025")
    kept = await tpp.rows("SELECT versi, rupiah FROM pagu ORDER BY versi")
    assert [tuple(row) for row in kept] == [(1, 24 * NINE - 1), (2, 2 * NINE - 1)]
    told = await tpp.rows("SELECT subject FROM audit WHERE act = 'tpp.budget_set'")
    assert [row["subject"] for row in told] == ["2025:DINKES"] * 2


async def test_pagu_of_another_pd_is_not_the_heads_to_see(tpp: Hosted) -> None:
    await run(tpp)
    assert set(await lines(tpp)) == set(await lines(tpp, KA)) == {"BKPP", "DINKES"}
    assert set(await lines(tpp, KEPALA)) == {"DINKES"}


async def test_pagu_is_refused_with_its_field_and_set_once_by_two_at_once(tpp: Hosted) -> None:
    assert (await set_line(tpp, tanggal="2026-01-21")).problem()[:2] == (422, "tanggal")
    for change in ({"rupiah": -1}, {"rupiah": 10**15 + 1}, {"tahun": 1999}, {"nomor": " "}, {"opd": ""}):
        assert (await set_line(tpp, **change)).status == 422
    answers = await asyncio.gather(set_line(tpp), set_line(tpp))
    assert sorted(answer.status for answer in answers) == [201, 409]
    assert (await set_line(tpp, rupiah=5)).body["versi"] == 2


async def test_pagu_cannot_be_rewritten_by_the_service(tpp: Hosted) -> None:
    await set_line(tpp)
    connection = await asyncpg.connect(tpp.dsn["app"])
    try:
        for statement in ("UPDATE pagu SET rupiah = 1", "DELETE FROM pagu"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()
