"""The Tim Penilai Kinerja (KON P36(1-3, 5), reading B44)."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import msgspec
import pytest

from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from services.identity.domain import tim
from services.identity.policy import Team
from tests.laws import cited

CHAIR, SECRETARY, MEMBER = "tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota"


def law(pack: str = "konsel-67-2024") -> Team:
    body = tomllib.loads((REPOSITORY / "regulations" / f"{pack}.toml").read_text())
    return msgspec.convert(body["identity"]["team"]["value"], Team)


def seven(**more: Any) -> list[tim.Member]:
    roles = [CHAIR, SECRETARY, *[MEMBER] * 5]
    opds = ["BKPSDM", "INSPEKTORAT", "DINKES", "DISDIK", "SETDA", "BAPPEDA", "DINKES"]
    made = [
        tim.Member(nip=str(n), peran=roles[n], opd=opds[n], kompetensi="Diklat penilaian kinerja 2023")
        for n in range(7)
    ]
    for n, fields in more.items():
        made[int(n[1:])] = msgspec.structs.replace(made[int(n[1:])], **fields)
    return made


def refused(members: list[tim.Member], pasal: str, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        tim.check_composition(members, law())
    assert (caught.value.status, cited(caught.value), caught.value.field) == (422, pasal, field)


def test_kon_p36_2_seven_a_chair_a_secretary_and_five() -> None:
    tim.check_composition(seven(), law())
    refused(seven()[:6], "KON 36(2)", "anggota")
    extra = tim.Member(nip="8", peran=MEMBER, opd="DINKES", kompetensi="Ada")
    refused([*seven(), extra], "KON 36(2)", "anggota")
    refused(seven(n1={"peran": MEMBER}), "KON 36(2)", "anggota")
    refused(seven(n1={"peran": CHAIR}), "KON 36(2)", "anggota")
    refused(seven(n6={"nip": "0"}), "KON 36(2)", "anggota")
    refused([], "KON 36(2)", "anggota")


def test_kon_p36_1_from_bkpsdm_inspektorat_and_others() -> None:
    refused(seven(n0={"opd": "DINKES"}), "KON 36(1)", "anggota")
    refused(seven(n1={"opd": "DINKES"}), "KON 36(1)", "anggota")


@pytest.mark.parametrize("kompetensi", ["", "  "])
def test_kon_p36_1_each_with_a_competence_on_record(kompetensi: str) -> None:
    refused(seven(n4={"kompetensi": kompetensi}), "KON 36(1)", "anggota[4].kompetensi")


@pytest.mark.parametrize(
    ("mulai", "selesai"),
    [("2024-07-01", "2027-06-30"), ("2024-02-29", "2027-02-28"), ("2024-03-01", "2027-02-28"),
     ("2025-01-01", "2027-12-31"), ("2025-03-01", "2028-02-29")],
)  # fmt: skip
def test_kon_p36_3_reading_b44_three_years_with_their_first_day(mulai: str, selesai: str) -> None:
    assert tim.term_end(date.fromisoformat(mulai), law().masa_tahun) == date.fromisoformat(selesai)


def test_kon_p36_3_a_team_follows_another_and_stands_beside_none() -> None:
    until = date(2027, 6, 30)
    tim.check_decree(date(2027, 6, 15), date(2027, 7, 1), date(2027, 6, 15))
    tim.check_start(date(2027, 7, 1), until)
    tim.check_start(date(2024, 7, 1), None)
    with pytest.raises(Refusal) as early:
        tim.check_start(until, until)
    assert early.value.status == 409
    with pytest.raises(Refusal) as before:
        tim.check_decree(date(2024, 7, 1), date(2024, 6, 30), date(2024, 7, 1))
    assert (before.value.status, before.value.field) == (422, "mulai")


@pytest.mark.parametrize(
    ("mulai", "fine"), [("2024-07-01", False), ("2024-07-02", True), ("2027-06-30", True), ("2027-07-01", False)]
)
def test_kon_p36_reading_b44_a_replacement_is_within_the_term(mulai: str, fine: bool) -> None:
    span = (date(2024, 7, 1), date(2027, 6, 30))
    if fine:
        return tim.check_replacement(date.fromisoformat(mulai), *span)
    with pytest.raises(Refusal) as caught:
        tim.check_replacement(date.fromisoformat(mulai), *span)
    assert caught.value.status == 409


def test_kuan_knows_no_team() -> None:
    with pytest.raises(Refusal) as caught:
        tim.check_known(law("kuansing-65-2019"))
    assert caught.value.status == 409
    tim.check_known(law())
