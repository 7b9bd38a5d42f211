"""What a decree of amounts may say, kind by kind; every figure by hand, and the formula against an oracle.

Class 7: 1,000,000 a month, 60/40; 9 of 10 outputs: 540,000 + 400,000 = 940,000 is the sum of the parts below.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from contracts.tpp import SlipLine
from services.tpp.domain import slip as domain
from services.tpp.domain.keadaan import last_month
from services.tpp.domain.masukan import Circumstance, Keadaan, Komponen, Month, Person, Potongan, Rates, Result
from services.tpp.policy import KeadaanPolicy, KomponenPolicy, PotonganPolicy

RATES = Rates(
    basic={"7": 1_000_000}, basic_pasal="1", productivity=Decimal("0.6"), productivity_pasal="2",
    discipline=Decimal("0.4"), discipline_pasal="3", exempt=("cltn",), eligible=("PNS",), eligible_pasal="KUAN 1(28)",
    periode="2026-01",
)  # fmt: skip
PERSON = Person(
    jenis="PNS", status="aktif", kelas_jabatan=7, fact="f1", jabatan="Bendahara", unit="DINKES.P2P", opd="DINKES",
    golongan="III/c",
)  # fmt: skip
MONTH = Month(approved=9, target=10, auto=0, pending=0, missing=0, fact="f2")
PARTS = 940_000


def keadaan(kode: str, effect: Any, share: str = "0", months: int | None = None) -> dict[str, Keadaan]:
    rule = KeadaanPolicy(nama=f"Nama {kode}", effect=effect, share=Decimal(share), months=months)
    return {kode: Keadaan(pasal=f"pasal {kode}", aturan=rule)}


def held(kode: str, mulai: str = "2026-01", selesai: str | None = None) -> Circumstance:
    return Circumstance(kode=kode, mulai=mulai, selesai=selesai, nomor="SK.1", fact=f"id-{kode}")


def paid(person: dict[str, Any] | None = None, **rates: Any) -> tuple[int, list[SlipLine], str]:
    """The total, the lines after those of the parts, and what is noted."""
    who, by = msgspec.structs.replace(PERSON, **(person or {})), msgspec.structs.replace(RATES, **rates)
    slip = domain.compute(who, MONTH, by)
    assert slip.status == "payable", slip.alasan
    assert slip.total == sum(line.jumlah for line in slip.lines) >= 0
    assert all(line.pasal and line.sumber and line.uraian for line in slip.lines)
    assert len({line.kode for line in slip.lines}) == len(slip.lines), "each line has a code of its own"
    return slip.total, list(slip.lines[2:]), slip.alasan


# --- kinds of TPP -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "amount"),
    [
        ({"by_class": {"7": 300_000}}, 300_000),
        ({"by_class": {"8": 300_000}}, None),
        ({"by_class": {"7": 300_000}, "by_unit": {"DINKES": 350_000}}, 350_000),
        ({"by_unit": {"DINKES": 350_000, "DINKES.P2P": 400_000}}, 400_000),
        ({"by_post": {"Bendahara": 450_000}, "by_unit": {"DINKES": 350_000}, "by_class": {"7": 300_000}}, 450_000),
        ({"by_post": {"Ajudan": 450_000}}, None),
        ({"by_post": {"Bendahara": 0}, "by_class": {"7": 300_000}}, 0),
    ],
)
def test_kuan_p1_28_an_amount_is_of_the_post_else_of_the_unit_else_of_the_class(
    by: dict[str, dict[str, int]], amount: int | None
) -> None:
    kind = Komponen(pasal="5", kode="beban_kerja", nama="TPP beban kerja", besaran=KomponenPolicy(**by, measured=False))
    total, more, _ = paid(komponen=(kind,))
    assert [line.jumlah for line in more] == ([] if amount is None else [amount])
    assert total == PARTS + (amount or 0)


def test_kuan_p1_28_a_measured_kind_has_its_own_part_for_productivity_and_for_discipline() -> None:
    # 300,000 x 60 % x 9/10 = 162,000; x 40 % = 120,000
    kind = Komponen(
        pasal="5", kode="beban_kerja", nama="TPP beban kerja", besaran=KomponenPolicy(by_class={"7": 300_000})
    )
    total, more, _ = paid(komponen=(kind,))
    assert [(line.kode, line.jumlah) for line in more] == [
        ("beban_kerja.produktivitas", 162_000), ("beban_kerja.disiplin", 120_000),
    ]  # fmt: skip
    assert more[0].uraian.startswith("TPP beban kerja: bagian") and total == PARTS + 282_000


def test_kuan_p1_28_kinds_alone_pay_without_a_basic_table_and_nothing_at_all_is_no_figure() -> None:
    kind = Komponen(pasal="5", kode="beban_kerja", nama="TPP", besaran=KomponenPolicy(by_class={"7": 300_000}))
    slip = domain.compute(PERSON, MONTH, msgspec.structs.replace(RATES, basic={}, komponen=(kind,)))
    assert (slip.status, slip.total) == ("payable", 282_000)
    none = domain.compute(msgspec.structs.replace(PERSON, kelas_jabatan=9), MONTH, RATES)
    assert (none.status, none.total) == ("incomplete", 0) and "Kelas jabatan 9" in none.alasan


# --- circumstances ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periode", "cut"),
    [("2025-12", 0), ("2026-01", -235_000), ("2026-06", -235_000), ("2026-07", 0)],
)
def test_pp_94_2021_a_sanction_cuts_25_percent_for_its_six_months(periode: str, cut: int) -> None:
    # 940,000 x 25 % = 235,000, January to June
    rule = keadaan("hukuman_sedang_6", "cut", "0.25", 6)
    one = held("hukuman_sedang_6", selesai=last_month("2026-01", 6))
    total, more, _ = paid({"keadaan": (one,)}, keadaan=rule, periode=periode)
    assert [line.jumlah for line in more] == ([cut] if cut else []) and total == PARTS + cut


def test_pp_94_2021_two_sanctions_add_and_never_take_a_slip_below_zero() -> None:
    rules = keadaan("a", "cut", "0.75") | keadaan("b", "cut", "0.5")
    total, more, note = paid({"keadaan": (held("a"), held("b"))}, keadaan=rules)
    assert (total, [line.jumlah for line in more]) == (0, [-705_000, -235_000])
    assert "sisanya tidak dibawa" in note and "paling banyak Rp235.000" in more[1].hitungan


def test_lhkpn_not_filed_holds_the_pay_until_it_ends_and_names_its_letter() -> None:
    rule = keadaan("lhkpn_belum", "hold")
    slip = domain.compute(
        msgspec.structs.replace(PERSON, keadaan=(held("lhkpn_belum"),)),
        MONTH,
        msgspec.structs.replace(RATES, keadaan=rule),
    )
    assert (slip.status, slip.total) == ("incomplete", 0)
    assert "Ditahan" in slip.alasan and "SK.1" in slip.alasan and "pasal lhkpn_belum" in slip.alasan
    total, more, _ = paid({"keadaan": (held("lhkpn_belum", "2025-06", "2025-12"),)}, keadaan=rule)
    assert (total, more) == (PARTS, [])


def test_a_cpns_is_paid_80_percent_and_of_two_shares_the_least_holds_once() -> None:
    # 940,000 x 20 % = 188,000; beside a leave at 40 %: 940,000 x 60 % = 564,000
    rules = keadaan("cpns", "pay", "0.8") | keadaan("cuti_besar", "pay", "0.4")
    assert paid({"keadaan": (held("cpns"),)}, keadaan=rules)[0] == 752_000
    total, more, _ = paid({"keadaan": (held("cpns"), held("cuti_besar"))}, keadaan=rules)
    assert (total, len(more), more[0].jumlah) == (376_000, 1, -564_000)


def test_kon_p14_a_status_pays_its_share_and_study_may_pay_none() -> None:
    by = {"by_status": {"tugas_belajar": Decimal("0.5")}, "by_status_pasal": "8"}
    total, (line,), _ = paid({"status": "tugas_belajar"}, **by)
    assert (total, line.jumlah, line.kode) == (470_000, -470_000, "status.tugas_belajar")
    rule = keadaan("belajar_penuh", "none")
    slip = domain.compute(
        msgspec.structs.replace(PERSON, keadaan=(held("belajar_penuh"),)), MONTH,
        msgspec.structs.replace(RATES, keadaan=rule),
    )  # fmt: skip
    assert (slip.status, slip.lines) == ("not_eligible", ()) and "pasal belajar_penuh" in slip.alasan


def test_reading_a28_who_acts_as_plt_has_a_share_on_top() -> None:
    # 940,000 x 20 % = 188,000
    total, (line,), _ = paid({"keadaan": (held("plt"),)}, keadaan=keadaan("plt", "add", "0.2"))
    assert (total, line.jumlah) == (1_128_000, 188_000) and "SK.1" in line.uraian


def test_a_circumstance_that_the_policy_does_not_name_changes_nothing_and_is_said() -> None:
    total, more, note = paid({"keadaan": (held("baru"),)})
    assert (total, more) == (PARTS, []) and "baru (SK.1) tidak diatur" in note


# --- predikat, ceiling, taxes -------------------------------------------------------------------------------------

SHARES = {k: Decimal(v) for k, v in {
    "Sangat Baik": "1.1", "Baik": "1", "Cukup": "0.9", "Kurang": "0.5", "Sangat Kurang": "0",
}.items()}  # fmt: skip


def final(tahun: int, predikat: str | None) -> Result:
    return Result(tahun=tahun, predikat=predikat, fact=f"nilai-{tahun}")


@pytest.mark.parametrize(
    ("hasil", "pending", "jumlah"),
    [
        ((final(2025, "Sangat Baik"),), "hold", 94_000),
        ((final(2025, "Cukup"), final(2024, "Baik")), "hold", -94_000),
        ((final(2024, "Cukup"),), "previous_final", -94_000),
        ((), "previous_final", None),
        ((final(2026, "Kurang"), final(2025, "Sangat Baik")), "hold", 94_000),
    ],
)
def test_reading_b36_b45_the_final_predikat_of_the_year_before_multiplies(
    hasil: tuple[Result, ...], pending: Any, jumlah: int | None
) -> None:
    total, more, _ = paid({"hasil": hasil}, predicate=SHARES, predicate_pasal="KON 43", predicate_pending=pending)
    assert [line.jumlah for line in more] == ([] if jumlah is None else [jumlah])
    assert total == PARTS + (jumlah or 0)


def test_reading_b36_hold_gives_no_figure_before_the_predikat_is_final() -> None:
    rates = msgspec.structs.replace(RATES, predicate=SHARES, predicate_pasal="KON 43")
    slip = domain.compute(msgspec.structs.replace(PERSON, hasil=(final(2024, "Baik"),)), MONTH, rates)
    assert (slip.status, slip.total) == ("incomplete", 0)
    assert "2025" in slip.alasan and "KON 43" in slip.alasan


def test_kuan_p1_28_the_ceiling_of_the_class_holds_before_tax() -> None:
    rule = Potongan(
        pasal="PMK", kode="pph21", aturan=PotonganPolicy(nama="PPh 21", by_golongan={"III": Decimal("0.05")})
    )
    total, more, _ = paid(ceiling={"7": 900_000}, ceiling_pasal="9", potongan=(rule,))
    assert [(line.kode, line.jumlah) for line in more] == [("batas", -40_000), ("potongan.pph21", -45_000)]
    assert total == 855_000
    assert paid(ceiling={"7": PARTS}, ceiling_pasal="9")[1] == []


def test_a_tax_by_golongan_and_a_contribution_with_a_most() -> None:
    # PPh 21 III 5 % of 940,000 = 47,000; IWP 1 % = 9,400, at most 8,000
    taxes = (
        Potongan(pasal="PMK", kode="pph21", aturan=PotonganPolicy(nama="PPh 21", by_golongan={"III": Decimal("0.05")})),
        Potongan(pasal="IWP", kode="iwp", aturan=PotonganPolicy(nama="IWP", share=Decimal("0.01"), most=8_000)),
    )
    total, more, _ = paid(potongan=taxes)
    assert ([line.jumlah for line in more], total) == ([-47_000, -8_000], 885_000)
    slip = domain.compute(
        msgspec.structs.replace(PERSON, golongan="IX"), MONTH, msgspec.structs.replace(RATES, potongan=taxes)
    )
    assert slip.status == "incomplete" and "Golongan IX" in slip.alasan


# --- the formula against an oracle --------------------------------------------------------------------------------


def half_up(exact: Fraction) -> int:
    """Written from C1: half a rupiah and more is one more."""
    return int(exact + Fraction(1, 2)) if exact >= 0 else -half_up(-exact)


share = some.integers(0, 100).map(lambda n: Decimal(n) / 100)


@given(
    basic=some.integers(0, 10**9), approved=some.integers(0, 40), target=some.integers(1, 40), weight=share,
    cuts=some.lists(share, max_size=3), adds=some.lists(share, max_size=2), paid_share=some.none() | share,
    ceiling=some.none() | some.integers(0, 10**9), tax=share,
)  # fmt: skip
def test_x2_c1_every_line_is_rounded_once_and_the_total_is_their_sum(
    basic: int, approved: int, target: int, weight: Decimal, cuts: list[Decimal], adds: list[Decimal],
    paid_share: Decimal | None, ceiling: int | None, tax: Decimal,
) -> None:  # fmt: skip
    rules: dict[str, Keadaan] = {}
    for n, one in enumerate(cuts):
        rules |= keadaan(f"c{n}", "cut", str(one))
    for n, one in enumerate(adds):
        rules |= keadaan(f"a{n}", "add", str(one))
    rates = msgspec.structs.replace(
        RATES, basic={"7": basic}, productivity=weight, discipline=1 - weight, keadaan=rules,
        by_status={} if paid_share is None else {"aktif": paid_share}, by_status_pasal="8",
        ceiling={} if ceiling is None else {"7": ceiling}, ceiling_pasal="9",
        potongan=(Potongan(pasal="t", kode="t", aturan=PotonganPolicy(nama="T", share=tax)),),
    )  # fmt: skip
    month = msgspec.structs.replace(MONTH, approved=approved, target=target)
    slip = domain.compute(msgspec.structs.replace(PERSON, keadaan=tuple(map(held, rules))), month, rates)

    base = half_up(basic * Fraction(weight) * min(approved, target) / target) + half_up(basic * (1 - Fraction(weight)))
    total = base + sum(half_up(base * Fraction(one)) for one in adds)
    for one in cuts:
        total = max(0, total - half_up(base * Fraction(one)))
    if paid_share is not None:
        total = max(0, total - half_up(base * (1 - Fraction(paid_share))))
    total = total if ceiling is None else min(total, ceiling)
    total -= min(total, half_up(total * Fraction(tax)))
    assert slip.total == total == sum(line.jumlah for line in slip.lines)
    assert slip.total >= 0


@given(basic=some.integers(0, 10**9), target=some.integers(1, 40), approved=some.integers(0, 39), tax=share)
def test_x2_one_more_approved_output_never_pays_less(basic: int, target: int, approved: int, tax: Decimal) -> None:
    rule = (Potongan(pasal="t", kode="t", aturan=PotonganPolicy(nama="T", share=tax)),)
    rates = msgspec.structs.replace(RATES, basic={"7": basic}, potongan=rule)
    few, more = (
        domain.compute(PERSON, msgspec.structs.replace(MONTH, approved=n, target=target), rates).total
        for n in (approved, approved + 1)
    )
    assert few <= more
