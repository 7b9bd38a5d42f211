"""A stranger checks a slip by the code that is printed on it."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from contracts.appraisal import AppraisalFinalized
from contracts.identity import OpdRecorded
from contracts.skp import SkpClosed, SkpSet
from contracts.tpp import TppDaftarFinalized, TppSlipIssued
from contracts.vocabulary import Predikat
from kernel.kode import code_of, spoken
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, STAF, office

NOBODY, SLIP = UUID(int=0x5499), uuid4()
ISSUED = TppSlipIssued(
    slip_id=SLIP, run_id=uuid4(), asn_id=STAF, periode="2026-01", opd="DINKES", status="payable", total=3_685_707,
    lines=(), alasan="", pack="contoh", versi=1, contoh=True,
)  # fmt: skip


@pytest.fixture
async def reporting(reporting_process: Hosted) -> Hosted:
    service = reporting_process
    await service.clear()
    await service.at("2026-02-03T09:00")
    await service.hear(OpdRecorded(kode="DINKES", nama="Dinas Kesehatan", induk="", jenis="dinas"), *office(), ISSUED)
    return service


async def check(service: Hosted, kode: str, tenant: str = "kuansing", **more: Any) -> Answer:
    asked = "&".join(f"{name}={value}" for name, value in {"tenant": tenant, "kode": kode, **more}.items())
    return await service.ask("GET", f"/papers?{asked}", actor=NOBODY)


async def test_a_stranger_is_told_what_it_is_and_never_whose(reporting: Hosted) -> None:
    code = code_of("slip", str(SLIP), 1)
    told = (await check(reporting, code)).body
    assert told == {
        "jenis": "slip", "opd": "Dinas Kesehatan", "periode": "2026-01", "versi": 1, "diterbitkan": "2026-02-03",
        "keadaan": "berlaku", "contoh": True, "cocok": None, "penandatangan": [],
    }  # fmt: skip
    assert (await check(reporting, spoken(code).lower())).body == told


async def test_a_changed_amount_is_found_out_without_telling_the_right_one(reporting: Hosted) -> None:
    code = code_of("slip", str(SLIP), 1)
    assert (await check(reporting, code, jumlah=3_685_707)).body["cocok"] is True
    wrong = (await check(reporting, code, jumlah=9_685_707)).body
    assert wrong["cocok"] is False and "3685707" not in str(wrong)


async def test_a_slip_that_was_issued_again_is_replaced(reporting: Hosted) -> None:
    await reporting.hear(msgspec.structs.replace(ISSUED, versi=2, total=3_920_964, total_sebelum=3_685_707))
    assert (await check(reporting, code_of("slip", str(SLIP), 1))).body["keadaan"] == "diganti"
    assert (await check(reporting, code_of("slip", str(SLIP), 2))).body["keadaan"] == "berlaku"


async def test_a_final_list_is_checked_with_the_post_that_signed_it(reporting: Hosted) -> None:
    number = uuid4()
    final = TppDaftarFinalized(
        daftar_id="2026-01:0", periode="2026-01", ke=0, orang=3, jumlah=11_057_121, opd=2, nomor=number,
        jabatan="Kepala BKPP",
    )  # fmt: skip
    old = msgspec.structs.replace(final, daftar_id="2025-12:0", nomor=None, jabatan="")
    await reporting.deliver(await reporting.hear(final, old))
    told = (await check(reporting, code_of("daftar", str(number), 1), jumlah=11_057_121)).body
    assert told == {
        "jenis": "daftar", "opd": "", "periode": "2026-01", "versi": 1, "diterbitkan": "2026-02-03",
        "keadaan": "berlaku", "contoh": False, "cocok": True, "penandatangan": ["Kepala BKPP"],
    }  # fmt: skip
    assert len(await reporting.rows("SELECT 1 FROM kertas WHERE jenis = 'daftar'")) == 1


async def test_kon_p19_a_set_skp_is_checked_and_a_new_version_takes_its_place(reporting: Hosted) -> None:
    """The PD, the year and the capacity of who signed; one that a move ended stays valid for its time."""
    skp, moved, bupati = uuid4(), uuid4(), uuid4()
    one = SkpSet(
        skp_id=skp, asn_id=STAF, penilai_id=KASI, tahun=2026, mulai=date(2026, 1, 1), selesai=date(2026, 12, 31),
        late=False, set_at=datetime(2026, 1, 20, 3, tzinfo=timezone.utc), butir=(), pack="kuansing-65-2019",
    )  # fmt: skip
    second = msgspec.structs.replace(one, skp_id=moved, sebagai="plh")
    third = msgspec.structs.replace(one, skp_id=bupati, asn_id=uuid4(), penilai_id=None)
    await reporting.deliver(await reporting.hear(one, second, third))
    told = (await check(reporting, code_of("skp", str(skp), 1), jumlah=0)).body
    assert told == {
        "jenis": "skp", "opd": "Dinas Kesehatan", "periode": "2026", "versi": 1, "diterbitkan": "2026-01-20",
        "keadaan": "berlaku", "contoh": False, "cocok": None, "penandatangan": ["Pejabat penilai"],
    }  # fmt: skip
    found = [(await check(reporting, code_of("skp", str(one), 1))).body for one in (moved, bupati)]
    assert [(f["penandatangan"], f["opd"]) for f in found] == [
        (["Plh. pejabat penilai"], "Dinas Kesehatan"), (["Bupati"], ""),
    ]  # fmt: skip
    ended = [
        SkpClosed(skp_id=each, asn_id=STAF, selesai=date(2026, 3, 31), sebab=why)
        for each, why in ((skp, "versi_baru"), (moved, "mutasi"))
    ]
    await reporting.deliver(await reporting.hear(*ended))
    states = [(await check(reporting, code_of("skp", str(each), 1))).body["keadaan"] for each in (skp, moved)]
    assert states == ["diganti", "berlaku"]


async def test_kon_p38_a_final_result_is_checked_by_the_code_on_its_sheet(reporting: Hosted) -> None:
    final = AppraisalFinalized(
        appraisal_id=uuid4(), asn_id=STAF, tahun=2025, nilai_skp="95.2", nilai_perilaku="91", nilai_kinerja="93.94",
        predikat=Predikat.BAIK, ide_baru=False, dimensi={}, pack="konsel-67-2024",
    )  # fmt: skip
    await reporting.deliver(await reporting.hear(final))
    told = (await check(reporting, code_of("evaluasi", str(final.appraisal_id), 1), jumlah=5)).body
    assert (told["jenis"], told["periode"], told["opd"]) == ("evaluasi", "2025", "Dinas Kesehatan")
    assert (told["keadaan"], told["cocok"], told["penandatangan"]) == ("berlaku", None, ["Pejabat penilai"])


async def test_no_code_no_paper_and_none_of_another_pemda(reporting: Hosted) -> None:
    code = code_of("slip", str(SLIP), 1)
    assert (await check(reporting, code, "konsel")).status == 404
    assert (await check(reporting, code_of("slip", str(uuid4()), 1))).problem() == (404, "kode", "implicit")
    assert (await check(reporting, code, "nirwana")).problem() == (422, "tenant", "implicit")
    assert (await check(reporting, "AB")).status in (400, 422)
