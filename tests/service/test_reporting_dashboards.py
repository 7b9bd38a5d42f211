"""Dashboards and the public page of a published month: figures by hand, and who sees whose (KUAN P29, KON P45(2))."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timezone
from typing import Any
from uuid import UUID

import pytest

from contracts.activity import ActivityApproved, ActivitySubmitted, MonthMeasured
from contracts.identity import OpdRecorded, PegawaiRecorded
from contracts.vocabulary import Kategori
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, KEPALA, STAF, office, pegawai

PENGELOLA, KA, HEAD_B = UUID(int=0x5400), UUID(int=0x5401), UUID(int=0x5402)
NOBODY = UUID(int=0x5499)
MONTH = "2026-01"
_ids: Iterator[int] = iter(range(0xA000, 0xFFFF))


def entry(who: UUID, day: int, hour: int = 8) -> ActivitySubmitted:
    return ActivitySubmitted(
        activity_id=UUID(int=next(_ids)), asn_id=who, tanggal=date(2026, 1, day), kategori=Kategori.UTAMA,
        butir_id=UUID(int=1), kuantitas=1, late=False, due_on=None,
        submitted_at=datetime(2026, 1, day, hour, tzinfo=timezone.utc),
    )  # fmt: skip


def approved(
    e: ActivitySubmitted, after_hours: int, cara: Any = "penilai", at: datetime | None = None
) -> ActivityApproved:
    moment = at or datetime.fromtimestamp(e.submitted_at.timestamp() + 3600 * after_hours, timezone.utc)
    return ActivityApproved(
        activity_id=e.activity_id, asn_id=e.asn_id, tanggal=e.tanggal, butir_id=e.butir_id, kuantitas=1, cara=cara,
        verified=cara == "penilai", penilai_id=KASI if cara == "penilai" else None, effective_at=moment,
    )  # fmt: skip


def staff(opd: str, n: int, first: int, unit: str = "") -> list[PegawaiRecorded]:
    return [pegawai(UUID(int=first + i), KEPALA, opd=opd, unit=unit or opd) for i in range(n)]


@pytest.fixture
async def reporting(reporting_process: Hosted) -> AsyncIterator[Hosted]:
    """DINKES has twelve people (eight of the office, one of them of SETDA, and six more), DISDIK seven, BKPP two."""
    service = reporting_process
    await service.clear()
    await service.at("2026-02-20T09:00")
    await service.hear(
        OpdRecorded(kode="DINKES", nama="Dinas Kesehatan", induk="", jenis="dinas"),
        OpdRecorded(kode="DISDIK", nama="Dinas Pendidikan", induk="", jenis="dinas"),
        *office(), *staff("DINKES", 6, 0x7000, "DINKES.KESMAS"), *staff("DISDIK", 6, 0x7100),
        pegawai(HEAD_B, None, opd="DISDIK", unit="DISDIK", peran=("kepala_pd",)),
        pegawai(PENGELOLA, None, opd="BKPP", unit="BKPP", peran=("pengelola_e_kinerja",)),
        pegawai(KA, None, opd="BKPP", unit="BKPP", peran=("ka_bkpp",)),
    )  # fmt: skip
    yield service


async def entries(service: Hosted, people: list[UUID], hours: int, cara: Any = "penilai") -> None:
    told = [entry(who, 5 + n % 5) for n, who in enumerate(people)]
    await service.hear(*told)
    await service.hear(*(approved(e, hours, cara) for e in told))


def ids(first: int, n: int) -> list[UUID]:
    return [UUID(int=first + i) for i in range(n)]


async def public(service: Hosted, periode: str = "", tenant: str = "kuansing") -> Answer:
    return await service.ask("GET", f"/monev?tenant={tenant}&periode={periode}", actor=NOBODY)


async def published(service: Hosted) -> Any:
    await service.post("/recap/acknowledge", {"periode": MONTH}, actor=KA)
    await service.post("/recap", {"periode": MONTH}, actor=PENGELOLA)
    return (await public(service)).body


async def test_kuan_p29_nothing_is_public_before_it_is_published(reporting: Hosted) -> None:
    await entries(reporting, ids(0x7000, 6), 10)
    assert (await public(reporting)).status == 404
    await reporting.post("/recap/acknowledge", {"periode": MONTH}, actor=KA)
    assert (await public(reporting, MONTH)).status == 404
    await reporting.post("/recap", {"periode": MONTH}, actor=PENGELOLA)
    assert (await public(reporting, MONTH)).body["bulan"] == [MONTH]
    assert (await public(reporting, tenant="nirwana")).problem() == (422, "tenant", "implicit")
    assert (await public(reporting, tenant="konsel")).status == 404


async def test_kuan_p29_the_public_page_hides_small_figures_and_names_nobody(reporting: Hosted) -> None:
    """DINKES: six people with approvals, four whose entries the system approved; DISDIK: six and six."""
    await entries(reporting, ids(0x7000, 6), 10)
    await entries(reporting, ids(0x7100, 6), 20)
    await entries(reporting, ids(0x7000, 4), 0, "auto")
    await entries(reporting, ids(0x7100, 6), 0, "auto")
    found = (await published(reporting))["isi"]
    rows = {row["nama"]: row for row in found["pd"]}
    assert (
        sorted(rows) == ["Dinas Kesehatan", "Dinas Pendidikan", "Perangkat daerah kecil"][: len(rows)] or len(rows) == 2
    )
    kesehatan = rows["Dinas Kesehatan"]["sel"]
    assert kesehatan[1] is None, "four people"
    assert sum(value is None for value in kesehatan) >= 2, "and another, or the sum would tell it"
    text = str(found)
    people = await reporting.rows("SELECT nip, asn_id::text AS id FROM pegawai")
    assert not [p["nip"] for p in people if p["nip"] in text or p["id"] in text]


async def test_kuan_p29_what_was_published_stays_as_it_was(reporting: Hosted) -> None:
    await entries(reporting, ids(0x7000, 6), 10)
    first = await published(reporting)
    await entries(reporting, ids(0x7100, 6), 10)
    assert await published(reporting) == first


async def test_kuan_p29_the_figures_of_honesty(reporting: Hosted) -> None:
    """Six approvals after 10 hours, five after 30: the middle of eleven is 10; 9 of 20 by the system: 45 %."""
    await entries(reporting, ids(0x7000, 6), 10)
    await entries(reporting, ids(0x7100, 5), 30)
    await entries(reporting, ids(0x7100, 5) + ids(0x7000, 4), 0, "auto")
    found = (await published(reporting))["isi"]
    assert (found["median_jam"], found["otomatis"], found["bertumpuk"]) == ("10.0", "45.0", "0.0")


async def test_twenty_in_one_act_are_by_the_pile_and_nineteen_are_not(reporting: Hosted) -> None:
    at = datetime(2026, 1, 20, 3, tzinfo=timezone.utc)
    told = [entry(who, 5 + n % 5, n % 9) for n, who in enumerate(ids(0x7000, 6) * 4)]
    await reporting.hear(*told)
    await reporting.hear(*(approved(e, 0, at=at) for e in told[:19]))
    board = await reporting.get(f"/dashboard?periode={MONTH}", actor=PENGELOLA)
    assert (board["jujur"]["penilai"], board["jujur"]["bertumpuk"]) == (19, 0)
    await reporting.hear(approved(told[19], 0, at=at), *(approved(e, 5) for e in told[20:]))
    board = await reporting.get(f"/dashboard?periode={MONTH}", actor=PENGELOLA)
    assert (board["jujur"]["penilai"], board["jujur"]["bertumpuk"]) == (24, 20)
    mine = await reporting.get(f"/dashboard/mine?periode={MONTH}", actor=KASI)
    assert (mine["jujur"]["penilai"], mine["jujur"]["bertumpuk"]) == (24, 20)
    other = await reporting.get(f"/dashboard/mine?periode={MONTH}", actor=KEPALA)
    assert (other["jujur"]["penilai"], other["jujur"]["median_jam"]) == (0, None)


async def test_kon_p45_2_a_head_sees_the_own_pd_unit_by_unit_and_no_other(reporting: Hosted) -> None:
    await entries(reporting, ids(0x7000, 6), 10)
    board = await reporting.get(f"/dashboard?periode={MONTH}&opd=DINKES", actor=KEPALA)
    units = {u["nama"]: (u["asn"], u["penilai"]) for u in board["unit"]}
    assert units["DINKES.KESMAS"] == (6, 6)
    assert [m["periode"] for m in board["tren"]][::11] == ["2025-02", MONTH] and board["tren"][-1]["penilai"] == 6
    for path in (f"/dashboard?periode={MONTH}&opd=DISDIK", f"/dashboard?periode={MONTH}"):
        assert (await reporting.ask("GET", path, actor=KEPALA)).problem() == (403, "opd", "26(1)")
    assert (await reporting.ask("GET", f"/dashboard?periode={MONTH}", actor=STAF)).status == 403


async def test_everybody_has_the_own_months(reporting: Hosted) -> None:
    await entries(reporting, [STAF, STAF, UUID(int=0x7000)], 4)
    mine = await reporting.get(f"/dashboard/mine?periode={MONTH}", actor=STAF)
    assert len(mine["tren"]) == 12 and mine["tren"][-1]["penilai"] == 2


async def test_the_row_of_months_says_what_the_recap_says(reporting: Hosted) -> None:
    """Some months are measured, some are still open; who is not validated counts in neither."""
    await entries(reporting, ids(0x7000, 6) + ids(0x7100, 3), 10)
    await entries(reporting, ids(0x7100, 6), 0, "auto")
    await reporting.hear(
        MonthMeasured(
            month_id="x:2026-01", asn_id=UUID(int=0x7000), periode=MONTH, hari_kerja=20, hari_terisi=18, hari_kosong=(),
            submitted=18, approved_by_penilai=11, approved_auto=4, rejected=2, pending=1, kuantitas_approved=15,
            kuantitas_target=20, pack="kuansing-65-2019",
        ),
        pegawai(UUID(int=0x7101), KEPALA, opd="DISDIK", unit="DISDIK", validated=False),
    )  # fmt: skip
    rows = await reporting.get(f"/recap?periode={MONTH}", actor=PENGELOLA)
    last = (await reporting.get(f"/dashboard?periode={MONTH}", actor=PENGELOLA))["tren"][-1]
    # nine by hand less one measured anew and one not validated: 7 + 11; six by the system less one, and four: 5 + 4
    assert (last["penilai"], last["sistem"], last["dikembalikan"], last["belum"]) == (18, 9, 2, 1)
    assert sum(r["disetujui_penilai"] for r in rows) == 18 and sum(r["disetujui_otomatis"] for r in rows) == 9
    assert (sum(r["ditolak"] for r in rows), sum(r["belum_diputus"] for r in rows)) == (2, 1)
