"""SKP by KUAN P5-9 and KON P6-20: what it holds, its order, its month of January, its measurement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.masa import MasaStatus
from contracts.refusal import Refusal
from contracts.vocabulary import Arah, JenisJabatan, Kategori, StatusPegawai
from services.skp.domain import change, course, measure, segmen
from services.skp.domain.complete import check_complete
from services.skp.domain.content import (
    Butir,
    Content,
    Demands,
    Post,
    Sumber,
    SuratKeputusan,
    check_issuer,
)
from services.skp.domain.target import Target, Ukuran, check_target, ukuran_of
from tests.laws import cited

SOURCES = ("renstra", "perjanjian_kinerja", "organisasi_tata_kerja", "uraian_jabatan", "skp_atasan")
ASPECTS = ("kuantitas", "kualitas", "waktu", "biaya")
CRITERIA = ("spesifik", "terukur", "realistis", "batas_waktu", "menyesuaikan_kondisi")
TARGET = Target(kuantitas=12, satuan="berkas")
SUPERIORS = UUID(int=9)
UTAMA = Butir(
    kategori=Kategori.UTAMA, uraian="Menyusun laporan", indikator="Jumlah laporan", target=TARGET, induk_id=SUPERIORS
)
SK = SuratKeputusan(
    nomor="SK.1", tanggal=date(2025, 1, 2), pemberi_id=UUID(int=1), disepakati=True, di_luar_tugas_pokok=True
)
EXTRA = Butir(kategori=Kategori.TAMBAHAN, uraian="Panitia hari jadi", indikator="Jumlah kegiatan", target=TARGET, sk=SK)
GOOD = Content(sumber=(Sumber(jenis="renstra", rujukan="Renstra 2024"),), butir=(UTAMA,), benar=True)
A, B = UUID(int=1), UUID(int=2)
STAFF = Post(jenis=JenisJabatan.PELAKSANA)
MANDATORY = ("disepakati", "surat_keputusan", "di_luar_tugas_pokok")  # a, b, c of P9(2): reading A6
KUAN = Demands(sources=SOURCES, extra=MANDATORY)
# KON P10-13 by kind of jabatan, and P12, P10(4) for who leads a unit.
KON = Demands(
    sources=(*SOURCES, "rencana_kerja_tahunan"),
    needed={
        "jpt_pratama": ("perjanjian_kinerja", "renstra", "rencana_kerja_tahunan"),
        "administrator": ("skp_atasan", "organisasi_tata_kerja", "uraian_jabatan"),
        "pengawas": ("skp_atasan", "organisasi_tata_kerja", "uraian_jabatan"),
        "pelaksana": ("skp_atasan", "organisasi_tata_kerja", "uraian_jabatan"),
        "fungsional": (
            "skp_atasan", "rencana_kerja_tahunan", "perjanjian_kinerja", "organisasi_tata_kerja", "uraian_jabatan",
        ),
    },
    unit_head=("rencana_kerja_tahunan",),
    head_indicators=("tupoksi", "anggaran"),
    extra=MANDATORY,
)  # fmt: skip


def refused(pasal: str, status: int, check: object, *given: object, **more: object) -> None:
    with pytest.raises(Refusal) as caught:
        check(*given, **more)  # type: ignore[operator]
    assert caught.value.status == status
    assert pasal in cited(caught.value)


def _with(content: Content, **changed: object) -> Content:
    return msgspec.structs.replace(content, **changed)


def _butir(butir: Butir, **changed: object) -> Butir:
    return msgspec.structs.replace(butir, **changed)


@pytest.mark.parametrize(
    ("changed", "pasal"),
    [
        ({"benar": False}, "23(1)"),
        ({"sumber": ()}, "5(2)"),
        ({"sumber": (Sumber(jenis="angan_angan", rujukan="x"),)}, "6(1)"),
        ({"sumber": (Sumber(jenis=SOURCES[0], rujukan=" "),)}, "5(2)"),
        ({"butir": ()}, "6(1)"),
        ({"butir": (_butir(UTAMA, uraian=" "),)}, "6(1)"),
        ({"butir": (EXTRA,)}, "7(1)"),
        ({"butir": (_butir(UTAMA, indikator=" "),)}, "7(1)"),
        ({"butir": (UTAMA, _butir(EXTRA, sk=None))}, "9(2)b"),
        ({"butir": (UTAMA, _butir(EXTRA, sk=msgspec.structs.replace(SK, disepakati=False)))}, "9(2)a"),
        ({"butir": (UTAMA, _butir(EXTRA, sk=msgspec.structs.replace(SK, di_luar_tugas_pokok=False)))}, "9(2)c"),
        ({"butir": (UTAMA, _butir(EXTRA, uraian=" menyusun LAPORAN "))}, "9(2)c"),
    ],
)
def test_kuan_p5_p7_p9_what_a_plan_must_hold(changed: dict[str, object], pasal: str) -> None:
    check_complete(_with(GOOD, butir=(UTAMA, EXTRA)), STAFF, KUAN)
    refused(pasal, 422, check_complete, _with(GOOD, **changed), STAFF, KUAN)


TRAITS = {"disepakati": "a", "di_luar_tugas_pokok": "c", "sesuai_kapasitas": "d", "terkait_output": "e"}


@pytest.mark.parametrize("trait", TRAITS)
def test_kuan_p9_2_reading_a6_the_pack_says_which_characteristics_are_mandatory(trait: str) -> None:
    without = _with(GOOD, butir=(UTAMA, _butir(EXTRA, sk=msgspec.structs.replace(SK, **{trait: False}))))
    refused(
        f"9(2){TRAITS[trait]}", 422, check_complete, without, STAFF, Demands(sources=SOURCES, extra=(trait,))
    )  # fmt: skip
    others = tuple(other for other in TRAITS if other != trait)
    attested = msgspec.structs.replace(SK, sesuai_kapasitas=True, terkait_output=True)
    given = _with(GOOD, butir=(UTAMA, _butir(EXTRA, sk=msgspec.structs.replace(attested, **{trait: False}))))
    check_complete(given, STAFF, Demands(sources=SOURCES, extra=others))


def test_kuan_p9_2_reading_a6_without_an_sk_nothing_is_attested() -> None:
    bare = _with(GOOD, butir=(UTAMA, _butir(EXTRA, sk=None)))
    check_complete(bare, STAFF, Demands(sources=SOURCES, extra=()))
    refused("9(2)b", 422, check_complete, bare, STAFF, Demands(sources=SOURCES, extra=("surat_keputusan",)))
    refused("9(2)a", 422, check_complete, bare, STAFF, Demands(sources=SOURCES, extra=("disepakati",)))


def test_kuan_p5_p7_p9_everything_that_a_plan_lacks_is_named_at_once() -> None:
    bare = _butir(UTAMA, indikator="", induk_id=None)
    loose = _butir(EXTRA, sk=msgspec.structs.replace(SK, disepakati=False, di_luar_tugas_pokok=False))
    plan = _with(GOOD, benar=False, sumber=(Sumber(jenis="renstra", rujukan=" "),), butir=(bare, loose))
    with pytest.raises(Refusal) as caught:
        check_complete(plan, STAFF, KUAN)
    assert [(part.field, cited(part)) for part in caught.value.parts] == [
        ("benar", "KUAN 23(1)"),
        ("sumber[0].rujukan", "KUAN 5(2), KON 6(1)"),
        ("butir[0].indikator", "KUAN 7(1), KON 7(3)"),
        ("butir[0].induk_id", "KUAN 8(1), KON 8(1)"),
        ("butir[1].sk.disepakati", "KUAN 9(2)a, KON 9(2)a"),
        ("butir[1].sk.di_luar_tugas_pokok", "KUAN 9(2)c, KON 9(2)c"),
    ]
    first = caught.value.parts[0]
    assert (caught.value.status, caught.value.field, caught.value.message) == (422, first.field, first.message)


def test_kon_p13_p10_what_a_post_asks_beside_is_named_with_the_rest() -> None:
    head = Post(jenis=JenisJabatan.JPT_PRATAMA, memimpin_unit=True)
    with pytest.raises(Refusal) as caught:
        check_complete(_with(GOOD, sumber=()), head, KON)
    assert [part.field for part in caught.value.parts] == ["sumber", "sumber", "butir[0].sasaran_unit", "butir"]
    expert = Post(jenis=JenisJabatan.FUNGSIONAL)
    with pytest.raises(Refusal) as caught:
        check_complete(_with(GOOD, butir=(_butir(UTAMA, induk_id=None),)), expert, KUAN)
    assert [part.field for part in caught.value.parts] == ["butir[0].butir_kegiatan", "butir[0].induk_id"]


def test_kuan_p23_1_a_single_lack_is_told_as_it_is() -> None:
    with pytest.raises(Refusal) as caught:
        check_complete(_with(GOOD, benar=False), STAFF, KUAN)
    assert (caught.value.field, caught.value.parts) == ("benar", ())


@pytest.mark.parametrize("n", [0, 1, 2])
def test_kuan_p7_1_the_kinerja_without_an_indicator_is_named(n: int) -> None:
    three = [UTAMA, UTAMA, UTAMA]
    three[n] = _butir(UTAMA, indikator="", uraian=f"Kinerja {n}")
    with pytest.raises(Refusal) as caught:
        check_complete(_with(GOOD, butir=tuple(three)), STAFF, KUAN)
    assert caught.value.field == f"butir[{n}].indikator" and f"Kinerja {n}" in caught.value.message


def test_kuan_p7_3_kon_p7_5_a_target_has_an_aspect() -> None:
    refused("7(3), KON 7(5)", 422, check_target, Target(satuan="berkas"), ASPECTS, "target")
    check_target(Target(satuan="laporan", kuantitas=12, kualitas=95, waktu_bulan=12), ASPECTS, "target")


@pytest.mark.parametrize(
    ("target", "ukuran"),
    [
        (Target(kuantitas=12, satuan="berkas", kualitas=95), ("kuantitas", 12, "berkas")),
        (Target(kualitas=95, waktu_bulan=12, biaya=5), ("kualitas", 95, "%")),
        (Target(waktu_bulan=6, biaya=5), ("waktu", 6, "bulan")),
        (Target(biaya=50_000_000), ("biaya", 50_000_000, "rupiah")),
    ],
)
def test_kuan_p7_3_kon_p7_5_one_aspect_is_enough_and_the_first_is_measured(
    target: Target, ukuran: tuple[str, int, str]
) -> None:
    check_target(target, ASPECTS, "target")
    found = ukuran_of(target)
    assert (found.aspek, found.target, found.satuan) == ukuran


@pytest.mark.parametrize(
    ("target", "field"),
    [
        (Target(), "target"),
        (Target(kuantitas=12, satuan=" "), "target.satuan"),
        (Target(biaya=0), "target.biaya"),  # target 0: reading B37
    ],
)
def test_kuan_p7_3_kon_p7_5_what_is_no_target(target: Target, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_target(target, ASPECTS, "target")
    assert (caught.value.status, caught.value.field) == (422, field)


def test_kuan_p7_3_an_aspect_that_the_law_does_not_know_is_none() -> None:
    check_target(Target(waktu_bulan=6), ASPECTS, "target")
    with pytest.raises(Refusal) as caught:
        check_target(Target(waktu_bulan=6), ("kuantitas", "kualitas"), "target")
    assert caught.value.field == "target.waktu_bulan"


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian"),
    [
        (Target(kualitas=80), 90, "112.5"),
        (Target(kualitas=80), None, "0"),
        (Target(waktu_bulan=10), 8, "120"),  # 100 and the 20 saved
        (Target(waktu_bulan=10), 10, "100"),
        (Target(waktu_bulan=10), 12, "80"),
        (Target(waktu_bulan=10), 0, "120"),
        (Target(waktu_bulan=10), None, "0"),
        (Target(biaya=1_000_000), 950_000, "105"),
        (Target(biaya=1_000_000), 2_500_000, "0"),  # floor 0: reading B37
    ],
)
def test_kuan_p7_3_reading_b37_capaian_by_what_the_target_names(
    target: Target, realisasi: int | None, capaian: str
) -> None:
    assert measure.reached(realisasi, ukuran_of(target), 120) == Decimal(capaian)


GOAL, NONE = {"sasaran_unit": "Mutu pelayanan"}, {"induk_id": None}
WORK = {"butir_kegiatan": ("Menyusun laporan",)}


@pytest.mark.parametrize(
    ("jenis", "changed", "field"),
    [
        ("jpt_pratama", NONE | GOAL, ""),
        ("jpt_pratama", {}, "sasaran_unit"),
        ("administrator", {}, ""),
        ("administrator", NONE | GOAL, "induk_id"),
        ("pengawas", NONE, "induk_id"),
        ("pelaksana", NONE, "induk_id"),
        ("fungsional", WORK, ""),
        ("fungsional", NONE | GOAL | WORK, ""),
        ("fungsional", {}, "butir_kegiatan"),
        ("fungsional", NONE | WORK, "induk_id"),
    ],
)
def test_kuan_p8_1_kon_p8_1_the_cascade_by_kind_of_jabatan(jenis: str, changed: dict[str, object], field: str) -> None:
    plan, post = _with(GOOD, butir=(_butir(UTAMA, **changed),)), Post(jenis=JenisJabatan(jenis))
    if not field:
        return check_complete(plan, post, KUAN)
    with pytest.raises(Refusal) as caught:
        check_complete(plan, post, KUAN)
    assert (caught.value.status, caught.value.field) == (422, f"butir[0].{field}") and "8(1)" in cited(caught.value)


def _named(*kinds: str) -> Content:
    return _with(
        GOOD, sumber=tuple(Sumber(jenis=k, rujukan="2025") for k in kinds), butir=(_butir(UTAMA, **GOAL, **WORK),)
    )


@pytest.mark.parametrize("jenis", ["jpt_pratama", "administrator", "pengawas", "pelaksana", "fungsional"])
def test_kon_p10_p11_p13_the_sources_by_kind_of_jabatan(jenis: str) -> None:
    post, needed = Post(jenis=JenisJabatan(jenis)), KON.needed[jenis]
    check_complete(_named(*needed), post, KON)
    for missing in needed:
        refused("10(1-2), 11, 12, 13", 422, check_complete, _named(*(set(needed) - {missing})), post, KON)


def test_kon_p12_who_leads_a_unit_also_needs_the_rkt() -> None:
    needed = KON.needed["administrator"]
    camat = Post(jenis=JenisJabatan.ADMINISTRATOR, memimpin_unit=True)
    refused("12", 422, check_complete, _named(*needed), camat, KON)
    check_complete(_named(*needed, "rencana_kerja_tahunan"), camat, KON)


@pytest.mark.parametrize("missing", ["tupoksi", "anggaran"])
def test_kon_p10_4_the_head_of_a_unit_has_an_indicator_on_tupoksi_and_on_the_budget(missing: str) -> None:
    head = Post(jenis=JenisJabatan.JPT_PRATAMA, memimpin_unit=True)
    kinds = [k for k in ("tupoksi", "anggaran") if k != missing] * 4
    plan = _named(*KON.needed["jpt_pratama"])

    def having(kinds: list[str]) -> Content:
        return _with(plan, butir=tuple(_butir(UTAMA, **GOAL, jenis_indikator=k) for k in kinds))

    check_complete(having(["tupoksi", "anggaran"]), head, KON)
    refused("10(4)", 422, check_complete, having(kinds), head, KON)


@pytest.mark.parametrize(
    ("same_pd", "leads", "kind", "kuan", "kon"),
    [
        (True, True, "jpt_pratama", True, True),
        (True, True, "administrator", False, True),  # a camat
        (True, False, "jpt_pratama", False, False),
        (False, True, "jpt_pratama", False, False),
        (True, True, "pelaksana", False, False),
    ],
)
def test_kuan_p1_26_p9_kon_p9_who_gives_a_tugas_tambahan(
    same_pd: bool, leads: bool, kind: str, kuan: bool, kon: bool
) -> None:
    for fine, kinds in ((kuan, ("jpt_pratama",)), (kon, ("jpt_pratama", "administrator", "pengawas"))):
        if fine:
            check_issuer(same_pd, leads, kind, kinds, "butir[1]")
        else:
            refused("1(26-27)", 422, check_issuer, same_pd, leads, kind, kinds, "butir[1]")


ORDER = ("draft", "submitted", "reviewed", "agreed", "set")
TIERED = ("draft", "submitted", "reviewed", "agreed", "approved", "set")


@pytest.mark.parametrize("wanted", ORDER[1:])
@pytest.mark.parametrize("state", ORDER)
def test_kuan_p5_4_kon_p6_no_step_is_skipped_or_repeated(state: str, wanted: str) -> None:
    if ORDER.index(wanted) == ORDER.index(state) + 1:
        return course.check_step(state, wanted)
    refused("5(4)", 409, course.check_step, state, wanted)


@pytest.mark.parametrize("wanted", TIERED[1:])
@pytest.mark.parametrize("state", [*TIERED, "closed"])
def test_kon_p10_3_a_jpt_pratama_is_ratified_after_the_approval(state: str, wanted: str) -> None:
    if state in TIERED and TIERED.index(wanted) == TIERED.index(state) + 1:
        return course.check_step(state, wanted, tiered=True)
    refused("6(2-4)", 409, course.check_step, state, wanted, tiered=True)


def test_kon_p10_3_ratifying_is_the_bupatis() -> None:
    course.check_bupati({"bupati"})
    refused("10(3)", 403, course.check_bupati, {"sekda"})


def test_kuan_p5_4_the_pengelola_kinerja_of_the_same_pd_reviews_but_not_his_own() -> None:
    course.check_reviewer(A, B, {"pengelola_kinerja"}, True)
    refused("5(4)", 403, course.check_reviewer, A, B, set(), True)
    refused("5(4)", 403, course.check_reviewer, A, B, {"pengelola_kinerja"}, False)
    refused("kebijakan", 403, course.check_reviewer, A, A, {"pengelola_kinerja"}, True)


@pytest.mark.parametrize("missing", CRITERIA)
def test_kuan_p7_2_kon_p7_all_five_criteria(missing: str) -> None:
    met = {**dict.fromkeys(CRITERIA, True), missing: False}
    refused("7(4)", 422, course.check_criteria, met, CRITERIA)
    course.check_criteria(dict.fromkeys(CRITERIA, True), CRITERIA)


def test_kon_p10_3_who_sets() -> None:
    course.may_set(A, A, set())
    course.may_set(None, A, {"bupati"})
    refused("1(24)", 403, course.may_set, A, B, {"bupati"})
    refused("10(3)", 403, course.may_set, None, A, set())


@pytest.mark.parametrize(
    ("set_on", "begins", "late"),
    [
        (date(2025, 1, 31), date(2025, 1, 1), False),
        (date(2025, 2, 1), date(2025, 1, 1), True),
        (date(2025, 5, 31), date(2025, 5, 1), False),  # a move on 1 May: thirty days (B33)
        (date(2025, 6, 1), date(2025, 5, 1), True),
        (date(2025, 1, 31), date(2025, 1, 10), False),
    ],
)
def test_kon_p15_2_january(set_on: date, begins: date, late: bool) -> None:
    assert (set_on > course.due_on(2025, begins, "01-31", 30)) is late


def test_kon_p15_2_not_before_its_year() -> None:
    refused("15(2)", 409, course.check_year, date(2024, 12, 31), 2025)


@pytest.mark.parametrize("status", ["cltn", "mpp", "diberhentikan_sementara", "pejabat_negara", "pensiun"])
def test_kon_p14_exempt(status: str) -> None:
    exempt = ("cltn", "mpp", "diberhentikan_sementara", "pejabat_negara", "pensiun")
    refused("14", 409, course.check_exempt, status, exempt)
    course.check_exempt("aktif", exempt)


def _spell(status: str, mulai: str, selesai: str | None = None) -> MasaStatus:
    last = date.fromisoformat(selesai) if selesai else None
    return MasaStatus(mulai=date.fromisoformat(mulai), selesai=last, status=StatusPegawai(status))


ACTIVE = _spell("aktif", "2020-01-01")
HALF = (ACTIVE, _spell("cltn", "2026-01-01", "2026-06-30"))
SPRING = (ACTIVE, _spell("cltn", "2026-03-01", "2026-05-31"))
OPEN = (ACTIVE, _spell("cltn", "2026-01-01"), _spell("aktif", "2026-07-06"))


@pytest.mark.parametrize(
    ("spells", "today", "first"),
    [
        ((ACTIVE,), "2026-07-10", "2026-01-01"),
        (HALF, "2026-07-10", "2026-07-01"),
        (SPRING, "2026-07-10", "2026-06-01"),
        (SPRING, "2026-02-10", "2026-01-01"),
        (OPEN, "2026-07-10", "2026-07-06"),
        ((ACTIVE, _spell("cuti", "2026-03-01", "2026-05-31")), "2026-07-10", "2026-01-01"),
    ],
)
def test_kon_p14_the_end_of_an_exempt_status_begins_a_segment(
    spells: tuple[MasaStatus, ...], today: str, first: str
) -> None:
    begins = course.first_day(2026, date.fromisoformat(today), spells, ("cltn", "mpp"))
    assert begins == date.fromisoformat(first)
    course.check_service(begins, date.fromisoformat(today), spells, ("cltn", "mpp"))


@pytest.mark.parametrize(
    ("spells", "mulai"),
    [(HALF, "2026-01-01"), (HALF, "2026-06-30"), (SPRING, "2026-01-01"), (SPRING, "2026-03-01"), (OPEN, "2026-07-05")],
)
def test_kon_p14_no_plan_holds_a_day_of_an_exempt_status(spells: tuple[MasaStatus, ...], mulai: str) -> None:
    refused("14", 409, course.check_service, date.fromisoformat(mulai), date(2026, 7, 10), spells, ("cltn", "mpp"))


@pytest.mark.parametrize(
    ("realisasi", "target", "capaian"),
    [
        (150, 100, "120"),
        (12, 12, "100"),
        (9, 12, "75"),
        (14, 12, "116.6666666666666666666666667"),
        (24, 12, "120"),
        (0, 12, "0"),
    ],
)
def test_kon_p20_5_6_capaian_at_most_120(realisasi: int, target: int, capaian: str) -> None:
    assert measure.capaian(realisasi, target, 120) == Decimal(capaian)


def test_kon_p20_the_mean_counts_what_was_not_done() -> None:
    twelve = Ukuran("kuantitas", 12, "berkas")
    assert measure.mean_capaian([(12, twelve), (0, twelve), (24, twelve)], 120) == Decimal(220) / 3
    assert measure.mean_capaian([(12, twelve), (None, twelve), (24, twelve)], 120) == Decimal(220) / 3


COMPLAINTS = Ukuran("kuantitas", 10, "aduan", arah=Arah.KURANG)
VISITS = ukuran_of(Target(kuantitas=8, sampai=12, satuan="kunjungan", arah=Arah.RENTANG))
CERTIFIED = ukuran_of(Target(kuantitas=1, satuan="sertifikat ISO", arah=Arah.YA))


@pytest.mark.parametrize(
    ("ukuran", "realisasi", "capaian"),
    [
        # less is better, as of time and cost: what is saved is added to the hundred, 0 to 120 (B37)
        (COMPLAINTS, 10, "100"), (COMPLAINTS, 9, "110"), (COMPLAINTS, 0, "120"), (COMPLAINTS, 15, "50"),
        (COMPLAINTS, 25, "0"), (COMPLAINTS, None, "0"),
        # a range: a hundred within it and never more; below it its share, above it less by what is overrun
        (VISITS, 8, "100"), (VISITS, 10, "100"), (VISITS, 12, "100"), (VISITS, 6, "75"), (VISITS, 15, "75"),
        (VISITS, 24, "0"), (VISITS, 0, "0"), (VISITS, None, "0"),
        # done or not done (what B37 gives in the place of a target of zero)
        (CERTIFIED, 1, "100"), (CERTIFIED, 3, "100"), (CERTIFIED, 0, "0"), (CERTIFIED, None, "0"),
    ],
)  # fmt: skip
def test_kon_p20_what_of_a_quantity_is_good(ukuran: Ukuran, realisasi: int | None, capaian: str) -> None:
    assert measure.reached(realisasi, ukuran, 120) == Decimal(capaian)


def test_kon_p26_a_range_and_a_limit_are_due_by_their_part_of_a_segment() -> None:
    """By the end of June half of 8 to 12 visits and of 10 complaints was due; what is done or not done stays whole."""
    ids = [UUID(int=n) for n in (11, 12, 13)]
    whole = dict(zip(ids, [(VISITS, ()), (COMPLAINTS, ()), (CERTIFIED, ())], strict=True))
    visits, complaints, certified = segmen.parts(whole, date(2026, 1, 1), date(2026, 6, 30), "bagian").values()
    assert [measure.reached(n, visits, 120) for n in (3, 4, 6, 9)] == [75, 100, 100, 50]
    assert [measure.reached(n, complaints, 120) for n in (5, 4, 0)] == [100, 120, 120]
    assert measure.reached(1, certified, 120) == 100
    nothing = msgspec.structs.replace(COMPLAINTS, bagian=Decimal(0))
    assert measure.reached(2, nothing, 120) == 0, "a complaint before any was allowed"


@given(
    st.sampled_from(Arah), st.integers(1, 999), st.integers(1, 999),
    st.integers(0, 5000), st.integers(0, 5000),
)  # fmt: skip
def test_kon_p20_5_6_capaian_stays_in_its_bounds_and_moves_one_way(
    arah: Arah, low: int, more: int, one: int, other: int
) -> None:
    amount = 1 if arah is Arah.YA else low
    sampai = low + more if arah is Arah.RENTANG else None
    ukuran = ukuran_of(Target(kuantitas=amount, satuan="x", arah=arah, sampai=sampai))
    less, greater = sorted((one, other))
    a, b = (measure.reached(n, ukuran, 120) for n in (less, greater))
    most = 120 if arah in (Arah.LEBIH, Arah.KURANG) else 100
    assert 0 <= a <= most and 0 <= b <= most
    if arah in (Arah.LEBIH, Arah.YA) or greater <= low:
        assert a <= b or arah is Arah.KURANG
    if arah is Arah.KURANG or (sampai is not None and less >= sampai):
        assert a >= b


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (Target(kuantitas=8, satuan="x", arah=Arah.RENTANG), "range"),
        (Target(kuantitas=8, satuan="x", arah=Arah.RENTANG, sampai=8), "range"),
        (Target(kuantitas=8, satuan="x", sampai=9), "range"),
        (Target(kuantitas=2, satuan="x", arah=Arah.YA), "not_one"),
        (Target(kualitas=90, arah=Arah.KURANG), "no_quantity"),
    ],
)
def test_kuan_p7_3_kon_p7_5_a_direction_is_that_of_a_quantity(target: Target, name: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_target(target, ASPECTS, "butir[0].target")
    assert caught.value.rule.name == f"skp.target.{name}" and caught.value.status == 422
    assert (caught.value.field or "").startswith("butir[0].target.")


def test_kuan_p7_3_kon_p7_5_the_largest_quantity_has_a_direction_too() -> None:
    check_target(Target(kuantitas=1_000_000, satuan="x", arah=Arah.KURANG), ASPECTS, "butir[0].target")


CAUSES = ("pemangku_jabatan", "strategi", "prioritas_asumsi", "sakit_cuti", "penugasan", "lainnya_persetujuan_bupati")


@pytest.mark.parametrize(
    ("sebab", "spell", "penugasan", "persetujuan", "fine"),
    [
        ("pemangku_jabatan", None, "", "", True),
        ("strategi", None, "", "", True),
        ("prioritas_asumsi", None, "", "", True),
        ("bosan", None, "", "", False),
        ("sakit_cuti", (date(2026, 4, 1), date(2026, 4, 30)), "", "", False),
        ("sakit_cuti", (date(2026, 4, 1), date(2026, 5, 1)), "", "", True),
        ("sakit_cuti", None, "", "", False),
        ("sakit_cuti", (date(2026, 1, 31), date(2026, 2, 27)), "", "", False),
        ("sakit_cuti", (date(2026, 1, 31), date(2026, 2, 28)), "", "", True),
        ("penugasan", (date(2026, 4, 1), date(2026, 5, 1)), "pengembangan_kompetensi", "", True),
        ("penugasan", (date(2026, 4, 1), date(2026, 5, 1)), "mewakili_instansi", "", True),
        ("penugasan", (date(2026, 4, 1), date(2026, 5, 1)), "panitia", "", False),
        ("penugasan", (date(2026, 4, 1), date(2026, 4, 30)), "mewakili_instansi", "", False),
        ("lainnya_persetujuan_bupati", None, "", "100.3/5/2026", True),
        ("lainnya_persetujuan_bupati", None, "", " ", False),
    ],
)
def test_kon_p19_2_p19_3_reading_b35_the_six_causes(
    sebab: str, spell: tuple[date, date] | None, penugasan: str, persetujuan: str, fine: bool
) -> None:
    if fine:
        return change.check_cause(sebab, CAUSES, spell, penugasan, persetujuan)
    ayat = "19(3)" if sebab == "lainnya_persetujuan_bupati" else "19(2)"
    refused(ayat, 422, change.check_cause, sebab, CAUSES, spell, penugasan, persetujuan)


KON_CHANGES = ("penilai", "pengelola_kinerja")  # KON P19(1)


@pytest.mark.parametrize(
    ("actor", "penilai", "reviews", "fine"),
    [(A, False, True, False), (A, True, False, False), (B, True, False, True), (B, False, True, True),
     (B, False, False, False)],
)  # fmt: skip
def test_kon_p19_1_the_asn_himself_changes_nothing(actor: UUID, penilai: bool, reviews: bool, fine: bool) -> None:
    if fine:
        return change.check_proposer(A, actor, penilai, reviews, KON_CHANGES)
    refused("19(1)", 403, change.check_proposer, A, actor, penilai, reviews, KON_CHANGES)


def test_kon_p19_1_only_in_the_running_year() -> None:
    change.check_running_year(2026, date(2026, 12, 31), only=True)
    refused("19(1)", 409, partial(change.check_running_year, only=True), 2026, date(2027, 1, 2))


STEPS = ("diminta", "diverifikasi", "diklarifikasi", "disinkronkan", "divalidasi")


@pytest.mark.parametrize("wanted", STEPS[1:])
@pytest.mark.parametrize("state", STEPS)
def test_kuan_p1_10_14_four_steps_in_their_order(state: str, wanted: str) -> None:
    if STEPS.index(wanted) == STEPS.index(state) + 1:
        return change.check_next_step(state, wanted, "Sudah dijelaskan.", 0)
    refused("1(10-14)", 409, change.check_next_step, state, wanted, "Sudah dijelaskan.", 0)


def test_kuan_p1_12_p1_14_each_step_has_its_output() -> None:
    refused("1(12)", 422, change.check_next_step, "diverifikasi", "diklarifikasi", " ", 0)
    refused("1(14)", 409, change.check_next_step, "disinkronkan", "divalidasi", "", 1)


def test_kuan_p17b_a_year_of_120_is_twelve_times_ten() -> None:
    assert measure.breakdown_year(120) == [10] * 12
    for total in (119, 121, 7, 0):
        parts = measure.breakdown_year(total)
        assert sum(parts) == total and max(parts) - min(parts) <= 1


def test_kuan_p17b_a_month_of_ten_and_a_week_of_three() -> None:
    assert measure.even_parts(10, 4) == [2, 3, 2, 3]
    assert measure.early_parts(3, 5) == [1, 1, 0, 1, 0]


def test_kuan_p17b_weeks_are_cut_at_the_months_end() -> None:
    april = [date(2026, 4, d) for d in range(1, 31) if date(2026, 4, d).weekday() < 5 and d != 3]
    weeks = measure.weeks_of(april)
    assert [len(w) for w in weeks] == [2, 5, 5, 5, 4] and weeks[-1][-1] == date(2026, 4, 30)
