"""The go-live report of a Pemda (KUAN P33)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.identity import PegawaiRecorded
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from tests.service.hosted import Hosted
from tests.service.people import KASI, KEPALA, REVIEWER, SEKDA, STAF, STAF2, calendar, office, pegawai
from tests.service.planning import REVIEW, Planning, butir

BEFORE = date(2018, 1, 2)


def _since(person: PegawaiRecorded, mulai: date = BEFORE, **more: Any) -> PegawaiRecorded:
    fields = {name: getattr(person, name) for name in person.__struct_fields__}
    spells = (MasaStatus(mulai=mulai, selesai=None, status=StatusPegawai.AKTIF),)
    return PegawaiRecorded(**fields | {"tmt_jabatan": mulai, "masa_status": spells} | more)


@pytest.fixture
async def november(skp: Hosted) -> Planning:
    """Eight people of 2018, one who came a day too late, one whom SIASN does not know."""
    planning = Planning(skp, "kuansing")
    await planning.at("2019-11-04T09:00")
    late, raw = pegawai(STAF, KASI), pegawai(STAF2, KASI)
    people = [_since(p) for p in office() if p.asn_id not in (STAF, STAF2)]
    await skp.hear(*calendar(), *people, _since(late, date(2019, 11, 2)), _since(raw, validated=False))
    return planning


async def _submit(planning: Planning) -> str:
    made = await planning.draft(KEPALA, butir(), tahun=2019, mulai="2019-11-01")
    await planning.good("POST", f"/sasaran/{made}/submit", who=KEPALA)
    return made


async def test_kuan_p33_x_of_n_initial_inputs_are_done(november: Planning) -> None:
    await november.draft(SEKDA, butir(), tahun=2019, mulai="2019-11-01")
    made = await _submit(november)
    found = await november.good("GET", "/initial-input", who=SEKDA)
    assert (found["mulai"], found["sampai"], found["lewat"]) == ("2019-11-01", "2019-12-01", False)
    assert (found["pegawai"], found["selesai"], found["tepat_waktu"]) == (6, 1, 1), "a draft is no input"
    assert found["ringkasan"] == "1 dari 6 penginputan awal selesai"
    assert {(o["opd"], o["pegawai"], o["selesai"]) for o in found["opd"]} == {("DINKES", 5, 1), ("SETDA", 1, 0)}
    assert not {str(STAF), str(STAF2), str(KEPALA)} & {b["asn_id"] for b in found["belum"]}
    await november.good("POST", f"/sasaran/{made}/return", {"alasan": "Lengkapi."}, who=REVIEWER)
    assert (await november.good("GET", "/initial-input", who=SEKDA))["selesai"] == 1, "sent back, but it was input"
    own = await november.good("GET", "/initial-input", who=REVIEWER)
    assert [o["opd"] for o in own["opd"]] == ["DINKES"]
    assert (await november.ask("GET", "/initial-input", who=STAF)).status == 403


@pytest.mark.parametrize(("moment", "on_time"), [("2019-12-01T23:58", 1), ("2019-12-02T00:00", 0)])
async def test_kuan_p33_the_month_ends_on_1_december_a_sunday(november: Planning, moment: str, on_time: int) -> None:
    await november.at(moment)
    made = await _submit(november)
    await november.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    await november.at("2019-12-02T09:00")
    found = await november.good("GET", "/initial-input", who=SEKDA)
    assert (found["lewat"], found["selesai"], found["tepat_waktu"]) == (True, 1, on_time)


async def test_the_other_law_has_no_initial_input_and_says_so(kon: Planning) -> None:
    refused = await kon.ask("GET", "/initial-input", who=REVIEWER)
    assert refused.problem() == (409, "", "kebijakan") and "tidak mengatur penginputan awal" in refused.body["detail"]
