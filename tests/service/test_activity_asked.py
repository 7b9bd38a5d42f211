"""Invitations to a closed survey are messages to the person asked, and say nothing of whom they are about (KON P30)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.survei import UndanganSurveiSent
from tests.service.dinas import Office
from tests.service.people import STAF, STAF2

ASKED = UUID(int=0x77)


async def test_kon_p30_an_invitation_and_a_reminder_arrive_once(konsel: Office) -> None:
    events = [
        UndanganSurveiSent(undangan_id=ASKED, asn_id=STAF, sampai=date(2026, 12, 15), kali=kali) for kali in (0, 1)
    ]
    records = await konsel.service.hear(*events, tenant="konsel")
    await konsel.service.deliver(records)
    told = (await konsel.ask("GET", "/messages", who=STAF)).body
    assert [(m["jenis"], m["isi"]) for m in sorted(told, key=lambda m: m["isi"])] == [
        ("survei", "Anda diminta mengisi survei perilaku tertutup sampai 15-12-2026."),
        ("survei", "Pengingat: isilah survei perilaku tertutup sampai 15-12-2026."),
    ]
    assert (await konsel.ask("GET", "/messages", who=STAF2)).body == []
