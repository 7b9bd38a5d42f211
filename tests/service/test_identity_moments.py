"""A day ends at its last moment: what one has no more at 00:00:00 lets nobody in, whenever its deadline comes by."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
import pytest

from contracts.identity import PegawaiRecorded, Penempatan
from contracts.vocabulary import JenisJabatan
from tests.service.dinas import Office, entry
from tests.service.hosted import Answer
from tests.service.people import KASI, pegawai
from tests.service.planning import Planning
from tests.service.registry import ADMIN_NIP, STAFF, Registry

STAFFING, LAST, FIRST = "pengelola_kepegawaian", "2026-01-31", "2026-02-01"
EXPERT = {
    "login": "ahli.jaringan", "jenis": "external_expert", "persetujuan": "100.3/12/2026", "disetujui_oleh": "bupati", "tanggal_persetujuan": "2026-01-02", "selesai": LAST,
}  # fmt: skip
MOVE = {
    "nip": ADMIN_NIP, "mulai": FIRST, "sk": "SK.9/2026", "jabatan": "Analis", "jenis_jabatan": "pengawas",
    "kelas_jabatan": 9, "opd": "BKPP", "unit": "BKPP.PA",
}  # fmt: skip


async def _renew(registry: Registry, opened: Answer) -> Answer:
    body = {"refresh_token": opened.body["refresh_token"]}
    return await registry.service.ask("POST", "/refresh", body, actor=UUID(int=0))


async def test_kuan_p20_an_expert_signs_in_until_the_end_of_his_last_day(registry: Registry) -> None:
    made = (await registry.ask("POST", "/accounts/external", EXPERT, who="super_admin")).body
    registry.service.stand_at(f"{LAST}T23:59")
    opened = await registry.login(EXPERT["login"], made["sandi"])
    assert opened.status == 200 and opened.body["expires_in"] <= 55, "no token outlives the account"
    registry.service.stand_at(f"{FIRST}T00:00")
    assert (await _renew(registry, opened)).status == 401
    refused = await registry.login(EXPERT["login"], made["sandi"])
    assert refused.status == 403 and f"berakhir {LAST}" in refused.body["detail"], "not that he is not validated"
    assert refused.body["pasal"] == "20"
    audit = await registry.service.rows("SELECT actor FROM audit WHERE act = 'account.expired'")
    assert [row["actor"] for row in audit] == ["system:deadline"]
    await registry.service.at(f"{FIRST}T00:01")
    assert len(await registry.service.rows("SELECT 1 FROM audit WHERE act = 'account.expired'")) == 1, "once"


async def test_kuan_p1_23_an_administrator_who_has_moved_writes_nothing_in_his_former_pd(registry: Registry) -> None:
    admin = await registry.appoint()
    sandi = (await registry.activate(ADMIN_NIP))[ADMIN_NIP]
    assert (await registry.ask("POST", "/placements", MOVE, who=STAFFING)).status == 200
    body = {"nips": [STAFF]}
    registry.service.stand_at(f"{LAST}T23:59")
    assert (await registry.ask("POST", "/accounts/activate", body, who=admin)).status == 200
    opened = await registry.login(ADMIN_NIP, sandi)
    assert opened.status == 200 and opened.body["expires_in"] <= 55
    registry.service.stand_at(f"{FIRST}T00:00")
    assert (await registry.ask("POST", "/accounts/activate", body, who=admin)).status == 403
    await registry.service.told()
    assert (await _renew(registry, opened)).status == 401, "who lost a role signs in anew"
    told = [t for t in await registry.service.told(PegawaiRecorded) if t["nip"] == ADMIN_NIP]
    assert [(t["opd"], t["peran"]) for t in told] == [("BKPP", [])], "told before he is let in again"
    again = await registry.login(ADMIN_NIP, sandi)
    await registry.service.at(f"{FIRST}T00:01")
    assert (await _renew(registry, again)).status == 200, "the deadline that comes by ends no new session"


async def test_a_role_that_ends_opens_nothing_a_moment_later(registry: Registry) -> None:
    assert (await registry.grant(STAFF, "inspektorat", selesai=LAST)).status == 200
    who = await registry.id_of(STAFF)
    registry.service.stand_at(f"{LAST}T23:59")
    assert (await registry.ask("GET", "/roles", who=who)).status == 200
    registry.service.stand_at(f"{FIRST}T00:00")
    assert (await registry.ask("GET", "/roles", who=who)).status == 403


def _moving(asn_id: UUID) -> PegawaiRecorded:
    """Administers DINKES; from the first of February in another PD, as identity has told already."""
    one = pegawai(asn_id, KASI, peran=("admin_pd", "pengelola_kinerja"))
    posts = [
        Penempatan(mulai=date.fromisoformat(day), jabatan="x", jenis_jabatan=JenisJabatan.PENGAWAS, opd=opd, unit=opd)
        for day, opd in (("2024-01-02", one.opd), (FIRST, "BKPP"))
    ]
    return msgspec.structs.replace(one, penempatan=tuple(posts))


@pytest.mark.parametrize(("moment", "status"), [(f"{LAST}T23:59", 422), (f"{FIRST}T00:00", 403)])
async def test_kuan_p16b_nor_enters_for_anybody_there(kuansing: Office, moment: str, status: int) -> None:
    admin = UUID(int=0x6001)
    await kuansing.service.hear(_moving(admin))
    await kuansing.at(moment)
    answer = await kuansing.ask("POST", "/assisted", entry("2026-01-30"), who=admin)
    assert answer.status == status, answer.body


@pytest.mark.parametrize(("moment", "status"), [(f"{LAST}T23:59", 422), (f"{FIRST}T00:00", 403)])
async def test_kuan_p5_4_nor_reviews_an_skp_there(kuan: Planning, moment: str, status: int) -> None:
    reviewer = UUID(int=0x6001)
    await kuan.service.hear(_moving(reviewer))
    await kuan.service.at(moment)
    answer = await kuan.service.ask("POST", f"/sasaran/{UUID(int=1)}/review", {}, actor=reviewer)
    assert answer.status == status, answer.body
