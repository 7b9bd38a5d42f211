"""SKP by KUAN P5-9 and KON P6-20: what it holds, its order, its month of January, its measurement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from contracts.refusal import Refusal
from contracts.vocabulary import Kategori
from services.skp import domain
from services.skp.domain import ORDER, Butir, Content, Sumber, SuratKeputusan, Target

SOURCES = ("renstra", "perjanjian_kinerja", "organisasi_tata_kerja", "uraian_jabatan", "skp_atasan")
CRITERIA = ("spesifik", "terukur", "realistis", "batas_waktu", "menyesuaikan_kondisi")
TARGET = Target(kuantitas=12, satuan="berkas")
UTAMA = Butir(kategori=Kategori.UTAMA, uraian="Menyusun laporan", indikator="Jumlah laporan", target=TARGET)
SK = SuratKeputusan(nomor="SK.1", tanggal=date(2025, 1, 2), pemberi_id=UUID(int=1))
GOOD = Content(sumber=(Sumber(jenis="renstra", rujukan="Renstra 2024"),), butir=(UTAMA,), benar=True)
A, B = UUID(int=1), UUID(int=2)


def refused(pasal: str, status: int, check: object, *given: object) -> None:
    with pytest.raises(Refusal) as caught:
        check(*given)  # type: ignore[operator]
    assert caught.value.status == status
    assert pasal in caught.value.pasal


@pytest.mark.parametrize(
    ("changed", "pasal"),
    [
        ({"benar": False}, "23(1)"),
        ({"sumber": ()}, "5(2)"),
        ({"sumber": (Sumber(jenis="angan_angan", rujukan="x"),)}, "6(1)"),
        ({"butir": ()}, "6(1)"),
        ({"butir": (msgspec.structs.replace(UTAMA, kategori=Kategori.TAMBAHAN, sk=SK),)}, "7(1)"),
        ({"butir": (msgspec.structs.replace(UTAMA, indikator=" "),)}, "7(1)"),
        ({"butir": (UTAMA, msgspec.structs.replace(UTAMA, kategori=Kategori.TAMBAHAN))}, "9(2)b"),
    ],
)
def test_kuan_p5_p7_p9_what_a_plan_must_hold(changed: dict[str, object], pasal: str) -> None:
    domain.check_complete(GOOD, SOURCES)
    refused(pasal, 422, domain.check_complete, msgspec.structs.replace(GOOD, **changed), SOURCES)


@pytest.mark.parametrize("wanted", ORDER[1:])
@pytest.mark.parametrize("state", ORDER)
def test_kuan_p5_4_kon_p6_no_step_is_skipped_or_repeated(state: str, wanted: str) -> None:
    if ORDER.index(wanted) == ORDER.index(state) + 1:
        return domain.check_step(state, wanted)
    refused("5(4)", 409, domain.check_step, state, wanted)


def test_kuan_p5_4_the_pengelola_kinerja_of_the_same_pd_reviews_but_not_his_own() -> None:
    domain.check_reviewer(A, B, {"pengelola_kinerja"}, True)
    refused("5(4)", 403, domain.check_reviewer, A, B, set(), True)
    refused("5(4)", 403, domain.check_reviewer, A, B, {"pengelola_kinerja"}, False)
    refused("kebijakan", 403, domain.check_reviewer, A, A, {"pengelola_kinerja"}, True)


@pytest.mark.parametrize("missing", CRITERIA)
def test_kuan_p7_2_kon_p7_4_all_five_criteria(missing: str) -> None:
    met = {**dict.fromkeys(CRITERIA, True), missing: False}
    refused("7(4)", 422, domain.check_criteria, met, CRITERIA)
    domain.check_criteria(dict.fromkeys(CRITERIA, True), CRITERIA)


def test_kon_p10_3_who_sets() -> None:
    domain.may_set(A, A, set())
    domain.may_set(None, A, {"bupati"})
    refused("1(24)", 403, domain.may_set, A, B, {"bupati"})
    refused("10(3)", 403, domain.may_set, None, A, set())


@pytest.mark.parametrize(
    ("set_on", "begins", "late"),
    [
        (date(2025, 1, 31), date(2025, 1, 1), False),
        (date(2025, 2, 1), date(2025, 1, 1), True),
        (date(2025, 7, 20), date(2025, 7, 1), False),  # a plan that begins in July has no January
    ],
)
def test_kon_p15_2_january(set_on: date, begins: date, late: bool) -> None:
    assert domain.is_late(set_on, 2025, begins, "01-31") is late


def test_kon_p15_2_not_before_its_year() -> None:
    refused("15(2)", 409, domain.check_year, date(2024, 12, 31), 2025)


@pytest.mark.parametrize("status", ["cltn", "mpp", "diberhentikan_sementara", "pejabat_negara", "pensiun"])
def test_kon_p14_exempt(status: str) -> None:
    exempt = ("cltn", "mpp", "diberhentikan_sementara", "pejabat_negara", "pensiun")
    refused("14", 409, domain.check_exempt, status, exempt)
    domain.check_exempt("aktif", exempt)


@pytest.mark.parametrize(
    ("realisasi", "target", "capaian"),
    [(12, 12, "100"), (9, 12, "75"), (14, 12, "116.6666666666666666666666667"), (24, 12, "120"), (0, 12, "0")],
)
def test_kon_p20_5_6_capaian_at_most_120(realisasi: int, target: int, capaian: str) -> None:
    assert domain.capaian(realisasi, target, 120) == Decimal(capaian)


def test_kon_p20_the_mean_counts_what_was_not_done() -> None:
    assert domain.mean_capaian([(12, 12), (0, 12), (24, 12)], 120) == Decimal(220) / 3
