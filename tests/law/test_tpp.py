"""The slip: X2 and C1 of the requirements, with the worked figure; the pack used here is the test's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from contracts.refusal import Refusal
from services.tpp.domain import rupiah, selisih
from services.tpp.domain import slip as domain
from services.tpp.domain.masukan import Finding, Month, Person, Rates

RATES = Rates(
    basic={"7": 3_920_964, "9": 1_000_001}, basic_pasal="SK", productivity=Decimal("0.6"), productivity_pasal="p",
    discipline=Decimal("0.4"), discipline_pasal="d", exempt=("cltn",), eligible=("PNS",), eligible_pasal="KUAN 1(28)", finding_pasal="KUAN 31(1-3)", cut_regulation="Perbup 12/2019",
)  # fmt: skip
PERSON = Person(jenis="PNS", status="aktif", kelas_jabatan=7, fact="f1")
MONTH = Month(approved=9, target=10, auto=0, pending=0, missing=0, fact="f2")


def test_x2_one_rounding_a_line_half_up() -> None:
    # 3,920,964 x 60 % x 90 % = 2,117,320.56
    productivity, discipline = domain.compute(PERSON, MONTH, RATES).lines
    assert productivity.jumlah == 2_117_321
    assert discipline.jumlah == 1_568_386  # 3,920,964 x 40 % = 1,568,385.6


def test_c1_the_total_is_the_sum_of_the_printed_lines() -> None:
    slip = domain.compute(msgspec.structs.replace(PERSON, kelas_jabatan=9), MONTH, RATES)
    assert slip.total == sum(line.jumlah for line in slip.lines)
    assert all(line.sumber == ("f1", "f2") and line.pasal for line in slip.lines)


@pytest.mark.parametrize(("exact", "printed"), [("0.5", 1), ("0.49", 0), ("1.5", 2), ("2.5", 3)])
def test_half_up_never_to_even(exact: str, printed: int) -> None:
    assert rupiah.rupiah(Decimal(exact)) == printed


def test_more_than_the_target_pays_no_more() -> None:
    more = domain.compute(PERSON, msgspec.structs.replace(MONTH, approved=20), RATES)
    assert more.lines[0].jumlah == 2_352_578  # 3,920,964 x 60 % = 2,352,578.4


@pytest.mark.parametrize(
    ("person", "month", "status"),
    [
        ({"jenis": "PPPK"}, MONTH, "not_eligible"),
        ({"status": "cltn"}, MONTH, "not_eligible"),
        ({"kelas_jabatan": 3}, MONTH, "incomplete"),
        ({}, None, "incomplete"),
        ({}, msgspec.structs.replace(MONTH, target=0), "incomplete"),
    ],
)
def test_kuan_p1_5_no_figure_without_data(person: dict[str, object], month: Month | None, status: str) -> None:
    slip = domain.compute(msgspec.structs.replace(PERSON, **person), month, RATES)
    assert (slip.status, slip.total, slip.lines) == (status, 0, ())
    assert slip.alasan


@pytest.mark.parametrize(("without", "paid", "persen"), [("whole", 2_352_578, "100%"), ("none", 0, "0%")])
def test_decision_0028_a_month_without_a_due_output_is_paid_by_the_pack_and_says_why(
    without: Any, paid: int, persen: str
) -> None:
    # 3,920,964 x 60 % = 2,352,578.4; the part for discipline is paid as ever
    month = msgspec.structs.replace(MONTH, approved=0, target=0, ada_skp=True)
    rates = msgspec.structs.replace(RATES, without_target=without, without_target_pasal="SK tanpa target")
    slip = domain.compute(PERSON, month, rates)
    productivity, discipline = slip.lines
    assert (slip.status, productivity.jumlah, discipline.jumlah) == ("payable", paid, 1_568_386)
    assert "tidak ada hasil yang jatuh tempo" in productivity.uraian and "SK tanpa target" in productivity.pasal
    assert productivity.hitungan == f"Rp3.920.964 × 60% × {persen}"


def test_decision_0028_without_an_skp_or_a_measured_month_there_is_no_figure_and_the_true_reason() -> None:
    assert "belum diukur" in domain.compute(PERSON, None, RATES).alasan
    without = domain.compute(PERSON, msgspec.structs.replace(MONTH, target=0), RATES)
    assert without.status == "incomplete" and "SKP belum ditetapkan" in without.alasan


def test_kuan_p31_reading_a13_a_missing_day_alone_cuts_nothing() -> None:
    whole = domain.compute(PERSON, MONTH, RATES).total
    assert domain.compute(PERSON, msgspec.structs.replace(MONTH, missing=5), RATES).total == whole


def test_c1_a_policy_that_rounds_down_prints_the_whole_rupiah_below() -> None:
    # 2,117,320.56 and 1,568,385.6
    rates = msgspec.structs.replace(RATES, rounding="down_per_line")
    assert [line.jumlah for line in domain.compute(PERSON, MONTH, rates).lines] == [2_117_320, 1_568_385]


def test_kuan_p31_2_a_policy_without_findings_cuts_each_missing_day_and_cites_no_finding() -> None:
    # 3,920,964 x 40 % x (100 % - 2 x 3 %) = 1,474,282.464
    rates = msgspec.structs.replace(RATES, cut=Decimal("0.03"), cut_pasal="Perbup TPP 9", needs_finding=False)
    _, discipline = domain.compute(PERSON, msgspec.structs.replace(MONTH, missing=2), rates).lines
    assert discipline.jumlah == 1_474_282
    assert "Perbup TPP 9" in discipline.pasal and "31" not in discipline.pasal and "disengaja" not in discipline.uraian


def _found(*days: int) -> Month:
    facts = tuple(Finding(tanggal=date(2025, 12, day), fact=f"t{day}") for day in days)
    return msgspec.structs.replace(MONTH, missing=len(days), sengaja=facts)


def test_kuan_p31_2_a_finding_cuts_the_part_for_discipline() -> None:
    # 3,920,964 x 40 % x (100 % - 2 x 3 %) = 1,474,282.464
    rates = msgspec.structs.replace(RATES, cut=Decimal("0.03"), cut_pasal="SK potongan")
    productivity, discipline = domain.compute(PERSON, _found(10, 11), rates).lines
    assert (productivity.jumlah, discipline.jumlah) == (2_117_321, 1_474_282)
    assert "KUAN 31(1-3)" in discipline.pasal and "SK potongan" in discipline.pasal
    assert discipline.sumber == ("f1", "f2", "t10", "t11")


def test_kon_knows_no_cut_for_a_missed_day_and_its_slip_cites_none() -> None:
    rates = msgspec.structs.replace(RATES, finding_pasal="", cut=Decimal("0.03"), cut_pasal="SK potongan")
    productivity, discipline = domain.compute(PERSON, _found(10), rates).lines
    assert (productivity.jumlah, discipline.jumlah) == (2_117_321, 1_568_386)
    assert discipline.pasal == "SK; d" and discipline.sumber == ("f1", "f2")


def test_c1_cuts_never_take_a_line_below_zero_and_the_rest_is_shown() -> None:
    rates = msgspec.structs.replace(RATES, cut=Decimal("0.4"), cut_pasal="SK potongan")
    slip = domain.compute(PERSON, _found(1, 2, 3), rates)
    assert (slip.lines[1].jumlah, slip.total) == (0, 2_117_321)
    assert "melebihi" in slip.alasan


def test_kuan_p31_3_a_cut_whose_amount_is_not_set_is_no_zero() -> None:
    slip = domain.compute(PERSON, _found(10), RATES)
    assert (slip.status, slip.lines) == ("incomplete", ()) and "belum ditetapkan" in slip.alasan
    assert "Perbup 12/2019" in slip.alasan
    assert domain.compute(PERSON, MONTH, RATES).status == "payable"


def test_c1_a_line_that_comes_or_goes_is_a_difference_of_all_of_it() -> None:
    lines = domain.compute(PERSON, MONTH, RATES).lines
    assert [d.selisih for d in selisih.differences(lines, ())] == [-2_117_321, -1_568_386]
    assert [d.selisih for d in selisih.differences((), lines)] == [2_117_321, 1_568_386]
    assert selisih.differences(lines, lines) == ()


def test_only_the_pengelola_tpp_runs_it() -> None:
    domain.check_runner({"pengelola_tpp"})
    with pytest.raises(Refusal) as refused:
        domain.check_runner({"pengelola_kinerja"})
    assert refused.value.status == 403
