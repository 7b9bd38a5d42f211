"""What a service is asked to tell again is what it told last; who knows it already changes nothing."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Any
from uuid import UUID

import pytest

from chassis import retelling
from chassis.ids import new_id
from chassis.reaction import Record
from contracts.activity import DayFilled, DayMissed
from contracts.envelope import body_of, headers_of
from contracts.event import Fact
from services.identity.app import SERVICE as IDENTITY
from tests.service.dinas import Office, entry
from tests.service.hosted import Hosted
from tests.service.judging import Judging
from tests.service.people import ADMIN, KABID, KASI, KEPALA, SEKDA, STAF, STAF2, pegawai
from tests.service.planning import Planning, extra
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, row
from tests.service.retelling import Told, facts, fingerprint, last_told, place, request, retold
from tests.service.test_activity_pembinaan import SESSION, found_deliberate, step
from tests.service.test_appraisal_followup import head, judge
from tests.service.test_identity_differences import _changed, _reconcile
from tests.service.test_identity_training import record as train
from tests.service.test_skp_segments import move
from tests.service.test_tpp_again import (
    MISSED,
    filled,
    judged,
    missed,
    tpp,  # noqa: F401  a fixture
)
from tests.service.test_tpp_again import measured as month
from tests.service.test_tpp_again import run as run_tpp

CONSUMERS = ("skp", "activity", "appraisal", "tpp", "reporting")


@pytest.fixture
async def readers(
    skp_process: Hosted, activity_process: Hosted, appraisal_process: Hosted, tpp_process: Hosted,
    reporting_process: Hosted,
) -> dict[str, Hosted]:  # fmt: skip
    found = (skp_process, activity_process, appraisal_process, tpp_process, reporting_process)
    return {service.name: service for service in found}


@pytest.fixture
async def lived(registry: Registry) -> Registry:
    """A Pemda in which everything that identity tells has happened."""
    assert (await registry.grant(BOSS, "ka_bkpp", selesai="2026-12-31", syarat={"sebagai": "plt"})).status == 200
    await registry.appoint()
    chief = await registry.id_of(BOSS)
    assert (await train(registry, chief, STAFF, BOSS)).status == 201
    assert (await train(registry, chief, ADMIN_NIP, jenis="sosialisasi", peran="admin_pd")).status == 201
    day = {"tanggal": "2026-08-10", "libur": True, "nama": "Hari jadi", "sk": "SK.9/2026"}
    for more in ({}, {"nama": "Hari jadi kabupaten"}):
        made = await registry.ask("POST", "/calendar", day | more, who="pengelola_kepegawaian")
        assert made.status < 300, made.body
    await registry.load([row(STAFF, HEAD, JABATAN="Penata")])
    await _reconcile(registry, _changed())
    assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=await registry.id_of(HEAD))).status < 300
    return registry


async def test_what_identity_keeps_is_told_again_as_it_was_told_last(lived: Registry) -> None:
    service = lived.service
    told = last_told([f for f in await facts(service) if ("ce_tenant", b"kuansing") in f.record.headers])
    again = await retold(service)
    assert last_told(again) == told
    assert len(again) == len(told), "one event an aggregate"
    assert {fact.type for fact in again} >= {
        "PegawaiRecorded", "OpdRecorded", "CalendarDaySet", "SelisihRecorded", "LaporanUnitSubmitted",
        "PelatihanRecorded",
    }  # fmt: skip
    acts = await service.rows("SELECT subject, detail FROM audit WHERE act = 'state.retold' AND tenant = 'kuansing'")
    assert {a["subject"] for a in acts} == set(IDENTITY.retells)


async def test_another_pemda_is_not_told_again(lived: Registry) -> None:
    again = await retold(lived.service)
    assert {value for f in again for name, value in f.record.headers if name == "ce_tenant"} == {b"kuansing"}
    actors = {value for f in again for name, value in f.record.headers if name == "ce_actor"}
    assert actors == {b"system:retell"}


async def test_one_kind_of_many_is_told_again(lived: Registry) -> None:
    assert {f.type for f in await retold(lived.service, "units")} == {"OpdRecorded"}


async def test_a_retelling_that_is_stopped_goes_on_where_it_was(
    lived: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of two; the third dies before it is committed and is told once the service is there again."""
    service = lived.service
    monkeypatch.setattr(retelling, "AT_A_TIME", 2)
    whole = IDENTITY.retells["units"].read
    pages = 0

    async def dying(work: Any, after: str, most: int) -> Any:
        nonlocal pages
        page = await whole(work, after, most)
        pages += 1
        if pages == 2:
            await work.record_all(page.states, retold=True)
            raise RuntimeError("the process is killed")
        return page

    monkeypatch.setitem(IDENTITY.retells, "units", retelling.Retelling(IDENTITY.retells["units"].events, dying))
    after = await place(service)
    await request(service, "units")
    for _ in range(5):
        await service.fire()
    waiting = await service.rows("SELECT payload::text AS payload FROM deadline WHERE kind = 'retell'")
    assert len(waiting) == 1 and '"told": 2' in waiting[0]["payload"]
    await request(service, "units")
    assert await service.rows("SELECT payload::text AS payload FROM deadline WHERE kind = 'retell'") == waiting
    await service.at("2026-01-05T08:10")
    codes = [f.subject for f in await facts(service, after) if f.is_retold]
    assert codes == sorted(r["kode"] for r in await service.rows("SELECT kode FROM opd WHERE tenant = 'kuansing'"))


async def test_a_change_beside_a_retelling_is_told_after_it_and_newer(lived: Registry) -> None:
    """Ten changes while everybody is told again: for each subject versions never fall in the outbox."""
    service = lived.service
    after = await place(service)
    await request(service, "people")

    async def change(n: int) -> None:
        await lived.load([row(STAFF, HEAD, JABATAN=f"Penata {n}")])

    async def fire() -> None:
        for _ in range(3):
            await service.fire()

    async def changes() -> None:
        for n in range(4):  # one file a person at a time
            await change(n)

    await asyncio.gather(fire(), changes())
    while await service.fire():
        pass
    versions: dict[str, list[int]] = {}
    for fact in await facts(service, after):
        if fact.type == "PegawaiRecorded":
            versions.setdefault(fact.subject, []).append(fact.version)
    assert all(found == sorted(found) for found in versions.values())
    assert len(versions) == 5


async def test_what_was_known_before_it_was_ever_told_is_told_as_the_first_version(lived: Registry) -> None:
    """As an upgrade leaves it: reports without a version, differences of a reconciliation that was told to nobody."""
    service = lived.service
    async with service.administrator() as admin:
        await admin.execute("UPDATE laporan_unit SET version = 0")
        await admin.execute("DELETE FROM selisih_pegawai")
    again = await retold(service, "reports", "differences")
    report = [f for f in again if f.type == "LaporanUnitSubmitted"]
    assert [(f.version, f.body["opd"]) for f in report] == [(1, "DINKES")]
    # two cells of HEAD, STAFF who is missing from the file and no more
    nips = {str(await lived.id_of(nip)): nip for nip in (HEAD, STAFF)}
    found = {(nips[f.body["asn_id"]], f.version): f.body["terbuka"] for f in again if f.type == "SelisihRecorded"}
    assert found == {(HEAD, 1): 2, (STAFF, 1): 1}


@pytest.mark.parametrize("name", CONSUMERS)
async def test_who_knows_what_identity_tells_again_changes_nothing(
    lived: Registry, name: str, readers: dict[str, Hosted]
) -> None:
    reader = readers[name]
    await reader.clear()
    await reader.at("2026-01-05T08:00")
    mine = [f for f in await facts(lived.service) if ("ce_tenant", b"kuansing") in f.record.headers]
    await reader.deliver([f.record for f in mine])
    before = await fingerprint(reader)
    assert before["pegawai"]
    for _ in range(2):
        await reader.deliver([f.record for f in await retold(lived.service)])
        assert await fingerprint(reader) == before
    if name != "skp":  # copies that fell due while it listened are no part of what identity tells
        await reader.clear()
        await reader.at("2026-01-05T08:00")
        await reader.deliver([f.record for f in await retold(lived.service)])
        # since when somebody is a user is known to who heard it first alone (decision 0018)
        late = await fingerprint(reader, "event_id", "pengguna_sejak")
        await reader.clear()
        await reader.at("2026-01-05T08:00")
        await reader.deliver([f.record for f in mine])
        assert await fingerprint(reader, "event_id", "pengguna_sejak") == late, "who comes late knows as much"


async def test_kon_p26_plans_are_told_again_with_all_that_became_of_them(
    kon: Planning, appraisal: Hosted, activity_process: Hosted
) -> None:
    """One that a move ended, measured and confirmed, and one with an addendum, which counts from its own day."""
    old = await _moved(kon)
    service = kon.service
    live = await facts(service)
    again = await retold(service, tenant="konsel")
    assert [f.type for f in again if f.subject == old] == [
        "SkpSet", "SkpClosed", "RealisasiMeasured", "RealisasiConfirmed",
    ]  # fmt: skip
    told, now = last_told(live), last_told(again)
    versions = {f.subject: f.version for f in live}
    assert {(subject, version) for (_, subject), (version, _) in now.items()} <= set(versions.items())
    for key, (_, body) in now.items():
        # who was penilai when it was set is not kept; of what was ended it is who was on its last day
        if key[0] == "SkpClosed" or key[1] != old:
            assert body == told[key][1], key
    assert now["SkpSet", old][1] | {"set_at": ""} == told["SkpSet", old][1] | {"set_at": ""}
    amended = [f for f in again if f.type == "SkpAmended"]
    assert [(f.body["mulai"], f.body["selesai"]) for f in amended] == [("2026-06-15", "2026-12-31")]
    (plan,) = (f for f in again if f.type == "SkpSet" and f.subject == amended[0].subject)
    assert amended[0].body["butir"]["butir_id"] not in {b["butir_id"] for b in plan.body["butir"]}
    for reader in (appraisal, activity_process):
        await _knows_it_already(reader, live, again, "konsel")


async def _moved(kon: Planning) -> str:
    old = await move(kon)
    await kon.measure(STAF, old, "2026-T1", 24)
    last = (await kon.measure(STAF, old, "2026-T2", 8)).body
    assert last["belum"] == []
    await kon.good("POST", f"/sasaran/{old}/confirm", {"capaian": last["capaian"]}, who=KASI)
    await kon.at("2026-06-15T09:00")
    plan = next(s for s in await kon.good("GET", "/sasaran?tahun=2026", who=KASI) if s["state"] == "set")
    made = await kon.good("POST", f"/sasaran/{plan['skp_id']}/addenda", {"butir": extra(KABID)}, who=KASI)
    await kon.good("POST", f"/addenda/{made['addendum_id']}/agree", who=KABID)
    return old


async def _knows_it_already(reader: Hosted, live: list[Told], again: list[Told], tenant: str) -> None:
    await reader.clear()
    await reader.at("2026-06-15T09:00", "+08:00")
    await reader.deliver([f.record for f in live])
    before = await fingerprint(reader)
    assert any(before.values())
    for _ in range(2):
        await reader.deliver([f.record for f in again])
        assert await fingerprint(reader) == before
    await reader.clear()


async def test_kuan_p31_1_missed_days_are_told_again_as_they_stand(kuansing: Office) -> None:
    """One missing, one judged, one filled: each by the event of its state, at the version that it stands at."""
    await kuansing.at("2026-01-30T17:00")
    for day in (2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 19, 20, 23, 26, 27, 28, 29, 30):
        await kuansing.enter(f"2026-01-{day:02d}")
    await kuansing.at("2026-02-16T08:00")
    finding = {
        "asn_id": str(STAF), "tanggal": "2026-01-21", "sengaja": True, "tanggapan": "Lupa.", "cara_didengar": "tatap_muka", "didengar_pada": "2026-01-21", "alasan": "Sengaja.",
    }  # fmt: skip
    assert (await kuansing.ask("POST", "/missed/judge", finding, who=KASI)).status < 300
    service = kuansing.service
    live = last_told([f for f in await facts(service) if f.subject.startswith(f"{STAF}:2026-01-")])
    again = last_told(await retold(service, "missed_days"))
    mine = {key: value for key, value in again.items() if key[1].startswith(str(STAF))}
    judged_key = ("MissedDayJudged", f"{STAF}:2026-01-21")
    missing = ("DayMissed", f"{STAF}:2026-01-22")
    assert mine == {judged_key: live[judged_key], missing: live[missing]}
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Gangguan listrik.", "dokumen": "ND-12/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).status < 300
    assert (await kuansing.ask("POST", "/activities", entry("2026-01-22"), who=STAF)).status == 201
    await kuansing.at("2026-02-21T00:01")
    mine = {k: v for k, v in last_told(await retold(service, "missed_days")).items() if k[1].startswith(str(STAF))}
    assert {(kind, day[-10:]): version for (kind, day), (version, _) in mine.items()} == {
        ("MissedDayJudged", "2026-01-21"): 2, ("DayFilled", "2026-01-22"): 2,
    }  # fmt: skip


async def _closed_january(office: Office) -> list[Told]:
    """Measured for everyone, for one person twice; what was told of it."""
    await office.at("2026-02-13T15:00")
    ids = [await office.enter(f"2026-01-{day}") for day in (28, 29)]
    await office.at("2026-02-14T00:01")
    assert (await office.verify(ids[0])).status == 200
    await office.at("2026-02-17T00:01")
    return [f for f in await facts(office.service) if f.type == "MonthMeasured"]


async def test_kuan_reading_a24_closed_months_are_told_again_as_they_were_measured_last(kuansing: Office) -> None:
    live = await _closed_january(kuansing)
    mine = f"{STAF}:2026-01"
    assert [f.version for f in live if f.subject == mine] == [1, 2]
    service = kuansing.service
    async with service.administrator() as admin:  # what becomes known later is no part of what was measured
        await admin.execute("INSERT INTO hari_libur VALUES ('kuansing', '2026-01-05', true)")
    again = await retold(service, "months")
    assert last_told(again) == last_told(live)
    assert len(again) == len({f.subject for f in live}), "one event a month of a person"
    (month_,) = (f.body for f in again if f.subject == mine)
    assert (month_["hari_kerja"], month_["hari_terisi"], month_["approved_by_penilai"]) == (20, 2, 1)
    assert last_told(await retold(service, "months")) == last_told(live)


@pytest.mark.parametrize("name", ["appraisal", "tpp", "reporting"])
async def test_kuan_reading_a24_who_knows_a_month_changes_nothing_and_who_comes_late_knows_as_much(
    kuansing: Office, name: str, readers: dict[str, Hosted]
) -> None:
    live, reader = await _closed_january(kuansing), readers[name]
    again = await retold(kuansing.service, "months")
    await reader.clear()
    await reader.at("2026-02-17T00:01")
    await reader.deliver([f.record for f in live])
    before = await fingerprint(reader)
    assert before["bulan"]
    for _ in range(2):
        await reader.deliver([f.record for f in again])
        assert await fingerprint(reader) == before
    known = await fingerprint(reader, "event_id", "traceparent")
    await reader.clear()
    await reader.deliver([f.record for f in again])
    assert await fingerprint(reader, "event_id", "traceparent") == known


async def test_kuan_reading_a24_a_month_of_before_counts_were_kept_is_measured_anew_and_is_a_version_of_its_own(
    kuansing: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an upgrade leaves it, in pages of two; asked once more, the same is told."""
    monkeypatch.setattr(retelling, "AT_A_TIME", 2)
    live = last_told(await _closed_january(kuansing))
    async with kuansing.service.administrator() as admin:
        await admin.execute("UPDATE bulan_terukur SET hitungan = NULL")
    again = await retold(kuansing.service, "months")
    assert last_told(again) == {key: (version + 1, body) for key, (version, body) in live.items()}
    assert last_told(await retold(kuansing.service, "months")) == last_told(again)
    # the next measurement follows without a gap: the other entry of January is decided
    (left,) = await kuansing.service.rows("SELECT activity_id FROM activity WHERE state = 'submitted'")
    assert (await kuansing.verify(str(left["activity_id"]))).status == 200
    await kuansing.at("2026-02-18T00:01")
    fresh = [f for f in await facts(kuansing.service) if f.type == "MonthMeasured" and not f.is_retold]
    assert [f.version for f in fresh if f.subject == f"{STAF}:2026-01"] == [1, 2, 4]


async def test_kuan_p31_2_tpp_takes_what_it_missed_of_a_day_and_no_older_word(tpp: Hosted) -> None:  # noqa: F811
    """An upgrade: the day was filled while tpp did not listen; what it kept of the finding goes once it is told."""
    await tpp.hear(month(STAF2, 9, kosong=(MISSED,)), judged(MISSED, who=STAF2))
    async with tpp.administrator() as admin:
        await admin.execute("UPDATE temuan SET version = 0")
    await tpp.hear(filled(MISSED), missed(MISSED))
    async with tpp.administrator() as admin:
        await admin.execute("UPDATE temuan SET version = 0, sengaja = true")
    await run_tpp(tpp)
    (slip,) = (s for s in await facts(tpp) if s.type == "TppSlipIssued" and s.body["asn_id"] == str(STAF2))
    assert "dipotong" in slip.body["lines"][1]["uraian"]
    await _say_again(tpp, missed(MISSED), 3)
    assert [(r["sengaja"], r["version"]) for r in await tpp.rows("SELECT sengaja, version FROM temuan")] == [(None, 3)]
    before = await fingerprint(tpp)
    await _say_again(tpp, missed(MISSED), 3)
    await _say_again(tpp, filled(MISSED), 2)
    assert await fingerprint(tpp) == before
    assert (await run_tpp(tpp))["changed"] == 1


async def _say_again(reader: Hosted, event: DayMissed | DayFilled, version: int) -> None:
    fact: Fact[Any] = Fact(
        id=new_id(), tenant="kuansing", subject=event.subject(), key=event.key(), version=version,
        occurred_at=datetime.now(timezone.utc), actor="system:retell", correlation="retell", event=event, retold=True,
    )  # fmt: skip
    await reader.deliver([Record(event.topic(), 0, 10**6, event.key().encode(), headers_of(fact), body_of(event))])


async def test_c1_slips_are_told_again_with_what_they_changed(tpp: Hosted) -> None:  # noqa: F811
    await run_tpp(tpp)
    await tpp.hear(month(STAF, 10))
    await run_tpp(tpp)
    told = {k: v for k, v in last_told(await facts(tpp)).items() if k[0] == "TppSlipIssued"}
    assert {version for version, _ in told.values()} == {1, 2}
    assert last_told(await retold(tpp)) == told


async def test_kon_p43_p47_results_and_cases_are_told_again_and_their_readers_change_nothing(
    kon_judging: Judging, tpp_process: Hosted, reporting_process: Hosted
) -> None:
    """The kepala dinas misses the target of the year: six months to improve, reviewed in August (KON P46)."""
    service = kon_judging.service
    await kon_judging.hear(head())
    await judge(kon_judging, KEPALA, SEKDA, "60", "60", five=True)
    (case,) = await service.rows("SELECT kasus_id FROM tindak_lanjut")
    await kon_judging.at("2027-08-20T09:00")
    body = {"membaik": False, "bukti": "Laporan semester."}
    await kon_judging.good("POST", f"/follow-ups/{case['kasus_id']}/review", body, who=SEKDA)
    live = await facts(service)
    told = last_told(live)
    again = await retold(service, tenant="konsel")
    assert [f.type for f in again if f.type != "AppraisalFinalized"] == ["TindakLanjutOpened", "TindakLanjutMoved"]
    assert len(again) == 3, "kinds in either order, each case in its own"
    for key, (version, body) in last_told(again).items():
        assert body == told[key][1], key
        assert version == max(f.version for f in live if f.subject == key[1])
    for reader, table in ((tpp_process, "nilai"), (reporting_process, "nilai")):
        await reader.clear()
        await reader.deliver([f.record for f in live])
        before = await fingerprint(reader)
        assert before[table]
        await reader.deliver([f.record for f in again])
        assert await fingerprint(reader) == before


async def test_kuan_p16_x8_references_and_outages_are_told_again(kuansing: Office, skp_process: Hosted) -> None:
    """A tupoksi that was changed, and a confirmed outage; one that nobody confirmed is nothing yet."""
    await kuansing.at("2026-01-09T15:45")
    item = {"nama": "Melayani", "satuan": "orang", "jabatan": "Analis", "mulai": "2026-01-05"}
    made = (await kuansing.ask("POST", "/references", item, who=ADMIN)).body
    changed = item | {"rujukan_id": made["rujukan_id"], "nama": "Melayani pengaduan"}
    assert (await kuansing.ask("POST", "/references", changed, who=ADMIN)).status == 201
    chief = UUID(int=0x5400)
    await kuansing.service.hear(pegawai(chief, KABID, peran=("pengelola_e_kinerja",)))
    outage = {
        "mulai": "2026-01-08T08:00:00+07:00", "selesai": "2026-01-08T10:00:00+07:00", "layanan": ["skp"],
        "sebab": "Listrik padam.",
    }  # fmt: skip
    ids = []
    for _ in range(2):
        recorded = await kuansing.ask("POST", "/outages", outage, who=UUID(int=0x5401), peran=("operator",))
        ids.append(recorded.body["gangguan_id"])
    assert (await kuansing.ask("POST", f"/outages/{ids[0]}/confirm", who=chief)).status == 200
    service = kuansing.service
    live = [f for f in await facts(service) if f.type in ("ReferenceChanged", "OutageConfirmed")]
    again = await retold(service, "references", "outages")
    assert last_told(again) == last_told(live) and len(again) == 2
    assert {f.version for f in again} == {1, 2}
    await skp_process.clear()
    await skp_process.deliver([f.record for f in live])
    before = await fingerprint(skp_process)
    await skp_process.deliver([f.record for f in again])
    assert await fingerprint(skp_process) == before and before["gangguan"]


async def test_the_operator_asks_for_one_kind_and_reads_how_many(lived: Registry) -> None:
    service, said = lived.service, list[str]()
    asked = asyncio.create_task(
        retelling.retell_all("identity", service.runtime.settings, "kuansing", "units", said.append)
    )
    while not asked.done():
        await service.fire()
        await asyncio.sleep(0.05)
    await asked
    assert said == ["kuansing units: 5 retold"]


async def test_the_operator_is_told_when_nobody_does_what_he_asked(
    lived: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service does not run: it goes on by itself once it does. A kind or Pemda that is not there is named."""
    service = lived.service
    monkeypatch.setattr(retelling, "PATIENCE_SECONDS", 0.3)
    with pytest.raises(retelling.CannotRetell, match="kuansing: units waits"):
        await retelling.retell_all("identity", service.runtime.settings, "kuansing", "units")
    for tenant, kind, named in (("bogor", "", "bogor: konsel, kuansing"), ("", "salaries", "salaries: days, ")):
        with pytest.raises(retelling.CannotRetell, match=named):
            await retelling.retell_all("identity", service.runtime.settings, tenant, kind)
    with pytest.raises(retelling.CannotRetell, match="counts: releases"):
        await retelling.retell_all("reporting", service.runtime.settings, "", "counts")
    while await service.fire():
        pass
    assert await service.rows("SELECT 1 FROM deadline WHERE kind = 'retell'") == []


async def test_kuan_p31_1_pembinaan_is_told_again_unless_the_day_was_filled(kuansing: Office) -> None:
    """Held: that it was opened and held, at the version it stands at; nothing of what was said in it."""
    which = await found_deliberate(kuansing)
    service = kuansing.service
    live = last_told([f for f in await facts(service) if f.subject == which])
    assert last_told(await retold(service, "pembinaan")) == live
    await kuansing.at("2026-02-20T16:00")
    assert (await step(kuansing, which, "hold", SESSION, KASI)).status == 200
    again = await retold(service, "pembinaan")
    assert [(f.type, f.version) for f in again] == [("PembinaanOpened", 2), ("PembinaanHeld", 2)]
    live = last_told([f for f in await facts(service) if f.subject == which and not f.is_retold])
    assert {key: body for key, (_, body) in last_told(again).items()} == {key: body for key, (_, body) in live.items()}
    async with service.administrator() as admin:
        await admin.execute("UPDATE hari_kosong SET version = -version; UPDATE pembinaan SET state = 'opened'")
    assert await retold(service, "pembinaan") == []
