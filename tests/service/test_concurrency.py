"""Two at the same moment: one of them does it, the other is told 409, and nothing that was written is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from contracts.activity import ActivityApproved, ActivityEdited, OutageConfirmed
from contracts.identity import PegawaiRecorded
from contracts.skp import SkpSubmitted
from tests.service.dinas import Office, entry
from tests.service.hosted import Answer
from tests.service.people import ADMIN, KASI, KEPALA, SEKDA, STAF, STAF2, pegawai, term
from tests.service.planning import Planning, butir
from tests.service.registry import HEAD, STAFF, Registry, row, rows, workbook

AT_ONCE = 4
HELPER = UUID(int=0x5200)


async def together(*asked: Awaitable[Answer]) -> list[Answer]:
    """The answers, the good ones first; each of the others names its reason."""
    answers = sorted(await asyncio.gather(*asked), key=lambda a: a.status)
    assert all(a.body["detail"] for a in answers if a.status >= 400)
    return answers


def statuses(answers: list[Answer]) -> list[int]:
    return [a.status for a in answers]


# --- skp ------------------------------------------------------------------------------------------------------------


async def test_edits_of_one_draft_skp_write_over_nothing_unseen(kuan: Planning) -> None:
    skp = await kuan.draft(KASI, butir())
    seen = (await kuan.good("GET", "/sasaran?tahun=2026", who=KASI))[0]
    texts = [f"Menyusun {n}" for n in range(AT_ONCE)]
    told = await together(
        *(
            kuan.ask("PUT", f"/sasaran/{skp}", {"isi": kuan.content(butir(uraian=t)), "sidik": seen["sidik"]}, who=KASI)
            for t in texts
        )
    )
    assert statuses(told) == [200, 409, 409, 409]
    now = (await kuan.good("GET", "/sasaran?tahun=2026", who=KASI))[0]
    assert now["isi"]["butir"][0]["uraian"] in texts and now["sidik"] != seen["sidik"]
    again = {"isi": now["isi"], "sidik": now["sidik"]}
    told_by_edit = await kuan.ask("PUT", f"/sasaran/{skp}", again, who=KASI)
    assert (told_by_edit.status, told_by_edit.body["sidik"]) == (200, now["sidik"])


async def test_an_edit_of_a_draft_that_names_no_version_is_refused(kuan: Planning) -> None:
    made = await kuan.good("POST", "/sasaran", {"tahun": 2026, "isi": kuan.content(butir())}, who=KASI)
    path = f"/sasaran/{made['skp_id']}"
    blind = await kuan.ask("PUT", path, {"isi": kuan.content(butir(uraian="Buta"))}, who=KASI)
    assert blind.status == 422 and "sidik" in blind.body["field"], blind.body
    seen = {"isi": kuan.content(butir(uraian="Melihat")), "sidik": made["sidik"]}
    assert (await kuan.ask("PUT", path, seen, who=KASI)).status == 200, "the draft itself told it"
    assert (await kuan.ask("PUT", path, seen, who=KASI)).problem() == (409, "", "implicit")
    assert (await kuan.good("GET", "/sasaran?tahun=2026", who=KASI))[0]["isi"]["butir"][0]["uraian"] == "Melihat"


async def test_differences_are_counted_anew_over_no_count_unseen(kuan: Planning) -> None:
    kept = (await kuan.upload(STAF, ditandatangani_oleh=str(KASI))).body["dokumen_id"]
    made = await kuan.good("POST", "/updates", {"uraian": "Ijazah", "dokumen_id": kept}, who=STAF)
    path = f"/updates/{made['pemutakhiran_id']}"
    steps = (
        {"langkah": "diverifikasi", "semua_akurat": True},
        {"langkah": "diklarifikasi", "pesan": "Jelas."},
        {"langkah": "disinkronkan"},
    )
    for body in steps:
        await kuan.good("POST", f"{path}/steps", body, who=KASI)
    counts = (kuan.ask("POST", f"{path}/resync", {"selisih": n, "langkah_ke": 3}, who=KASI) for n in range(AT_ONCE))
    assert statuses(await together(*counts)) == [200, 409, 409, 409]
    blind = await kuan.ask("POST", f"{path}/resync", {"selisih": 0}, who=KASI)
    assert blind.status == 422 and "langkah_ke" in blind.body["field"]


async def test_one_skp_is_submitted_once_and_edited_before_or_never(kuan: Planning) -> None:
    skp = await kuan.draft(KEPALA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran"))
    assert await kuan.service.told() == []
    told = await together(*(kuan.ask("POST", f"/sasaran/{skp}/submit", who=KEPALA) for _ in range(AT_ONCE)))
    assert statuses(told) == [200, 409, 409, 409]
    assert len(await kuan.service.told(SkpSubmitted)) == 1
    late = await kuan.edit(skp, kuan.content(butir()), KEPALA)
    assert late.problem() == (409, "", "18 a")


# --- activity -------------------------------------------------------------------------------------------------------


async def test_edits_of_one_activity_write_over_nothing_unseen(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.service.told()
    said = [entry("2026-01-05", uraian=f"Menyusun {n}") for n in range(AT_ONCE)]
    told = await together(
        *(kuansing.ask("PUT", f"/activities/{made}", isi | {"versi": 1}, who=STAF) for isi in said)
    )  # fmt: skip
    assert statuses(told) == [200, 409, 409, 409] and told[0].body["isi_versi"] == 2
    assert len(await kuansing.service.told(ActivityEdited)) == 1
    without = await together(*(kuansing.ask("PUT", f"/activities/{made}", isi, who=STAF) for isi in said))
    assert sorted(a.body["isi_versi"] for a in without) == [3, 4, 5, 6], "who names no version writes in turn"
    kept = (await kuansing.ask("GET", f"/activities/{made}/history", who=STAF)).body
    assert [v["isi_versi"] for v in kept] == [1, 2, 3, 4, 5, 6]


async def test_verifying_while_the_owner_edits_never_approves_what_was_not_seen(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    for hour in range(8, 14):
        made = await kuansing.enter("2026-01-05", mulai=f"{hour:02d}:00:00", selesai=f"{hour:02d}:30:00")
        changed = entry("2026-01-05", mulai=f"{hour:02d}:00:00", selesai=f"{hour:02d}:30:00", uraian="Lain")
        edit, verify = await asyncio.gather(
            kuansing.ask("PUT", f"/activities/{made}", changed | {"versi": 1}, who=STAF),
            kuansing.ask("POST", "/verify", {"ids": [made], "versi": {made: 1}}, who=KASI),
        )
        assert sorted((edit.status, verify.status)) == [200, 409]
        now = (await kuansing.mine("2026-01"))[made]
        wanted = ("approved", "Menyusun laporan") if verify.status == 200 else ("submitted", "Lain")
        assert (now["state"], now["uraian"]) == wanted


async def test_withholding_correcting_and_helping_over_what_was_not_seen_is_409(kuansing: Office) -> None:
    """The owner has changed it since: version 2; whoever looked at version 1 looks again."""
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    changed = await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05", uraian="Lain"), who=STAF)
    assert changed.body["isi_versi"] == 2
    fixed = {k: v for k, v in entry("2026-01-05").items() if k not in ("tanggal", "benar")} | {"alasan": "Keliru."}
    no = {"dasar": "tidak_sesuai_data", "alasan": "Berkas tidak ada."}
    help_ = {"isi": entry("2026-01-05"), "alasan": "Sakit."}
    for method, path, body, who in (
        ("POST", f"/activities/{made}/reject", no, KASI), ("POST", f"/activities/{made}/correct", fixed, KASI),
        ("PUT", f"/assisted/{made}", help_, ADMIN),
    ):  # fmt: skip
        refused = await kuansing.ask(method, path, body | {"versi": 1}, who=who)
        assert refused.problem() == (409, "", "implicit"), (path, refused.body)
        now = (await kuansing.mine("2026-01"))[made]
        assert (now["state"], now["uraian"], now["isi_versi"]) == ("submitted", "Lain", 2)
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", no | {"versi": 2}, who=KASI)).status == 200


async def test_one_entry_is_decided_once(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.service.told()
    no = {"dasar": "tidak_sesuai_data", "alasan": "Berkas belum ada."}
    told = await together(
        *(kuansing.verify(made) for _ in range(2)),
        *(kuansing.ask("POST", f"/activities/{made}/reject", no, who=KASI) for _ in range(2)),
    )
    assert statuses(told) == [200, 409, 409, 409]
    assert len([t for t in await kuansing.service.told() if t.get("activity_id") == made]) == 1


async def test_one_draft_is_edited_or_submitted_once(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    isi = {k: v for k, v in entry("2026-01-05").items() if k != "benar"}
    for ask in (
        lambda draf, n: ("PUT", f"/drafts/{draf}", isi | {"uraian": f"Menyusun {n}", "versi": 1}),
        lambda draf, n: ("POST", f"/drafts/{draf}/submit", {"versi": 1, "benar": True}),
    ):
        draf = (await kuansing.ask("POST", "/drafts", isi, who=STAF)).body["draf_id"]
        told = await together(*(kuansing.ask(*ask(draf, n), who=STAF) for n in range(AT_ONCE)))
        assert [s < 300 for s in statuses(told)] == [True, False, False, False]
        assert set(statuses(told)[1:]) <= {404, 409}


async def test_one_outage_is_confirmed_once(kuansing: Office) -> None:
    await kuansing.service.hear(pegawai(HELPER, SEKDA, peran=("pengelola_e_kinerja",)))
    await kuansing.at("2026-01-06T15:00")
    await kuansing.service.told()
    body = {
        "mulai": "2026-01-05T08:00:00+07:00", "selesai": "2026-01-05T10:00:00+07:00", "layanan": ["activity"],
        "sebab": "Listrik padam",
    }  # fmt: skip
    made = await kuansing.ask("POST", "/outages", body, who=uuid4(), peran=("operator",))
    path = f"/outages/{made.body['gangguan_id']}/confirm"
    told = await together(*(kuansing.ask("POST", path, who=HELPER) for _ in range(AT_ONCE)))
    assert statuses(told)[0] == 200 and set(statuses(told)[1:]) <= {404, 409}, "the next finds nothing that waits"
    assert len(await kuansing.service.told(OutageConfirmed)) == 1
    assert (await kuansing.ask("POST", f"/outages/{uuid4()}/confirm", who=HELPER)).status == 404


async def test_the_same_key_at_the_same_moment_is_one_deed(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.service.told()
    key = uuid4().hex
    told = await together(
        *(kuansing.ask("POST", "/verify", {"ids": [made]}, who=KASI, key=key) for _ in range(AT_ONCE))
    )
    assert set(statuses(told)) <= {200, 409} and statuses(told)[0] == 200
    assert all(a.body == {"approved": 1, "verified": 0} for a in told if a.status == 200)
    assert len(await kuansing.service.told(ActivityApproved)) == 1
    later = await kuansing.ask("POST", "/verify", {"ids": [made]}, who=KASI, key=key)
    assert (later.status, later.headers["idempotent-replay"]) == (200, "true")


async def test_a_penilai_since_before_any_law_holds_nothing_up(kuansing: Office) -> None:
    """A superior since 2010 is told of a person already known: there is no clock to begin, and nothing to park."""
    early = term(KASI, date(2010, 1, 1), date(2024, 12, 31))
    await kuansing.service.hear(pegawai(STAF2, KEPALA, penilai=(early, term(KEPALA, date(2025, 1, 1)))))
    held = await kuansing.service.rows("SELECT mulai FROM masa_penilai WHERE asn_id = $1 ORDER BY 1", STAF2)
    assert [r["mulai"] for r in held] == [date(2010, 1, 1), date(2025, 1, 1)]


# --- identity -------------------------------------------------------------------------------------------------------


async def test_one_import_is_confirmed_once(registry: Registry) -> None:
    new = row("198001012005011006", HEAD)
    content = workbook([*rows(), new])
    made = await registry.ask("POST", "/imports", content, who="pengelola_kepegawaian", kind="application/x")
    await registry.service.told()
    path = f"/imports/{made.body['impor_id']}/confirm"
    told = await together(*(registry.ask("POST", path, who="administrator_bidang") for _ in range(AT_ONCE)))
    assert statuses(told) == [200, 409, 409, 409]
    assert len([t for t in await registry.service.told(PegawaiRecorded) if t["nip"] == new["NIP"]]) == 1


async def test_two_imports_of_one_person_follow_one_another(registry: Registry) -> None:
    paths = []
    for name in ("Nama Satu", "Nama Dua"):
        people = [r | {"NAMA": name} if r["NIP"] == STAFF else r for r in rows()]
        made = await registry.ask(
            "POST", "/imports", workbook(people), who="pengelola_kepegawaian", kind="application/x"
        )
        paths.append(f"/imports/{made.body['impor_id']}/confirm")
    await registry.service.told()
    told = await together(*(registry.ask("POST", path, who="administrator_bidang") for path in paths))
    assert set(statuses(told)) <= {200, 409, 503} and statuses(told)[0] == 200
    names = [t["nama"] for t in await registry.told(STAFF)]
    kept: Any = await registry.service.rows("SELECT nama FROM pegawai WHERE nip = $1", STAFF)
    assert names and names[-1] == kept[0]["nama"] and len(names) == statuses(told).count(200)


async def test_one_role_is_granted_and_revoked_once(registry: Registry) -> None:
    told = await together(*(registry.grant(STAFF, "pengelola_kinerja") for _ in range(AT_ONCE)))
    assert statuses(told) == [200, 200, 200, 200]
    assert sorted(a.body["granted"] for a in told) == [0, 0, 0, 1], told
    held = await registry.service.rows("SELECT 1 FROM peran WHERE peran = 'pengelola_kinerja'")
    assert len(held) == 1
    end = {"nip": STAFF, "peran": "pengelola_kinerja", "dasar": "SK.2/2026"}
    told = await together(*(registry.ask("POST", "/roles/revoke", end, who="super_admin") for _ in range(AT_ONCE)))
    assert statuses(told)[0] == 204 and set(statuses(told)[1:]) <= {404, 409} and len(told) == AT_ONCE
