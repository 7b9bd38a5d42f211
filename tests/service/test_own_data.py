"""Everyone takes with him what each service keeps of him: his alone, whole, without secrets (KUAN P3(a), KON P4 e)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from chassis import owndata
from services.activity.queries.own import OWN as OF_ACTIVITY
from services.appraisal.store.own import OWN as OF_APPRAISAL
from services.identity.queries.own import OWN as OF_IDENTITY
from services.reporting.store.own import OWN as OF_REPORTING
from services.skp.queries.own import OWN as OF_SKP
from services.tpp.store.own import OWN as OF_TPP
from tests.service.dinas import Office, entry
from tests.service.hosted import Hosted
from tests.service.judging import ONE, Judging, planned
from tests.service.judging import measured as capaian
from tests.service.people import KASI, STAF, STAF2, office, pegawai
from tests.service.planning import Planning
from tests.service.registry import HEAD, STAFF, Registry
from tests.service.test_tpp_again import measured

PARTS = {
    "activity": OF_ACTIVITY, "skp": OF_SKP, "identity": OF_IDENTITY, "appraisal": OF_APPRAISAL, "tpp": OF_TPP,
    "reporting": OF_REPORTING,
}  # fmt: skip
# Tables that name a person and are not told: why.
NOT_TOLD = {
    "identity": {
        "percobaan": "addresses and failures of signing in, against guessing", "sandi_lama": "hashes of passwords",
    },
    "activity": {}, "skp": {}, "appraisal": {}, "tpp": {}, "reporting": {},
}  # fmt: skip
_NAMING = """
SELECT DISTINCT c.relname AS t FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND a.attname IN ('asn_id', 'account_id')
"""


async def _tell_whole(hosted: Hosted) -> None:
    """Every table that names a person is told of, or named here as one that is not."""
    tables = {str(row["t"]) for row in await hosted.rows(_NAMING)} - set(NOT_TOLD[hosted.name])
    told = " ".join(PARTS[hosted.name].values())
    assert {t for t in tables if f"FROM {t} " not in told and f"JOIN {t} " not in told} == set()


async def _own(hosted: Hosted, who: UUID, tenant: str = "kuansing", tahun: str = "?tahun=2026") -> dict[str, Any]:
    answer = await hosted.ask("GET", f"/own-data{tahun}", actor=who, tenant=tenant)
    assert answer.status == 200, answer.body
    assert answer.headers["content-disposition"].startswith('attachment; filename="data-saya-')
    assert answer.body["id"] == str(who) and answer.body["terpotong"] == []
    assert all("tenant" not in row for rows in answer.body["bagian"].values() for row in rows)
    return dict(answer.body["bagian"])


async def test_kuan_p21_ones_activities_with_their_versions_and_messages(kuansing: Office) -> None:
    await _tell_whole(kuansing.service)
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05", uraian="Menyusun ulang"), who=STAF)
    body = {"dasar": "tidak_sesuai_data", "alasan": "Tidak ada berkasnya."}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", body, who=KASI)).status == 200
    found = await _own(kuansing.service, STAF)
    assert [(a["activity_id"], a["uraian"], a["alasan"]) for a in found["aktivitas"]] == [
        (made, "Menyusun ulang", "Tidak ada berkasnya.")
    ]
    assert [v["isi"]["uraian"] for v in found["versi_aktivitas"]] == ["Menyusun laporan"]
    assert [p["isi"] for p in found["pesan"]] == ["Tidak ada berkasnya."]
    assert (await _own(kuansing.service, STAF2))["aktivitas"] == []
    assert (await _own(kuansing.service, STAF, tahun="?tahun=2025"))["aktivitas"] == []
    kept = await kuansing.service.rows("SELECT 1 FROM audit WHERE actor = $1 AND act LIKE '%read%'", str(STAF))
    assert kept == [], "one's own is read without a line"


@pytest.mark.parametrize("most", [5000, 1])
async def test_what_is_too_much_is_said_to_be_cut(kuansing: Office, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    await kuansing.at("2026-01-05T15:00")
    for hour in (8, 10):
        await kuansing.enter("2026-01-05", mulai=f"{hour:02d}:00", selesai=f"{hour + 1:02d}:00")
    monkeypatch.setattr(owndata, "MOST", most)
    told = (await kuansing.service.ask("GET", "/own-data?tahun=2026", actor=STAF)).body
    assert (len(told["bagian"]["aktivitas"]), "aktivitas" in told["terpotong"]) == (min(most, 2), most == 1)


async def test_kon_p49_4_ones_skp(kon: Planning) -> None:
    await _tell_whole(kon.service)
    plans = await kon.plan()
    found = await _own(kon.service, STAF, "konsel")
    assert [s["skp_id"] for s in found["skp"]] == [plans[STAF]] and found["skp"][0]["content"]["butir"]
    assert (await _own(kon.service, STAF, "konsel", "?tahun=2025"))["skp"] == []


async def test_kon_p49_4_ones_result(kon_judging: Judging) -> None:
    await _tell_whole(kon_judging.service)
    await kon_judging.hear(planned(ONE, asn=STAF2), capaian(ONE, "101.25", asn=STAF2))
    found = await _own(kon_judging.service, STAF2, "konsel")
    assert [a["capaian"] for a in found["penilaian"]] == ["101.25"], "a decimal, never a float"
    assert (await _own(kon_judging.service, STAF, "konsel"))["penilaian"] == []


async def test_ones_slips_with_what_was_issued_before(tpp_process: Hosted, reporting_process: Hosted) -> None:
    for hosted in (tpp_process, reporting_process):
        await hosted.clear()
        await _tell_whole(hosted)
        await hosted.at("2026-01-20T09:00")
        payer = pegawai(UUID(int=0x6200), KASI, peran=("pengelola_tpp",))
        await hosted.hear(*office(), payer, measured(STAF, 9))
    await tpp_process.post("/runs", {"periode": "2025-12"}, actor=UUID(int=0x6200))
    found = await _own(tpp_process, STAF, tahun="?tahun=2025")
    assert [s["periode"] for s in found["slip"]] == ["2025-12"] and found["slip"][0]["lines"]
    assert (await _own(tpp_process, STAF))["slip"] == []
    assert [b["periode"] for b in (await _own(reporting_process, STAF, tahun="?tahun=2025"))["bulan"]] == ["2025-12"]


async def test_kuan_p1_25_ones_file_and_account_without_a_secret(registry: Registry) -> None:
    await _tell_whole(registry.service)
    await registry.activate(STAFF)
    found = await _own(registry.service, await registry.id_of(STAFF), tahun="")
    assert found["pegawai"][0]["nip"] == STAFF and len(found["akun"]) == len(found["jabatan"]) == 1
    assert found["atasan"][0]["penilai_id"] == str(await registry.id_of(HEAD))
    names = {name for rows in found.values() for row in rows for name in row}
    assert not names & {"password_hash", "totp_secret", "alamat", "wrapped", "generation"}
    assert date.fromisoformat(found["jabatan"][0]["mulai"]) <= date(2026, 1, 5)
