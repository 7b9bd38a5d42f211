"""Appraisal by KON P16, P31, P32, P48: every figure from the text or the worked example beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from contracts.butir import ButirKinerja
from contracts.refusal import Refusal
from contracts.vocabulary import Kategori
from services.appraisal.domain import clocks
from services.appraisal.domain import judgement as domain
from services.appraisal.policy import Band
from tests.laws import pasal as pasal_of

D = Decimal
# KON P31(5): 110-120 with a new idea that benefits the organisation; 90-120; 70-90; 50-70; below 50.
BANDS = [
    Band("Sangat Baik", D(110), True), Band("Baik", D(90)), Band("Cukup", D(70)), Band("Kurang", D(50)),
    Band("Sangat Kurang", D(0)),
]  # fmt: skip
FIVE = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama", "kepemimpinan")
LEADERS = ("jpt_pratama", "administrator", "pengawas")


@pytest.mark.parametrize(("weights", "nilai"), [(("0.7", "0.3"), "100.46"), (("0.6", "0.4"), "99.68")])
def test_kon_p31_2_weights(weights: tuple[str, str], nilai: str) -> None:
    assert domain.nilai_kinerja(D("102.8"), D(95), D(weights[0]), D(weights[1])) == D(nilai)


@pytest.mark.parametrize(
    ("nilai", "idea", "predikat"),
    [
        ("120", True, "Sangat Baik"), ("110", True, "Sangat Baik"), ("110", False, "Baik"), ("120", False, "Baik"),
        ("109.999", True, "Baik"), ("90", False, "Baik"), ("89.9999999", False, "Cukup"), ("70", False, "Cukup"),
        ("69.999", False, "Kurang"), ("50", False, "Kurang"), ("49.999", True, "Sangat Kurang"),
        ("0", False, "Sangat Kurang"),
    ],
)  # fmt: skip
def test_kon_p31_5_predikat_of_the_unrounded_nilai(nilai: str, idea: bool, predikat: str) -> None:
    assert domain.predikat(D(nilai), idea, BANDS).value == predikat


def test_kon_p16_four_aspects_are_divided_by_four() -> None:
    assert domain.nilai_perilaku(dict.fromkeys(FIVE[:4], D(96))) == D(96)
    assert domain.nilai_perilaku({"a": D(90), "b": D(91), "c": D(92)}) == D(91)


@pytest.mark.parametrize(("jabatan", "judged"), [("administrator", 5), ("pelaksana", 4), ("fungsional", 4)])
def test_kon_p16_2_leadership_only_where_one_leads(jabatan: str, judged: int) -> None:
    assert len(domain.aspects_for(jabatan, FIVE, "kepemimpinan", LEADERS)) == judged


@pytest.mark.parametrize(
    ("scores", "pasal"),
    [
        (dict.fromkeys(FIVE, D(90)), "16(2)"),  # leadership of somebody who does not lead
        (dict.fromkeys(FIVE[:3], D(90)), "16(1)"),  # an aspect missing
        ({**dict.fromkeys(FIVE[:3], D(90)), "kerja_sama": D("120.01")}, "20(6)"),
        ({**dict.fromkeys(FIVE[:3], D(90)), "kerja_sama": D("-1")}, "20(6)"),
    ],
)
def test_kon_p16_scores_that_are_refused(scores: dict[str, Decimal], pasal: str) -> None:
    with pytest.raises(Refusal) as refused:
        domain.check_scores(scores, FIVE[:4])
    assert refused.value.status == 422 and pasal in pasal_of(refused.value, "KON")


@pytest.mark.parametrize(("today", "may"), [(date(2025, 12, 30), False), (date(2025, 12, 31), True)])
def test_kon_p32_1_opens_at_the_end_of_december(today: date, may: bool) -> None:
    if may:
        return domain.check_window(today, 2025, "12-31")
    with pytest.raises(Refusal) as refused:
        domain.check_window(today, 2025, "12-31")
    assert refused.value.status == 409 and "32(1)" in pasal_of(refused.value, "KON")


@pytest.mark.parametrize(("today", "late"), [(date(2026, 1, 31), False), (date(2026, 2, 1), True)])
def test_kon_p32_1_late_after_january(today: date, late: bool) -> None:
    assert domain.is_late(today, 2025, "01-31") is late


def test_kon_p48_1_fourteen_calendar_days_for_an_objection() -> None:
    assert clocks.last_day(date(2026, 1, 6), 14) == date(2026, 1, 20)


def test_kon_p34_2_the_bupati_appraises_where_he_is_the_superior() -> None:
    domain.check_penilai(None, UUID(int=1), {"bupati"})
    for atasan, office in ((None, set[str]()), (UUID(int=2), {"bupati"})):
        with pytest.raises(Refusal) as refused:
            domain.check_penilai(atasan, UUID(int=1), office)
        assert refused.value.status == 403


@pytest.mark.parametrize("state", ["opened", "received", "final"])
def test_kon_p38_a_step_is_taken_from_its_own_state(state: str) -> None:
    with pytest.raises(Refusal) as refused:
        domain.check_state(state, "signed")
    assert refused.value.status == 409
    domain.check_state("signed", "signed")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"target": 12, "satuan": "berkas"}, "12 berkas"),
        ({"target": 12, "satuan": "berkas", "kualitas": 95, "waktu_bulan": 6}, "12 berkas, 95 %, 6 bulan"),
        ({"target": 0, "satuan": "", "kualitas": 80}, "80 %"),
        ({"target": 0, "satuan": "", "biaya": 5_000_000}, "Rp5000000"),
    ],
)
def test_kuan_p7_3_the_dimension_target_says_the_aspects_that_are_named(target: dict[str, Any], said: str) -> None:
    butir = ButirKinerja(butir_id=UUID(int=1), kategori=Kategori.UTAMA, uraian="x", indikator="y", **target)
    assert domain.target_of(butir) == said
