"""What a penilai's decision makes of an entry, and what is told of it; no table is asked."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from contracts.activity import ActivityApproved, ActivityCorrected, ActivityRejected
from contracts.masa import MasaPenilai, Sebagai
from contracts.refusal import Refusal
from contracts.vocabulary import Kategori
from services.activity.domain import decision, facts
from services.activity.domain.activity import Activity, By, Content

NOW = datetime(2026, 1, 8, 3, 0, tzinfo=timezone.utc)
OWNER, PENILAI, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
BY = By(PENILAI, "plt")
GROUNDS = ("tidak_sesuai_data",)
TERM = MasaPenilai(mulai=date(2025, 1, 1), selesai=None, penilai_id=PENILAI, sebagai=Sebagai.PLT)
ENTRY = Activity(
    activity_id=UUID(int=9), asn_id=OWNER, tanggal=date(2026, 1, 7), kategori=Kategori.UTAMA, butir_id=UUID(int=7),
    uraian="Menyusun laporan", output="1 laporan", kuantitas=1, mulai=time(8), selesai=time(9), bukti=None,
    state="submitted", version=1, isi_versi=1, submitted_at=NOW, due_on=date(2026, 1, 19), lapse_on=date(2026, 1, 19),
    viewed_at=None, entered_by=None, penilai_id=None, cara=None, diverifikasi_at=None,
)  # fmt: skip
SYSTEM = structs.replace(ENTRY, state="approved", cara="auto")


class Someone:
    """An account."""

    def __init__(self, who: UUID) -> None:
        self.id, self.peran = who, frozenset[str]()


def rule_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.rule.name


def test_kuan_p1_24_only_the_penilai_of_the_term_decides_and_as_what() -> None:
    assert decision.decider_of(ENTRY, [TERM], Someone(PENILAI), "verify") == BY
    with pytest.raises(Refusal) as refused:
        decision.decider_of(ENTRY, [TERM], Someone(OTHER), "verify")
    assert rule_of(refused) == "activity.entry.not_decider"


def test_kuan_p23_5_an_approval_says_who_verified_and_what_counts() -> None:
    found = decision.approve(ENTRY, BY, NOW)
    (event,) = found.events
    assert isinstance(event, ActivityApproved)
    assert (found.state, found.cara, found.alasan) == ("approved", "penilai", None)
    assert (event.verified, event.penilai_id, event.sebagai, event.kuantitas) == (True, PENILAI, "plt", 1)
    assert event.effective_at == NOW


def test_kuan_p23_7_the_system_approves_unverified_at_the_last_instant_of_the_day() -> None:
    event = facts.lapsed(ENTRY, date(2026, 1, 19), ZoneInfo("Asia/Jakarta"))
    assert (event.cara, event.verified, event.penilai_id, event.sebagai) == ("auto", False, None, "")
    assert event.effective_at == datetime(2026, 1, 19, 16, 59, 59, 999999, tzinfo=timezone.utc)


def test_kuan_p23_8_withholding_has_a_ground_and_a_reason_and_tells_what_it_undoes() -> None:
    with pytest.raises(Refusal) as refused:
        decision.withhold(ENTRY, BY, "malas", "Tidak ada.", GROUNDS, "23(8)")
    assert rule_of(refused) == "activity.entry.no_ground"
    with pytest.raises(Refusal) as refused:
        decision.withhold(ENTRY, BY, "tidak_sesuai_data", "  ", GROUNDS, "23(8)")
    assert rule_of(refused) == "activity.entry.no_reason"
    found = decision.withhold(SYSTEM, BY, "tidak_sesuai_data", " Tidak ada. ", GROUNDS, "23(8)")
    (event,) = found.events
    assert isinstance(event, ActivityRejected)
    assert (found.state, found.cara, found.alasan, event.alasan) == ("rejected", None, "Tidak ada.", "Tidak ada.")
    assert event.dari == "auto"


def test_kuan_p17c_a_correction_is_two_facts_of_what_it_says_now() -> None:
    said = structs.replace(ENTRY.isi, kuantitas=2, output="2 laporan")
    with pytest.raises(Refusal) as refused:
        decision.correct(ENTRY, BY, said, "", NOW)
    assert rule_of(refused) == "activity.correct.no_reason"
    corrected, approved = decision.correct(ENTRY, BY, said, "Ada dua.", NOW).events
    assert isinstance(corrected, ActivityCorrected) and isinstance(approved, ActivityApproved)
    assert (corrected.isi_versi, corrected.kuantitas, approved.kuantitas) == (2, 2, 2)
    assert ENTRY.isi.differences(said) == "output: 1 laporan → 2 laporan; kuantitas: 1 → 2"


def test_kuan_reading_a2_taking_back_what_the_system_approved_needs_a_ground_unless_it_was_verified() -> None:
    with pytest.raises(Refusal) as refused:
        decision.check_reopen(SYSTEM, "", "Keliru.", GROUNDS, "23(8)")
    assert rule_of(refused) == "activity.entry.no_ground"
    decision.check_reopen(structs.replace(SYSTEM, diverifikasi_at=NOW), "", "Keliru.", GROUNDS, "23(8)")
    with pytest.raises(Refusal) as refused:
        decision.check_reopen(structs.replace(SYSTEM, cara="penilai"), "", " ", GROUNDS, "23(8)")
    assert rule_of(refused) == "activity.reopen.no_reason"


def test_kuan_p23_7_the_clock_ends_with_the_penilais_last_day_only_if_they_looked() -> None:
    apart = structs.replace(ENTRY, due_on=date(2026, 1, 16), lapse_on=date(2026, 1, 19))
    assert apart.ends_on == date(2026, 1, 19)
    assert structs.replace(apart, viewed_at=NOW).ends_on == date(2026, 1, 16)
    assert structs.replace(apart, state="rejected").ends_on is None
    assert structs.replace(apart, tanggal=date(2024, 1, 7)).ends_on is None, "what is older has no clock"


def test_an_entry_reads_what_it_says() -> None:
    assert ENTRY.isi == Content(
        kategori=Kategori.UTAMA, butir_id=UUID(int=7), uraian="Menyusun laporan", output="1 laporan", kuantitas=1,
        mulai=time(8), selesai=time(9),
    )  # fmt: skip
    assert ENTRY.isi.values()["kategori"] == "utama"
    line = ENTRY.isi.line(OWNER, ENTRY.tanggal)
    assert (line.asn_id, line.tanggal, line.mulai, line.bukti) == (OWNER, date(2026, 1, 7), time(8), None)
