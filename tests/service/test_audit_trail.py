"""The audit trail is read by whom section 5 names, in the order of time; nobody can change it (KUAN P26(1))."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from chassis.settings import REPOSITORY
from services.activity.api import audit as of_activity
from services.appraisal import api as of_appraisal
from services.identity.api import audit as of_identity
from services.reporting import api as of_reporting
from services.skp.api import audit as of_skp
from services.tpp import api as of_tpp
from tests.service.dinas import Office
from tests.service.people import ADMIN, KABID, KASI, KEPALA, STAF, STAF2, pegawai
from tests.service.planning import Planning
from tests.service.registry import ADMIN_NIP, HEAD, STAFF, Registry

NAMES = {
    "activity": of_activity.NAMES,
    "appraisal": of_appraisal.NAMES,
    "identity": of_identity.NAMES,
    "reporting": of_reporting.NAMES,
    "skp": of_skp.NAMES,
    "tpp": of_tpp.NAMES,
}
INSPECTOR, OVERSEER = UUID(int=0x5101), UUID(int=0x5102)


@pytest.mark.parametrize("service", list(NAMES))
def test_every_kind_of_act_has_a_name_in_indonesian(service: str) -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in Path(REPOSITORY / "services" / service).rglob("*.py"))
    acts = set(
        re.findall(r"(?:\.audit\(|keep_(?:(?:group_)?readings?|listing)\(work, (?:actor, )?)\s*\"([a-z_.]+)\"", code)
    )
    assert acts == set(NAMES[service])
    assert len(set(NAMES[service].values())) == len(acts)


async def _overseers(office: Office) -> None:
    await office.service.hear(
        pegawai(INSPECTOR, KEPALA, opd="INSPEKTORAT", peran=("inspektorat",)),
        pegawai(OVERSEER, KEPALA, opd="BKPP", peran=("pengelola_e_kinerja",)),
    )


async def _acts(office: Office) -> None:
    """Three readings of STAF's entries on three days, the second by the administrator, and one of STAF2's."""
    await _overseers(office)
    for moment, who, whose in (
        ("2026-01-05T09:00", KASI, STAF), ("2026-01-06T23:30", ADMIN, STAF), ("2026-01-07T00:30", KASI, STAF),
        ("2026-01-07T10:00", KABID, STAF2),
    ):  # fmt: skip
        await office.at(moment)
        path = f"/people/{whose}/activities?periode=2026-01&tujuan=Pemeriksaan"
        assert (await office.ask("GET", path, who=who)).status == 200


async def _read(office: Office, query: str = "", path: str = "/audit", who: UUID = INSPECTOR, **more: Any) -> Any:
    answer = await office.ask("GET", f"{path}{query}", who=who, **more)
    assert answer.status == 200, answer.body
    return answer.body


def _seen(page: Any) -> list[tuple[str, str]]:
    return [(line["pelaku"], line["objek"]) for line in page["baris"]]


async def test_kuan_p26_1_the_inspektorat_reads_all_in_the_order_of_time(kuansing: Office) -> None:
    await _acts(kuansing)
    page = await _read(kuansing)
    assert _seen(page) == [
        (str(KASI), str(STAF)),
        (str(ADMIN), str(STAF)),
        (str(KASI), str(STAF)),
        (str(KABID), str(STAF2)),
    ]
    first = page["baris"][0]
    assert (first["tindakan"], first["nama"]) == ("activities.read", "aktivitas orang lain dibaca")
    assert first["rincian"] == {"periode": "2026-01", "tujuan": "Pemeriksaan"}
    assert first["waktu"].startswith("2026-01-05T02:00:0"), "nine in the morning in WIB"
    assert page["lanjut"] is None


async def test_kuan_p26_1_by_object_person_and_day_of_the_pemda(kuansing: Office) -> None:
    await _acts(kuansing)
    assert _seen(await _read(kuansing, f"?objek={STAF2}")) == [(str(KABID), str(STAF2))]
    assert _seen(await _read(kuansing, f"?pelaku={ADMIN}")) == [(str(ADMIN), str(STAF))]
    assert len(_seen(await _read(kuansing, f"?pelaku={KASI}&objek={STAF}&sampai=2026-01-06"))) == 1
    # half past midnight of the seventh in WIB is still the sixth in UTC
    seventh = await _read(kuansing, "?dari=2026-01-07&sampai=2026-01-07&limit=2")
    assert _seen(seventh) == [(str(KASI), str(STAF)), (str(KABID), str(STAF2))]


async def test_kuan_p26_1_page_by_page_each_line_once(kuansing: Office) -> None:
    await _acts(kuansing)
    walked, after = [], ""
    for _ in range(4):
        page = await _read(kuansing, f"?limit=1&objek={STAF}{after}")
        walked += [line["pelaku"] for line in page["baris"] if line["tindakan"] == "activities.read"]
        after = f"&setelah={page['lanjut']}"
    assert walked == [str(KASI), str(ADMIN), str(KASI)]
    assert (await kuansing.ask("GET", "/audit?setelah=kemarin", who=INSPECTOR)).status in (400, 422)
    assert (await kuansing.ask("GET", f"/audit?setelah={'9' * 18}-1-1", who=INSPECTOR)).problem()[:2] == (
        422,
        "setelah",
    )


async def test_kuan_p26_1_reading_the_trail_is_a_line_of_it(kuansing: Office) -> None:
    await _acts(kuansing)
    await _read(kuansing, f"?objek={STAF}")
    last = (await _read(kuansing))["baris"][-1]
    assert (last["pelaku"], last["tindakan"], last["nama"], last["objek"]) == (
        str(INSPECTOR), "audit.read", "jejak audit dibaca", str(STAF),
    )  # fmt: skip
    mine = await _read(kuansing, path="/audit/own", who=STAF)
    assert [line["pelaku"] for line in mine["baris"]] == [str(KASI), str(ADMIN), str(KASI), str(INSPECTOR)]
    again = await _read(kuansing, path="/audit/own", who=STAF)
    assert again == mine, "reading one's own leaves no line"


async def test_the_super_administrator_reads_without_contents(kuansing: Office) -> None:
    await _acts(kuansing)
    for who, peran in ((UUID(int=0x5109), ("super_admin",)), (OVERSEER, ())):
        refused = await kuansing.ask("GET", "/audit", who=who, peran=peran)
        assert refused.problem() == (403, "", "26(1)")
        page = await _read(kuansing, f"?objek={STAF}", "/audit/acts", who, peran=peran)
        assert {line["rincian"] for line in page["baris"]} == {None} and len(page["baris"]) >= 3
    for path in ("/audit", "/audit/acts"):
        assert (await kuansing.ask("GET", path, who=KASI)).status == 403
        assert (await kuansing.ask("GET", f"{path}?objek={KASI}", who=KASI)).status == 403


async def test_kuan_p26_1_everyone_reads_his_own_alone(kuansing: Office) -> None:
    await _acts(kuansing)
    assert _seen(await _read(kuansing, path="/audit/own", who=STAF2)) == [(str(KABID), str(STAF2))]
    assert _seen(await _read(kuansing, path="/audit/own", who=ADMIN)) == [(str(ADMIN), str(STAF))]
    assert _seen(await _read(kuansing, path="/audit/own", who=KEPALA)) == []


async def test_x5_no_line_of_another_pemda_is_read(registry: Registry, konsel_registry: Registry) -> None:
    await registry.appoint()
    for asked, other in ((registry, konsel_registry), (konsel_registry, registry)):
        assert (await asked.grant(STAFF, "inspektorat")).status == 200
        page = (await asked.ask("GET", "/audit?limit=200", who=await asked.id_of(STAFF))).body
        persons = {str(await one.id_of(STAFF)) for one in (asked, other)}
        assert {line["objek"] for line in page["baris"]} & persons == {str(await asked.id_of(STAFF))}
    kept = await registry.service.rows("SELECT tenant, count(*) AS n FROM audit WHERE act = 'audit.read' GROUP BY 1")
    assert {r["tenant"]: r["n"] for r in kept} == {"kuansing": 1, "konsel": 1}


@pytest.mark.parametrize("deed", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
async def test_nobody_of_the_service_changes_or_removes_a_line(
    kuansing: Office, kuan: Planning, registry: Registry, deed: str
) -> None:
    for hosted in (kuansing.service, kuan.service, registry.service):
        for role in ("app", "plumbing"):
            connection = await asyncpg.connect(hosted.dsn[role])
            try:
                await connection.execute("SELECT set_config('app.tenant', 'kuansing', false)")
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(deed)
            finally:
                await connection.close()


async def test_kuan_p1_21_what_identity_did_is_read_there(registry: Registry) -> None:
    await registry.appoint()
    assert (await registry.grant(STAFF, "inspektorat")).status == 200
    inspector, admin = await registry.id_of(STAFF), await registry.id_of(ADMIN_NIP)
    page = (await registry.ask("GET", f"/audit?objek={admin}", who=inspector)).body
    assert [(b["tindakan"], b["nama"], b["rincian"]["peran"]) for b in page["baris"]] == [
        ("role.granted", "peran diberikan", "admin_pd")
    ]
    acts = (await registry.ask("GET", f"/audit/acts?objek={admin}", who="super_admin")).body
    assert [(b["pelaku"], b["rincian"]) for b in acts["baris"]][0] == (str(registry.officials["super_admin"]), None)
    assert (await registry.ask("GET", "/audit", who=await registry.id_of(HEAD))).status == 403
