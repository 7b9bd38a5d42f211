"""The first moment of a law is midnight in the Pemda, not in Greenwich (X6): KON 67/2024 is in force from 1 July."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
import pytest

from tests.service.dinas import UTAMA, Office, entry, skp
from tests.service.hosted import Hosted
from tests.service.people import KASI, STAF

MIDNIGHT = "2024-07-01T00:00"


@pytest.fixture
async def first(konsel: Office) -> Office:
    early = msgspec.structs.replace(skp(STAF, UTAMA), mulai=date(2024, 1, 1), tahun=2024, skp_id=UUID(int=0x7124))
    await konsel.service.hear(early, tenant="konsel")
    await konsel.at(MIDNIGHT)
    return konsel


async def test_the_law_permits_takes_entries_and_lists_from_its_first_moment(first: Office) -> None:
    assert (await first.ask("GET", "/butir?tanggal=2024-07-01", who=STAF)).status == 200
    assert (await first.ask("POST", "/queue", who=KASI)).status == 200
    made = await first.ask("POST", "/activities", entry("2024-07-01", mulai="00:00", selesai="00:01"), who=STAF)
    assert made.status in (201, 422) and "peraturan" not in str(made.body)
    assert (await first.ask("POST", "/activities", entry("2024-07-01"), who=STAF)).status == 201


async def test_a_moment_earlier_there_is_no_law(first: Office) -> None:
    await first.at("2024-06-30T23:59")
    answer = await first.ask("POST", "/queue", who=KASI)
    assert answer.status == 409 and "Tidak ada peraturan" in answer.body["detail"]


async def test_one_signs_in_from_the_first_moment(identity: Hosted) -> None:
    await identity.at(MIDNIGHT, "+08:00")
    asked = {"tenant": "konsel", "nip": "bupati", "sandi": "hosted-password"}
    answer = await identity.ask("POST", "/login", asked, actor=UUID(int=0), tenant="konsel")
    assert answer.status == 200, answer.body
