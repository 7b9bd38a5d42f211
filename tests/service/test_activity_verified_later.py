"""An approval by the system that its penilai verifies afterwards (KUAN P17(b), P23(7); docs/decisions/0028)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.activity import ActivityApproved, ActivityReopened, ActivityVerified, MonthMeasured
from tests.service.dinas import Office
from tests.service.people import ADMIN, KABID, KASI, STAF

WHY = {"dasar": "tidak_sesuai_data", "alasan": "Berkas tidak ada."}


async def _by_the_system(office: Office) -> str:
    await office.at("2026-01-05T15:00")
    made = await office.enter("2026-01-05")
    await office.at("2026-01-15T00:01")
    (told,) = await office.service.told(ActivityApproved)
    assert (told["cara"], told["verified"]) == ("auto", False)
    assert (await office.mine("2026-01"))[made]["terverifikasi"] is False
    return made


async def test_kuan_p23_7_decision_0028_what_the_system_approved_is_verified_later_and_stays_its_approval(
    kuansing: Office,
) -> None:
    made = await _by_the_system(kuansing)
    await kuansing.at("2026-01-19T10:00")
    answer = await kuansing.verify(made)
    assert (answer.status, answer.body) == (200, {"approved": 0, "verified": 1})
    found = (await kuansing.mine("2026-01"))[made]
    assert (found["state"], found["cara"], found["terverifikasi"]) == ("approved", "auto", True)
    told = await kuansing.service.told()
    assert [t["penilai_id"] for t in told if "verified_at" in t] == [str(KASI)] and len(told) == 1
    rows = await kuansing.service.rows("SELECT type, version FROM outbox WHERE subject = $1 ORDER BY id", made)
    assert [(r["type"].rpartition(".")[2], r["version"]) for r in rows] == [
        ("ActivitySubmitted", 1), ("ActivityVerified", 3),
    ], "the approval is told in a row of many"  # fmt: skip


async def test_kuan_p31_decision_0028_the_month_counts_it_as_before(kuansing: Office) -> None:
    made = await _by_the_system(kuansing)
    await kuansing.at("2026-02-14T00:01")

    async def measured() -> list[Any]:
        told = [m for m in await kuansing.service.told(MonthMeasured) if m["asn_id"] == str(STAF)]
        return [(m["approved_by_penilai"], m["approved_auto"], m["kuantitas_approved"]) for m in told]

    assert await measured() == [(0, 1, 1)]
    assert (await kuansing.verify(made)).status == 200, "also when the month has closed: it changes nothing of it"
    await kuansing.at("2026-02-16T00:01")
    assert await measured() == []


@pytest.mark.parametrize("who", [STAF, KABID, ADMIN])
async def test_kuan_p1_24_nobody_but_the_penilai_verifies_it(kuansing: Office, who: UUID) -> None:
    made = await _by_the_system(kuansing)
    assert (await kuansing.verify(made, who=who)).status == 403
    assert (await kuansing.mine("2026-01"))[made]["terverifikasi"] is False


async def test_kuan_reading_a26_verified_it_is_as_if_he_had_approved_it(kuansing: Office) -> None:
    made = await _by_the_system(kuansing)
    assert (await kuansing.verify(made)).status == 200
    assert (await kuansing.verify(made)).status == 409, "verified once (C3)"
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", WHY, who=KASI)).status == 409
    again = await kuansing.ask("POST", f"/activities/{made}/reopen", {"alasan": "Salah lihat."}, who=KASI)
    assert again.status == 200, "his own verification he takes back without the ground of A2"
    assert [t["dari"] for t in await kuansing.service.told(ActivityReopened)] == ["auto"]
    found = (await kuansing.mine("2026-01"))[made]
    assert (found["state"], found["terverifikasi"]) == ("submitted", False)


async def test_kuan_p17b_what_waits_and_what_the_system_approved_are_verified_in_one_act(kuansing: Office) -> None:
    made = await _by_the_system(kuansing)
    fresh = await kuansing.enter("2026-01-14")
    answer = await kuansing.ask("POST", "/verify", {"ids": [made, fresh]}, who=KASI)
    assert answer.body == {"approved": 1, "verified": 1}
    assert [t["activity_id"] for t in await kuansing.service.told(ActivityVerified)] == [made]
