"""Who is whose pejabat penilai on which day (KUAN P1(24); KON P1(26), P34; readings A21, A22, A28)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.refusal import Refusal
from contracts.vocabulary import JenisJabatan, StatusPegawai
from kernel.penilai import pejabat_on, penilai_on, status_on
from services.identity.domain.line import circle_on
from services.identity.domain.pengganti import Absences, Delegation
from services.identity.domain.penilai import (
    Relation,
    check_delegation,
    check_rank,
    compose,
)
from tests.laws import cited

A, B, C, ABOVE = (UUID(int=n) for n in range(1, 5))
FAR = date(2030, 1, 1)


def _relation(mulai: str, penilai: UUID | None, sebagai: str = "definitif") -> Relation:
    return Relation(mulai=date.fromisoformat(mulai), penilai_id=penilai, sebagai=Sebagai(sebagai))


UP = MasaPenilai(mulai=date(2024, 1, 1), selesai=None, penilai_id=ABOVE, sebagai=Sebagai.DEFINITIF)
BUPATI = MasaPenilai(mulai=date(2024, 1, 1), selesai=None, penilai_id=None, sebagai=Sebagai.BUPATI)


def _absences(
    spells: dict[UUID, list[MasaStatus]] | None = None, standing_in: tuple[str, ...] = (),
    up: MasaPenilai = UP, taken_over: bool = False,
) -> Absences:  # fmt: skip
    return Absences(spells or {}, ("pensiun", "diberhentikan_sementara"), standing_in, lambda one, day: up, taken_over)


def _spell(status: StatusPegawai, mulai: str, selesai: str | None) -> MasaStatus:
    return MasaStatus(
        mulai=date.fromisoformat(mulai), selesai=date.fromisoformat(selesai) if selesai else None, status=status
    )


def _on(terms: tuple[MasaPenilai, ...], day: str) -> tuple[UUID | None, str]:
    found = penilai_on(terms, date.fromisoformat(day))
    assert found
    return found.penilai_id, found.sebagai.value


def test_kuan_p1_24_the_superior_changes_on_a_day() -> None:
    terms = compose([_relation("2024-01-01", A), _relation("2026-04-01", B)], [], _absences())
    assert _on(terms, "2026-03-31") == (A, "definitif") and _on(terms, "2026-04-01") == (B, "definitif")
    assert _on(terms, "2020-01-01") == (A, "definitif"), "before the first record, the first"


def test_kuan_reading_a22_a_superior_who_left_leaves_a_vacant_post() -> None:
    spells = {A: [_spell(StatusPegawai.PENSIUN, "2026-02-01", None)]}
    terms = compose([_relation("2024-01-01", A), _relation("2026-03-10", B)], [], _absences(spells))
    assert [_on(terms, d) for d in ("2026-01-31", "2026-02-01", "2026-03-09", "2026-03-10")] == [
        (A, "definitif"), (None, "kosong"), (None, "kosong"), (B, "definitif"),
    ]  # fmt: skip


def test_kuan_reading_a22_by_the_flag_the_next_superior_acts_in_a_vacant_post() -> None:
    spells = {A: [_spell(StatusPegawai.PENSIUN, "2026-02-01", None)]}
    relations = [_relation("2024-01-01", A), _relation("2026-03-10", B)]
    terms = compose(relations, [], _absences(spells, taken_over=True))
    assert [_on(terms, d) for d in ("2026-01-31", "2026-02-01", "2026-03-09", "2026-03-10")] == [
        (A, "definitif"), (ABOVE, "atasan"), (ABOVE, "atasan"), (B, "definitif"),
    ]  # fmt: skip
    plt = Delegation(
        pejabat_id=A, pelaksana_id=C, sebagai=Sebagai.PLT, mulai=date(2026, 2, 10), selesai=date(2026, 2, 20)
    )
    with_decree = compose(relations, [plt], _absences(spells, taken_over=True))
    assert [_on(with_decree, d) for d in ("2026-02-09", "2026-02-10", "2026-02-21")] == [
        (ABOVE, "atasan"), (C, "plt"), (ABOVE, "atasan"),
    ]  # fmt: skip
    below_the_bupati = compose(relations, [], _absences(spells, up=BUPATI, taken_over=True))
    assert _on(below_the_bupati, "2026-02-01") == (None, "bupati")
    kosong = MasaPenilai(mulai=date(2024, 1, 1), selesai=None, penilai_id=None, sebagai=Sebagai.KOSONG)
    assert _on(compose(relations, [], _absences(spells, up=kosong, taken_over=True)), "2026-02-01") == (None, "kosong")


def test_a_superior_who_comes_back_finds_his_post() -> None:
    spells = {A: [_spell(StatusPegawai.DIBERHENTIKAN_SEMENTARA, "2026-02-01", "2026-02-28")]}
    terms = compose([_relation("2024-01-01", A)], [], _absences(spells))
    assert _on(terms, "2026-02-28") == (None, "kosong") and _on(terms, "2026-03-01") == (A, "definitif")


def test_kon_p34_5_a_plh_acts_within_the_dates_and_not_after() -> None:
    plh = Delegation(
        pejabat_id=A, pelaksana_id=C, sebagai=Sebagai.PLH, mulai=date(2026, 5, 4), selesai=date(2026, 5, 8)
    )
    terms = compose([_relation("2024-01-01", A)], [plh], _absences())
    assert [_on(terms, d)[0] for d in ("2026-05-03", "2026-05-04", "2026-05-08", "2026-05-09")] == [A, C, C, A]


def test_a_plt_fills_a_vacant_post() -> None:
    plt = Delegation(
        pejabat_id=A, pelaksana_id=C, sebagai=Sebagai.PLT, mulai=date(2026, 2, 10), selesai=date(2026, 6, 30)
    )
    spells = {A: [_spell(StatusPegawai.PENSIUN, "2026-02-01", None)]}
    terms = compose([_relation("2024-01-01", A)], [plt], _absences(spells))
    assert _on(terms, "2026-02-09") == (None, "kosong") and _on(terms, "2026-02-10") == (C, "plt")


def test_kon_p34_4_while_the_penilai_is_on_leave_the_next_superior_acts() -> None:
    spells = {A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-08")]}
    terms = compose([_relation("2024-01-01", A)], [], _absences(spells, ("cuti",)))
    assert _on(terms, "2026-05-05") == (ABOVE, "atasan") and _on(terms, "2026-05-09") == (A, "definitif")
    assert _on(compose([_relation("2024-01-01", A)], [], _absences(spells)), "2026-05-05") == (A, "definitif")


def _line(one: UUID, day: date) -> MasaPenilai | None:
    """A below B below C below the Bupati."""
    up = {A: B, B: C}.get(one)
    return msgspec.structs.replace(UP, penilai_id=up) if up else BUPATI


def test_kon_p34_4_tiered_who_is_away_himself_stands_in_for_nobody() -> None:
    spells = {
        A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-15")],
        B: [_spell(StatusPegawai.CUTI, "2026-05-06", "2026-05-08")],
    }
    terms = compose([_relation("2024-01-01", A)], [], Absences(spells, ("pensiun",), ("cuti",), _line))
    days = (
        "2026-05-03",
        "2026-05-04",
        "2026-05-05",
        "2026-05-06",
        "2026-05-08",
        "2026-05-09",
        "2026-05-15",
        "2026-05-16",
    )
    assert [_on(terms, d)[0] for d in days] == [A, B, B, C, C, B, B, A]
    assert {t.sebagai for t in terms if t.penilai_id == C} == {Sebagai.ATASAN}


@pytest.mark.parametrize(("back", "last"), [(None, A), ("2026-05-31", A)])
def test_kon_p34_4_tiered_over_a_post_that_nobody_holds(back: str | None, last: UUID) -> None:
    spells = {
        A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-15")],
        B: [_spell(StatusPegawai.PENSIUN, "2026-05-01", back)],
    }
    terms = compose([_relation("2024-01-01", A)], [], Absences(spells, ("pensiun",), ("cuti",), _line))
    assert [_on(terms, d)[0] for d in ("2026-05-04", "2026-05-15", "2026-05-16")] == [C, C, last]


def test_kon_p34_4_the_superior_of_the_day_stands_in() -> None:
    def changed(one: UUID, day: date) -> MasaPenilai | None:
        if one != A:
            return BUPATI
        first, then = date(2026, 5, 7), date(2026, 5, 8)
        return MasaPenilai(
            mulai=date(2024, 1, 1) if day < then else then, selesai=first if day < then else None,
            penilai_id=B if day < then else C, sebagai=Sebagai.DEFINITIF,
        )  # fmt: skip

    spells = {A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-15")]}
    terms = compose([_relation("2024-01-01", A)], [], Absences(spells, (), ("cuti",), changed))
    assert [_on(terms, d)[0] for d in ("2026-05-04", "2026-05-07", "2026-05-08", "2026-05-15")] == [B, B, C, C]


def _by_decree(pejabat: UUID, pelaksana: UUID, mulai: str, selesai: str, sebagai: str = "plh") -> Delegation:
    return Delegation(
        pejabat_id=pejabat, pelaksana_id=pelaksana, sebagai=Sebagai(sebagai),
        mulai=date.fromisoformat(mulai), selesai=date.fromisoformat(selesai),
    )  # fmt: skip


def test_kon_p34_4_tiered_up_to_the_bupati_who_stands_above_everybody() -> None:
    """A, B and C away on 6 and 7 May: the Bupati; before and after whoever of them is back."""
    spells = {
        A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-08")],
        B: [_spell(StatusPegawai.CUTI, "2026-05-05", "2026-05-08")],
        C: [_spell(StatusPegawai.TUGAS_BELAJAR, "2026-05-06", "2026-05-07")],
    }
    absences = Absences(spells, ("pensiun",), ("cuti", "tugas_belajar"), _line)
    terms = compose([_relation("2024-01-01", A)], [], absences)
    assert [_on(terms, f"2026-05-0{day}") for day in range(3, 10)] == [
        (A, "definitif"), (B, "atasan"), (C, "atasan"), (None, "bupati"), (None, "bupati"), (C, "atasan"),
        (A, "definitif"),
    ]  # fmt: skip
    assert [pejabat_on(terms, date(2026, 5, day)) for day in (3, 5, 6, 9)] == [A] * 4, "the post stays his"
    gone = compose([_relation("2024-01-01", A), _relation("2026-05-01", None, "bupati")], [], absences)
    assert pejabat_on(gone, date(2026, 5, 6)) is None, "there is no post below the Bupati"
    alone = compose([_relation("2024-01-01", C)], [], absences)
    assert [_on(alone, f"2026-05-0{day}") for day in (5, 6, 7, 8)] == [
        (C, "definitif"), (None, "bupati"), (None, "bupati"), (C, "definitif"),
    ]  # fmt: skip


def test_kon_p34_4_where_the_bupati_is_absent_too_there_is_nobody() -> None:
    spells = {C: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-08")]}
    away = [_spell(StatusPegawai.CUTI, "2026-05-05", "2026-05-06")]
    terms = compose([_relation("2024-01-01", C)], [], Absences(spells, (), ("cuti",), _line, bupati=away))
    assert [_on(terms, f"2026-05-0{day}") for day in range(3, 10)] == [
        (C, "definitif"), (None, "bupati"), (None, "kosong"), (None, "kosong"), (None, "bupati"), (None, "bupati"),
        (C, "definitif"),
    ]  # fmt: skip


def test_kon_p34_5_who_is_plh_of_the_next_superior_stands_in_for_the_absent_penilai() -> None:
    """A away all week; B above him has D for Plh from Tuesday to Thursday: D does all acts of B's post, this one too."""
    spells = {
        A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-08")],
        B: [_spell(StatusPegawai.CUTI, "2026-05-05", "2026-05-08")],
    }
    plh = {B: [_by_decree(B, ABOVE, "2026-05-05", "2026-05-07")]}
    terms = compose(
        [_relation("2024-01-01", A)], [], Absences(spells, (), ("cuti",), _line, delegations=plh)
    )  # fmt: skip
    assert [_on(terms, f"2026-05-0{day}") for day in range(4, 10)] == [
        (B, "atasan"), (ABOVE, "atasan"), (ABOVE, "atasan"), (ABOVE, "atasan"), (C, "atasan"), (A, "definitif"),
    ]  # fmt: skip
    spells[ABOVE] = [_spell(StatusPegawai.CUTI, "2026-05-06", "2026-05-06")]
    terms = compose([_relation("2024-01-01", A)], [], Absences(spells, (), ("cuti",), _line, delegations=plh))
    assert [_on(terms, f"2026-05-0{day}")[0] for day in (5, 6, 7)] == [ABOVE, C, ABOVE], (
        "who is Plh and away is not there"
    )


def test_kon_p34_5_nobody_appraises_himself_as_plh_of_his_own_superior() -> None:
    me = UUID(int=9)
    plh = _by_decree(A, me, "2026-05-04", "2026-05-08")
    absences = Absences({}, (), ("cuti",), _line, delegations={A: [plh]})
    mine = compose([_relation("2024-01-01", A)], [plh], absences, me)
    assert [_on(mine, f"2026-05-{day}") for day in ("03", "04", "08", "09")] == [
        (A, "definitif"), (B, "atasan"), (B, "atasan"), (A, "definitif"),
    ]  # fmt: skip
    assert _on(compose([_relation("2024-01-01", A)], [plh], absences, UUID(int=8)), "2026-05-04") == (me, "plh")
    spells = {A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-08")]}
    of_b = {B: [_by_decree(B, me, "2026-05-04", "2026-05-08")]}
    far = compose([_relation("2024-01-01", A)], [], Absences(spells, (), ("cuti",), _line, delegations=of_b), me)
    assert _on(far, "2026-05-05") == (B, "atasan"), "B has not left; his Plh does not judge himself"


def test_who_serves_again_without_an_end_to_his_absence_is_back() -> None:
    """A file of SIASN knows a status from a day on, never until one: `aktif` from a later day ends what was before."""
    spells = {A: [_spell(StatusPegawai.CUTI, "2026-05-04", None), _spell(StatusPegawai.AKTIF, "2026-05-11", None)]}
    terms = compose([_relation("2024-01-01", A)], [], Absences(spells, ("pensiun",), ("cuti",), _line))
    assert [_on(terms, f"2026-05-{day}")[0] for day in ("03", "04", "10", "11")] == [A, B, B, A]
    gone = {A: [_spell(StatusPegawai.PENSIUN, "2026-05-04", None), _spell(StatusPegawai.AKTIF, "2026-05-11", None)]}
    terms = compose([_relation("2024-01-01", A)], [], Absences(gone, ("pensiun",), ("cuti",), _line))
    assert [_on(terms, f"2026-05-{day}")[1] for day in ("03", "04", "10", "11")] == [
        "definitif", "kosong", "kosong", "definitif",
    ]  # fmt: skip


def test_a_decree_goes_before_the_next_superior() -> None:
    spells = {A: [_spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-08")]}
    plh = Delegation(
        pejabat_id=A, pelaksana_id=C, sebagai=Sebagai.PLH, mulai=date(2026, 5, 1), selesai=date(2026, 5, 31)
    )
    terms = compose([_relation("2024-01-01", A)], [plh], _absences(spells, ("cuti",)))
    assert _on(terms, "2026-05-05") == (C, "plh")


@pytest.mark.parametrize("order", [1, -1])
def test_definitive_terms_never_overlap_and_leave_no_gap(order: int) -> None:
    relations = [_relation("2024-01-01", A), _relation("2025-06-01", B), _relation("2026-01-01", None, "bupati")][
        ::order
    ]
    spells = {
        A: [_spell(StatusPegawai.PENSIUN, "2024-03-01", "2024-03-31")],
        B: [_spell(StatusPegawai.PENSIUN, "2025-12-01", None)],
    }
    terms = compose(relations[::order], [], _absences(spells))
    for one, after in zip(terms, terms[1:], strict=False):
        assert one.selesai is not None and (after.mulai - one.selesai).days == 1
    assert terms[-1].selesai is None and terms[-1].sebagai is Sebagai.BUPATI


@pytest.mark.parametrize(
    ("pemberi", "superior", "fine"), [(ABOVE, ABOVE, True), (A, ABOVE, False), (B, ABOVE, False), (None, None, True)]
)
def test_kon_p34_5_only_the_superior_of_the_absent_delegates(pemberi: Any, superior: Any, fine: bool) -> None:
    if fine:
        return check_delegation(A, pemberi, superior, FAR, FAR)
    with pytest.raises(Refusal) as refused:
        check_delegation(A, pemberi, superior, FAR, FAR)
    assert refused.value.status == 403 and "34(5)" in cited(refused.value)


def test_a_delegation_ends_after_it_begins() -> None:
    with pytest.raises(Refusal) as refused:
        check_delegation(A, ABOVE, ABOVE, FAR, date(2029, 12, 31))
    assert (refused.value.status, refused.value.field) == (422, "selesai")


@pytest.mark.parametrize(
    ("jenis", "surat", "fine"),
    [("pengawas", "", True), ("jpt_pratama", "", True), ("pelaksana", "", False), ("pelaksana", "ST.1/2026", True),
     ("fungsional", " ", False)],
)  # fmt: skip
def test_kon_p1_26_the_lowest_penilai_is_a_pengawas_or_designated(jenis: str, surat: str, fine: bool) -> None:
    if fine:
        return check_rank(JenisJabatan(jenis), surat)
    with pytest.raises(Refusal) as refused:
        check_rank(JenisJabatan(jenis), surat)
    assert (refused.value.status, refused.value.field) == (422, "surat_penunjukan")


def test_nobody_is_his_own_superior_over_any_number_of_steps() -> None:
    def terms(**above: UUID | None) -> Callable[[UUID], list[MasaPenilai]]:
        ids = {"a": A, "b": B, "c": C}
        return lambda one: [
            MasaPenilai(mulai=date(2024, 1, 1), selesai=None, penilai_id=up, sebagai=Sebagai.DEFINITIF)
            for name, up in above.items()
            if ids[name] == one
        ]

    assert circle_on(A, terms(a=B, b=C, c=None)) is None
    assert circle_on(A, terms(a=B, b=C, c=A)) == date(2024, 1, 1)
    assert circle_on(A, terms(a=A)) == date(2024, 1, 1)
    assert circle_on(A, terms(a=B, b=C, c=B)) is None, "another's circle ends"


def test_nobody_is_his_own_superior_on_any_day() -> None:
    """A is below B until June; B is below A from `since` on."""

    def terms(since: date, last: date | None) -> Callable[[UUID], list[MasaPenilai]]:
        held = {
            A: [MasaPenilai(mulai=date(2026, 1, 1), selesai=last, penilai_id=B, sebagai=Sebagai.DEFINITIF)],
            B: [MasaPenilai(mulai=since, selesai=None, penilai_id=A, sebagai=Sebagai.DEFINITIF)],
        }
        return lambda one: held.get(one, [])

    until = date(2026, 6, 30)
    assert circle_on(B, terms(date(2026, 7, 1), until)) is None
    assert circle_on(B, terms(until, until)) == until == circle_on(A, terms(until, until))
    assert circle_on(B, terms(date(2026, 9, 1), None)) == date(2026, 9, 1)


def test_a_spell_lies_over_the_open_status() -> None:
    spells = [_spell(StatusPegawai.AKTIF, "2024-01-01", None), _spell(StatusPegawai.CUTI, "2026-05-04", "2026-05-08")]
    found = [status_on(spells, date(2026, 5, d)) for d in (3, 4, 8, 9)]
    assert [s.value if s else None for s in found] == ["aktif", "cuti", "cuti", "aktif"]
    assert status_on(spells, date(2023, 1, 1)) is None


def test_who_has_no_superior_on_record_has_no_terms() -> None:
    assert compose([], [], _absences()) == ()
