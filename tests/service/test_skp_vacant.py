"""Who is told that a pemutakhiran is overdue, where posts in the line of superiors are vacant (KUAN P23(4), A22)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.skp import PemutakhiranOverdue
from contracts.vocabulary import JenisJabatan, StatusPegawai
from tests.service.people import ADMIN, KABID, KASI, KEPALA, SEKDA, STAF, STAF2, pegawai, term
from tests.service.planning import SEKDA_REVIEWER, Planning, post

SINCE, LEFT, EMPTY = date(2024, 1, 2), date(2025, 3, 31), date(2025, 4, 1)
HEADS = {KASI: KABID, KABID: KEPALA, KEPALA: SEKDA}


async def _asked(planning: Planning, who: UUID = STAF) -> str:
    """Asked on 20 March 2025: due on 9 April, overdue on the 10th."""
    await planning.at("2025-03-20T10:00")
    kept = (await planning.upload(who)).body
    made = await planning.good("POST", "/updates", {"uraian": "Ijazah S2", "dokumen_id": kept["dokumen_id"]}, who=who)
    await planning.at("2025-04-02T10:00")
    return str(made["pemutakhiran_id"])


async def _leave(planning: Planning, *gone: UUID) -> None:
    """Each of them retired on 1 April: whoever stood under him has nobody since then."""
    under = {KASI: (STAF, STAF2), KABID: (KASI, ADMIN), KEPALA: (KABID,), SEKDA: (KEPALA, SEKDA_REVIEWER)}
    people = {SEKDA: None, **HEADS, STAF: KASI, STAF2: KASI, ADMIN: KABID, SEKDA_REVIEWER: SEKDA}
    for one in people:
        boss = people[one]
        status = StatusPegawai.PENSIUN if one in gone else StatusPegawai.AKTIF
        orphaned = any(one in under[head] for head in gone)
        terms = (term(boss, SINCE, LEFT), term(None, EMPTY, sebagai="kosong")) if orphaned else None
        told: dict[str, Any] = {"status": status, **({"penilai": terms} if terms else {})}
        await planning.service.hear(pegawai(one, None if orphaned else boss, **told), tenant=planning.tenant)


async def _told(planning: Planning) -> list[tuple[str | None, str]]:
    await planning.service.told()
    await planning.at("2025-04-10T00:01")
    return [(t["kepada"], t["kepada_peran"]) for t in await planning.service.told(PemutakhiranOverdue)]


async def _tasks(planning: Planning, who: UUID) -> list[str]:
    return [u["pemutakhiran_id"] for u in await planning.good("GET", "/updates", who=who)]


@pytest.mark.parametrize(
    ("gone", "kepada"),
    [
        ((), KABID),
        ((KASI,), KABID),
        ((KASI, KABID), KEPALA),
        ((KABID,), KEPALA),
        ((KASI, KABID, KEPALA), SEKDA),
        ((KABID, KEPALA), SEKDA),
    ],
)
async def test_kuan_p23_4_reading_a22_past_every_vacant_post_the_next_superior_is_told(
    kuan: Planning, gone: tuple[UUID, ...], kepada: UUID
) -> None:
    made = await _asked(kuan)
    await _leave(kuan, *gone)
    assert await _told(kuan) == [(str(kepada), "")]
    assert made in await _tasks(kuan, kepada)
    step = {"langkah": "diverifikasi", "semua_akurat": True}
    refused = await kuan.ask("POST", f"/updates/{made}/steps", step, who=kepada)
    assert refused.status == 403, "told, but he does not do it instead"


async def test_kuan_p23_4_reading_a22_above_the_line_the_bupati_is_told(kuan: Planning) -> None:
    made = await _asked(kuan)
    await _leave(kuan, KASI, KABID, KEPALA, SEKDA)
    assert await _told(kuan) == [(None, "bupati")]
    assert made in await _tasks(kuan, kuan.bupati)
    assert made not in await _tasks(kuan, ADMIN)


async def test_kuan_p23_4_where_the_bupati_himself_is_late_the_pengelola_e_kinerja_is_told(kuan: Planning) -> None:
    """Nobody stands above the Bupati, who is penilai of the Sekda (KON P10(3) and B27 say as much of other acts)."""
    made = await _asked(kuan, SEKDA)
    role = ("pengelola_e_kinerja",)
    await kuan.service.hear(pegawai(ADMIN, KABID, jenis_jabatan=JenisJabatan.ADMINISTRATOR, peran=role))
    assert await _told(kuan) == [(None, "pengelola_e_kinerja")]
    assert made in await _tasks(kuan, ADMIN) and made not in await _tasks(kuan, KABID)


async def test_kuan_p23_4_who_held_the_post_and_moved_away_is_followed_by_his_line_of_then(kuan: Planning) -> None:
    """KASI moves to another PD under the Sekda; it is the KABID of before who is told, not the Sekda."""
    await _asked(kuan)
    posts = (post("2024-01-02"), post("2025-04-01", unit="SETDA", opd="SETDA"))
    moved = (term(KABID, SINCE, LEFT), term(SEKDA, EMPTY))
    await kuan.service.hear(
        pegawai(KASI, SEKDA, penilai=moved, penempatan=posts, tmt_jabatan=EMPTY, opd="SETDA", unit="SETDA"),
        pegawai(STAF, None, penilai=(term(KASI, SINCE, LEFT), term(None, EMPTY, sebagai="kosong"))),
    )
    assert await _told(kuan) == [(str(KABID), "")]


async def test_kuan_p23_4_a_superior_of_then_who_has_himself_moved_is_passed_over(kuan: Planning) -> None:
    await _asked(kuan)
    posts = (post("2024-01-02"), post("2025-04-02", unit="SETDA", opd="SETDA"))
    await _leave(kuan, KASI)
    moved = (term(KEPALA, SINCE, date(2025, 4, 1)), term(SEKDA, date(2025, 4, 2)))
    await kuan.service.hear(
        pegawai(KABID, SEKDA, penilai=moved, penempatan=posts, tmt_jabatan=date(2025, 4, 2), opd="SETDA", unit="SETDA")
    )
    assert await _told(kuan) == [(str(KEPALA), "")]


async def test_kuan_p23_4_where_the_line_is_not_known_the_pengelola_e_kinerja_is_told(kuan: Planning) -> None:
    await _asked(kuan)
    await kuan.service.hear(pegawai(STAF, None, penilai=(term(None, SINCE, sebagai="kosong"),)))
    assert await _told(kuan) == [(None, "pengelola_e_kinerja")]


async def test_kuan_reading_a22_a_plt_who_is_late_has_a_superior_of_his_own(kuan: Planning) -> None:
    await _asked(kuan)
    vacant = (term(KASI, SINCE, LEFT), term(None, EMPTY, sebagai="kosong"))
    plt = term(ADMIN, EMPTY, date(2025, 12, 31), "plt")
    await kuan.service.hear(pegawai(STAF, ADMIN, penilai=(*vacant, plt)))
    assert await _told(kuan) == [(str(KABID), "")]
