"""What appraisal has people told: invitations to a closed survey, and days that have passed (KON P18, P30, P47, P48)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.appraisal import (
    KeberatanOverdue,
    PemantauanMissed,
    PenempatanSementaraEnded,
    SidangConvened,
    UndanganSurveiSent,
)
from tests.service.dinas import Office
from tests.service.people import KABID, KASI, STAF, STAF2, pegawai

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


async def test_kon_p37_each_member_is_invited_to_a_session_once(konsel: Office) -> None:
    event = SidangConvened(
        sidang_id=ASKED, tanggal=date(2026, 3, 9), pukul="09.00", tempat="Ruang rapat BKPSDM", undangan=(STAF, STAF2)
    )
    await konsel.service.deliver(await konsel.service.hear(event, tenant="konsel"))
    for who in (STAF, STAF2):
        told = (await konsel.ask("GET", "/messages", who=who)).body
        assert [(m["jenis"], m["isi"]) for m in told] == [
            ("sidang", "Anda diundang ke sidang Tim Penilai, 09-03-2026 pukul 09.00, Ruang rapat BKPSDM.")
        ]
    assert (await konsel.ask("GET", "/messages", who=KASI)).body == []


async def test_what_has_passed_is_told_to_who_acts_with_the_name_of_the_person(konsel: Office) -> None:
    head_of_bkpsdm = pegawai(UUID(int=0x78), None, opd="BKPSDM", unit="BKPSDM", peran=("ka_bkpsdm",))
    missed = PemantauanMissed(pemantauan_id=UUID(int=1), asn_id=STAF, tahun=2026, semester=1, kepada=KASI)
    overdue = KeberatanOverdue(
        keberatan_id=UUID(int=2), appraisal_id=UUID(int=3), asn_id=STAF, tahun=2026, decide_by=date(2027, 2, 17),
        kepada=KABID,
    )  # fmt: skip
    placed = PenempatanSementaraEnded(
        kasus_id=UUID(int=4), asn_id=STAF, sampai=date(2028, 8, 31), kepada_peran="ka_bkpsdm"
    )  # fmt: skip
    await konsel.service.hear(head_of_bkpsdm, missed, overdue, placed, tenant="konsel")
    told = {}
    for who in (KASI, KABID, head_of_bkpsdm.asn_id, STAF2):
        told[who] = [m["isi"] for m in (await konsel.ask("GET", "/messages", who=who)).body]
    name = f"Pegawai {STAF.int % 1000}"
    assert told == {
        KASI: [f"Pemantauan kinerja semester 1 tahun 2026 belum dilakukan atas {name}."],
        KABID: [f"Keberatan {name} atas penilaian 2026 belum diputus; sasarannya 17-02-2027."],
        head_of_bkpsdm.asn_id: [
            f"Penempatan sementara {name} berakhir 31-08-2028; tindak lanjutnya menunggu keputusan PPK."
        ],
        STAF2: [],
    }
