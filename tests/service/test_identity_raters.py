"""Who may be asked about somebody's behaviour: peers and subordinates of the day (KON P29(2-3))."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, row

PEER, ELSEWHERE = "198001012005011006", "198001012005011007"


@pytest.fixture
async def konsel(konsel_registry: Registry) -> Registry:
    """In DINKES.P2P: a pengawas, two pelaksana, and a third whom SIASN does not know; one in another unit."""
    await konsel_registry.load([row(PEER, HEAD), row(ELSEWHERE, HEAD, KODE_UNIT="DINKES")])
    assert (await konsel_registry.grant(BOSS, "pengelola_kinerja")).status == 200
    return konsel_registry


async def raters(konsel: Registry, nip: str, day: str) -> Any:
    asker, asn = await konsel.id_of(BOSS), await konsel.id_of(nip)
    return (await konsel.ask("GET", f"/pegawai/{asn}/raters?tanggal={day}", who=asker)).body


def ids(found: list[dict[str, Any]]) -> set[UUID]:
    return {UUID(r["asn_id"]) for r in found}


async def test_kon_p29_2_3_peers_and_subordinates_of_one_unit(konsel: Registry) -> None:
    found = await raters(konsel, STAFF, "2026-01-05")
    assert (ids(found["rekan"]), found["bawahan"], found["unit"]) == ({await konsel.id_of(PEER)}, [], "DINKES.P2P")
    lead = await raters(konsel, ADMIN_NIP, "2026-01-05")
    assert lead["rekan"] == []
    assert ids(lead["bawahan"]) == {await konsel.id_of(STAFF), await konsel.id_of(PEER)}


async def test_kon_p29_a_random_peer_from_another_unit_is_422(konsel: Registry) -> None:
    asker, staff = await konsel.id_of(BOSS), await konsel.id_of(STAFF)
    path = f"/pegawai/{staff}/raters/check"
    peer, other = await konsel.id_of(PEER), await konsel.id_of(ELSEWHERE)
    assert (await konsel.ask("POST", path, {"tanggal": "2026-01-05", "rekan": [peer]}, who=asker)).status == 200
    for body, field, pasal in (
        ({"rekan": [peer, other]}, "rekan[1]", "29(2)"), ({"bawahan": [peer]}, "bawahan[0]", "29(3)"),
        ({"rekan": [staff]}, "rekan[0]", "29(2)"),
    ):  # fmt: skip
        refused = await konsel.ask("POST", path, {"tanggal": "2026-01-05", **body}, who=asker)
        assert refused.problem() == (422, field, pasal)


async def test_kon_p29_the_unit_and_the_status_of_the_day_count(konsel: Registry) -> None:
    move = {
        "nip": PEER, "mulai": "2026-03-01", "sk": "SK.5/2026", "jabatan": "Analis", "jenis_jabatan": "pelaksana",
        "kelas_jabatan": 7, "opd": "BKPP", "unit": "BKPP.PA",
    }  # fmt: skip
    assert (await konsel.ask("POST", "/placements", move, who="pengelola_kepegawaian")).status == 200
    gone = {"nip": STAFF, "status": "cltn", "mulai": "2026-02-01", "selesai": "2026-02-28", "sk": "SK.6/2026"}
    assert (await konsel.ask("POST", "/statuses", gone, who="pengelola_kepegawaian")).status == 200
    staff, peer = await konsel.id_of(STAFF), await konsel.id_of(PEER)
    days = {}
    for day in ("2026-01-31", "2026-02-01", "2026-03-01"):
        days[day] = ids((await raters(konsel, ADMIN_NIP, day))["bawahan"])
    assert days == {"2026-01-31": {staff, peer}, "2026-02-01": {peer}, "2026-03-01": {staff}}


async def test_kon_p29_before_the_first_post_there_is_nobody(konsel: Registry) -> None:
    asker, asn = await konsel.id_of(BOSS), await konsel.id_of(STAFF)
    early = await konsel.ask("GET", f"/pegawai/{asn}/raters?tanggal=2024-01-01", who=asker)
    assert early.problem() == (409, "", "29(2)")
    stranger = UUID(int=9)
    assert (await konsel.ask("GET", f"/pegawai/{stranger}/raters?tanggal=2026-01-05", who=asker)).status == 404
    kept = await konsel.service.rows("SELECT subject FROM audit WHERE act = 'raters.read'")
    assert kept == [], "a refusal reads nobody"


async def test_what_appraisal_needs_for_the_same_rule_is_in_the_event(konsel: Registry) -> None:
    told = (await konsel.told(STAFF))[-1]
    assert [(p["unit"], p["jenis_jabatan"], p["mulai"]) for p in told["penempatan"]] == [
        ("DINKES.P2P", "pelaksana", "2024-01-02")
    ]
    assert [s["status"] for s in told["masa_status"]] == ["aktif"]
