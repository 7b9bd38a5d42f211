"""Performance data as two workbooks: plans and daily entries, each row with post, tupoksi and SK (KUAN P21)."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from contracts.butir import ButirKinerja, SkTambahan
from contracts.skp import SkpSet
from contracts.vocabulary import Kategori
from tests.service.dinas import TAMBAHAN, UTAMA, Office, skp
from tests.service.hosted import Answer
from tests.service.people import ADMIN, KABID, KASI, KEPALA, REVIEWER, STAF, STAF2, pegawai
from tests.service.planning import Planning, butir, extra, post

READERS = pytest.mark.parametrize(
    ("who", "status"), [(ADMIN, 200), (REVIEWER, 200), (KEPALA, 200), (KASI, 403), (STAF, 403)]
)
MOVED = (post("2024-01-02", jabatan="Analis"), post("2026-02-01", "DINKES.YANKES", jabatan="Analis Madya"))


def rows_of(answer: Answer) -> list[dict[str, str]]:
    assert answer.status == 200 and answer.headers["content-type"].startswith("application/vnd.openxml"), answer.body
    book = CalamineWorkbook.from_filelike(BytesIO(answer.body))
    titles, *rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    return [dict(zip(map(str, titles), map(str, row), strict=True)) for row in rows]


def tambahan_with_sk() -> SkpSet:
    told = skp(STAF, UTAMA)
    with_sk = ButirKinerja(
        butir_id=TAMBAHAN, kategori=Kategori.TAMBAHAN, uraian="Panitia hari jadi", indikator="Jumlah", target=6,
        satuan="kegiatan", sk=SkTambahan(nomor="SK.7/2026", tanggal=date(2026, 1, 3)),
    )  # fmt: skip
    return SkpSet(**{n: getattr(told, n) for n in told.__struct_fields__} | {"butir": (*told.butir, with_sk)})


async def _entered(kuansing: Office) -> None:
    await kuansing.service.hear(tambahan_with_sk())
    await kuansing.at("2026-01-20T15:00")
    await kuansing.enter("2026-01-19")
    extra_ = {"kategori": "tambahan", "butir_id": str(TAMBAHAN), "mulai": "10:00:00", "selesai": "11:00:00"}
    await kuansing.enter("2026-01-20", uraian="=1+1", **extra_)


async def test_kuan_p21_2_every_daily_row_has_post_and_tupoksi_and_a_tambahan_its_sk(kuansing: Office) -> None:
    await _entered(kuansing)
    rows = rows_of(await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=ADMIN))
    assert len(rows) == 2 and [r for r in rows if not (r["JABATAN"] and r["TUPOKSI"])] == [], "none without"
    main, added = rows
    assert (main["TANGGAL"], main["KATEGORI"], main["TUPOKSI"], main["JABATAN"]) == (
        "2026-01-19", "utama", "Menyusun laporan", "Analis",
    )  # fmt: skip
    assert (main["NOMOR SK"], main["TANGGAL SK"]) == ("", "")
    assert (added["KATEGORI"], added["TUPOKSI"], added["NOMOR SK"], added["TANGGAL SK"]) == (
        "tambahan", "Panitia hari jadi", "SK.7/2026", "2026-01-03",
    )  # fmt: skip
    assert added["URAIAN"] == "=1+1", "text, not a formula"
    kept = await kuansing.service.rows("SELECT actor, subject FROM audit WHERE act = 'activities.exported'")
    assert [(r["actor"], r["subject"]) for r in kept] == [(str(ADMIN), "DINKES")]


async def test_kuan_p9_2_p21_2_the_entry_names_the_sk_to_owner_and_penilai(kuansing: Office) -> None:
    await _entered(kuansing)
    mine = await kuansing.mine("2026-01")
    assert {(a["kategori"], a["sk_nomor"], a["sk_tanggal"]) for a in mine.values()} == {
        ("utama", None, None), ("tambahan", "SK.7/2026", "2026-01-03"),
    }  # fmt: skip
    assert {a["sk_nomor"] for a in await kuansing.look()} == {None, "SK.7/2026"}


async def test_kuan_p21_2_the_post_is_that_of_the_date(kuansing: Office) -> None:
    await _entered(kuansing)
    await kuansing.at("2026-02-02T09:00")
    moved = pegawai(STAF, KASI, penempatan=MOVED, jabatan="Analis Madya", unit="DINKES.YANKES")
    await kuansing.service.hear(moved)
    await kuansing.enter("2026-01-30")
    await kuansing.enter("2026-02-02")
    january = rows_of(await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=ADMIN))
    february = rows_of(await kuansing.ask("GET", "/export?periode=2026-02&tujuan=Laporan", who=ADMIN))
    assert {(r["JABATAN"], r["UNIT"]) for r in january} == {("Analis", "DINKES.P2P")}, "entered late as well"
    assert [(r["JABATAN"], r["UNIT"]) for r in february] == [("Analis Madya", "DINKES.YANKES")]
    shown = [await kuansing.look(), *[list((await kuansing.mine(f"2026-0{n}")).values()) for n in (1, 2)]]
    for entries in shown:
        for one in entries:
            post = "Analis" if one["tanggal"] < "2026-02-01" else "Analis Madya"
            assert one["jabatan"] == post, "so the lists show it"


@READERS
async def test_kuan_p21_2_who_takes_the_daily_rows_away(kuansing: Office, who: UUID, status: int) -> None:
    assert (await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=who)).status == status


async def test_kuan_p26_1_the_rows_are_those_of_the_own_pd(kuansing: Office) -> None:
    await _entered(kuansing)
    away = UUID(int=0x6001)
    await kuansing.service.hear(pegawai(away, None, opd="SETDA", unit="SETDA", peran=("admin_pd",)))
    assert rows_of(await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=away)) == []
    assert (await kuansing.ask("GET", "/export?periode=2026-01", who=ADMIN)).problem()[:2] == (422, "tujuan")
    blank = await kuansing.ask("GET", "/export?periode=2026-01&tujuan=%20%20%20", who=ADMIN)
    assert blank.problem()[:2] == (422, "tujuan")


async def test_kuan_p26_1_who_moved_away_leaves_his_former_days_with_the_former_pd(kuansing: Office) -> None:
    """Entered for January in DINKES; from 1 February he is in SETDA: January stays in the export of DINKES alone."""
    await _entered(kuansing)
    away = UUID(int=0x6001)
    posts = (post("2024-01-02"), post("2026-02-01", "SETDA", "SETDA"))
    moved = pegawai(STAF, KASI, opd="SETDA", unit="SETDA", penempatan=posts)
    await kuansing.service.hear(pegawai(away, None, opd="SETDA", unit="SETDA", peran=("admin_pd",)), moved)

    async def days(month: str, who: UUID) -> set[str]:
        rows = rows_of(await kuansing.ask("GET", f"/export?periode={month}&tujuan=Laporan", who=who))
        return {row["PD"] for row in rows if row["NIP"] == moved.nip}

    assert (await days("2026-01", ADMIN), await days("2026-01", away)) == ({"DINKES"}, set())
    await kuansing.at("2026-02-02T15:00")
    await kuansing.enter("2026-02-02")
    assert (await days("2026-02", ADMIN), await days("2026-02", away)) == (set(), {"SETDA"})
    own = (await kuansing.ask("GET", "/audit/own", who=STAF)).body["baris"]
    assert sum(line["tindakan"] == "activities.exported" for line in own) >= 1, "and finds who took them away"


async def _plans(planning: Planning, who: UUID = REVIEWER) -> list[dict[str, str]]:
    return rows_of(await planning.ask("GET", "/export?tahun=2026&tujuan=Laporan+triwulan", who=who))


async def test_kuan_p21_2_every_plan_row_has_post_and_tupoksi_and_a_tambahan_its_sk(kuan: Planning) -> None:
    made = await kuan.plan_down_to(KASI)
    more = await kuan.draft(STAF, butir(await kuan.first(KASI)), extra(KEPALA))
    rows = await _plans(kuan)
    assert len(rows) == 6 and [r for r in rows if not (r["JABATAN"] and r["TUPOKSI"])] == [], "none without"
    assert {r["PD"] for r in rows} == {"DINKES"} and len(made) == 4, "the Sekda is of another PD"
    added = [r for r in rows if r["KATEGORI"] == "tambahan"]
    assert [(r["TUPOKSI"], r["NOMOR SK"], r["TANGGAL SK"], r["STATUS"]) for r in added] == [
        ("Panitia hari jadi", "SK.7", "2026-01-05", "draft")
    ]
    kept = await kuan.service.rows("SELECT actor, subject FROM audit WHERE act = 'skp.exported'")
    assert [(r["actor"], r["subject"]) for r in kept] == [(str(REVIEWER), "DINKES")] and more


async def test_kuan_p21_2_the_post_of_a_plan_is_that_of_its_beginning(kuan: Planning) -> None:
    await kuan.plan_down_to(KABID)
    moved: dict[str, Any] = {"penempatan": MOVED, "jabatan": "Analis Madya", "unit": "DINKES.YANKES"}
    await kuan.service.hear(pegawai(STAF2, KABID, **moved))
    for mulai in ("2026-01-01", "2026-02-01"):
        await kuan.draft(STAF2, butir(await kuan.first(KABID)), mulai=mulai)
    found = [(r["MULAI"], r["JABATAN"], r["UNIT"]) for r in await _plans(kuan) if r["NAMA"] == "Pegawai 485"]
    assert found == [
        ("2026-01-01", "Analis", "DINKES.P2P"), ("2026-02-01", "Analis Madya", "DINKES.YANKES"),
    ]  # fmt: skip


@READERS
async def test_kuan_p21_2_who_takes_the_plans_away(kuan: Planning, who: UUID, status: int) -> None:
    assert (await kuan.ask("GET", "/export?tahun=2026&tujuan=Laporan+triwulan", who=who)).status == status


async def test_kuan_p26_1_a_plan_is_of_the_pd_in_which_it_began(kuan: Planning) -> None:
    """He goes to SETDA on 1 February: what he planned for January on stays with DINKES, the next with SETDA."""
    await kuan.plan()
    posts = (post("2024-01-02"), post("2026-02-01", "SETDA", "SETDA"))
    moved = pegawai(STAF, KASI, opd="SETDA", unit="SETDA", penempatan=posts)
    away = UUID(int=0x6001)
    await kuan.service.hear(moved, pegawai(away, None, opd="SETDA", unit="SETDA", peran=("admin_pd",)))
    assert {r["PD"] for r in await _plans(kuan) if r["NIP"] == moved.nip} == {"DINKES"}
    assert [r for r in await _plans(kuan, away) if r["NIP"] == moved.nip] == []
