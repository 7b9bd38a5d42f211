"""Monitoring and bimbingan by hand (KON P18, P21, P22, P24(1))."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from contracts.refusal import Refusal
from services.appraisal.domain import bimbingan, pemantauan
from services.appraisal.domain.appraisal import Dinilai
from services.appraisal.domain.bimbingan import Bimbingan
from services.appraisal.domain.pemantauan import Holder, Pemantauan
from tests.laws import cited

STAF, KASI, HELPER, TRAINER = (UUID(int=n) for n in range(1, 5))
WHO = Dinilai(
    asn_id=STAF, atasan_id=KASI, kosong=False, jenis_jabatan="pelaksana", tmt_jabatan=date(2024, 1, 2), penempatan=(),
    opd="DINKES", hari_kerja=5,
)  # fmt: skip
TODAY = date(2026, 6, 30)


def by(asn: UUID, *roles: str, opd: str = "DINKES") -> Holder:
    return Holder(asn, frozenset(roles), opd)


def seen(**more: Any) -> Pemantauan:
    fields: dict[str, Any] = {
        "pemantauan_id": UUID(int=9), "asn_id": STAF, "tahun": 2026, "semester": 1, "tanggal": TODAY, "oleh": KASI
    }  # fmt: skip
    return Pemantauan(**fields | more)


def refused(ask: Any) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        ask()
    return caught.value.status, cited(caught.value)


@pytest.mark.parametrize(("day", "semester"), [("01-01", 1), ("06-30", 1), ("07-01", 2), ("12-31", 2)])
def test_kon_p18_1_a_year_has_two_semesters(day: str, semester: int) -> None:
    found = date.fromisoformat(f"2026-{day}")
    assert pemantauan.semester_of(found) == semester
    assert pemantauan.last_day(2026, pemantauan.semester_of(found)) == date(2026, *((6, 30), (12, 31))[semester - 1])


def test_kon_p18_1_5_the_penilai_or_the_helper_of_the_pd() -> None:
    for allowed in (by(KASI), by(HELPER, "pengelola_kinerja")):
        pemantauan.check_monitor(WHO, allowed)
    pemantauan.check_monitor(replace(WHO, atasan_id=None), by(HELPER, "bupati"))
    others = (by(STAF), by(HELPER), by(HELPER, "pengelola_kinerja", opd="BKPP"), by(STAF, "pengelola_kinerja"))
    for other in others:
        assert refused(lambda o=other: pemantauan.check_monitor(WHO, o)) == (403, "KON 18(1, 5)")
    assert refused(lambda: pemantauan.check_monitor(replace(WHO, atasan_id=None, kosong=True), by(HELPER, "bupati")))


@pytest.mark.parametrize("day", ["2026-07-01", "2025-12-31", "2027-01-01"])
def test_kon_p18_1_in_the_running_year_and_not_ahead(day: str) -> None:
    pemantauan.check_day(TODAY, TODAY)
    assert refused(lambda: pemantauan.check_day(date.fromisoformat(day), TODAY)) == (422, "KON 18(1)")


def test_kon_p18_2_one_outside_the_system_names_its_paper() -> None:
    manual = seen(cara="non_elektronik")
    assert refused(lambda: pemantauan.record(manual, deviates=False)) == (422, "KON 18(2)")
    assert pemantauan.record(replace(manual, dokumen="BA-3"), deviates=False).state == "on_track"


# planned, reached, another deviation → the state
FIGURES = [(50, 20, False, "deviating"), (50, 50, False, "on_track"), (50, 60, False, "on_track"),
    (0, 0, False, "on_track"), (50, 60, True, "deviating")]  # fmt: skip


@pytest.mark.parametrize(("planned", "reached", "other", "state"), FIGURES)
def test_kon_p18_4_less_than_planned_is_a_deviation(planned: int, reached: int, other: bool, state: str) -> None:
    assert pemantauan.record(seen(rencana=planned, capaian=reached), deviates=other).state == state


def handle(one: Pemantauan, who: Holder, until: str = "2026-08-01") -> Pemantauan:
    return pemantauan.handle(one, WHO, who, "Anggaran terlambat", "Jadwal ulang", date.fromisoformat(until))


@pytest.mark.parametrize("state", ["on_track", "handled", "missed"])
def test_kon_p18_4_cause_action_and_acceleration_close_it_once(state: Any) -> None:
    for party in (by(STAF), by(KASI)):
        after = handle(seen(state="deviating"), party)
        assert (after.state, after.percepatan) == ("handled", date(2026, 8, 1))
    assert refused(lambda: handle(seen(state=state), by(KASI))) == (409, "KON 18(4)")
    assert refused(lambda: handle(seen(state="deviating"), by(HELPER, "pengelola_kinerja"))) == (403, "KON 18(4)")
    assert refused(lambda: handle(seen(state="deviating"), by(KASI), "2026-06-29")) == (422, "KON 18(4)")


def test_kon_p18_1_a_semester_without_is_told_to_the_penilai() -> None:
    one, event = pemantauan.missed(UUID(int=8), WHO, 2026, 1)
    assert (one.state, one.tanggal, event.kepada, event.kepada_peran) == ("missed", date(2026, 6, 30), KASI, "")
    roles = [pemantauan.missed(UUID(int=8), replace(WHO, atasan_id=None, kosong=k), 2026, 2)[1].kepada_peran
        for k in (False, True)]  # fmt: skip
    assert roles == ["bupati", "pengelola_e_kinerja"]


def test_kon_p22_1_the_penilai_or_another_party_with_a_letter() -> None:
    assigned = seen(pembimbing=TRAINER, surat_tugas="ST.4/2026")
    assert bimbingan.letter_of(seen(), WHO, by(KASI)) == ""
    assert bimbingan.letter_of(assigned, WHO, by(TRAINER)) == "ST.4/2026"
    for one, who in ((seen(), by(TRAINER)), (assigned, by(HELPER)), (replace(assigned, surat_tugas=""), by(TRAINER))):
        assert refused(lambda o=one, w=who: bimbingan.letter_of(o, WHO, w)) == (403, "KON 22(1)")


def test_kon_p22_p21_3_each_once_each_by_an_own_monitoring_after_it() -> None:
    day = date(2026, 6, 30)
    bimbingan.check_session([STAF], day, [seen()], TODAY)
    assert refused(lambda: bimbingan.check_session([STAF, STAF], day, [seen(), seen()], TODAY)) == (422, "KON 22(2)")
    assert refused(lambda: bimbingan.check_session([KASI], day, [seen()], TODAY)) == (422, "KON 21(3)")
    assert refused(lambda: bimbingan.check_session([STAF], day, [seen(state="missed")], TODAY)) == (422, "KON 21(3)")
    for early in (date(2026, 6, 29), date(2026, 7, 1)):
        assert refused(lambda d=early: bimbingan.check_session([STAF], d, [seen()], TODAY)) == (422, "KON 22(3)")


def test_kon_p24_1_the_penilai_reports_once() -> None:
    one = Bimbingan(
        bimbingan_id=UUID(int=7), sesi_id=UUID(int=7), asn_id=STAF, pemantauan_id=UUID(int=9), tahun=2026,
        tanggal=TODAY, bentuk="individual", oleh=TRAINER, surat_tugas="ST.4/2026", proses="x", kompetensi="x",
    )  # fmt: skip
    after = bimbingan.report(one, WHO, by(KASI), "Meningkat", TODAY, HELPER)
    assert (after.hasil, after.kepada, after.reported_on) == ("Meningkat", HELPER, TODAY)
    assert refused(lambda: bimbingan.report(one, WHO, by(TRAINER), "x", TODAY, HELPER))[0] == 403
    assert refused(lambda: bimbingan.report(after, WHO, by(KASI), "x", TODAY, HELPER)) == (409, "KON 24(1)")
