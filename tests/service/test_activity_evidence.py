"""The evidence of an entry: attached, seen, read only once it is approved (KUAN P18(a), P25(2), P26; readings A7, A25)."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from chassis.auth import Actor
from chassis.documents import Documents
from chassis.edge import who_asks
from contracts.activity import EvidenceAttached, EvidenceRemoved
from services.activity.queries import entries
from services.activity.store import receipts
from tests.chassis.files import exif, form, jpeg, pdf, png, segment
from tests.service.bucket import KEY, REGION, SECRET, bucket
from tests.service.dinas import Office, entry
from tests.service.people import ADMIN, KABID, KASI, REVIEWER, STAF, STAF2
from tests.service.test_exports import rows_of

# An entry of Monday 5 January 2026: seven working days are 6, 7, 8, 9, 12, 13, 14 January. From Wednesday 14 January
# (16 is a holiday): 15, 19, 20, 21, 22, 23, 26.
MONDAY, LAST, AFTER, FRESH = "2026-01-05", "2026-01-14", "2026-01-15T00:01", "2026-01-26"


async def attach(
    office: Office, made: str, content: bytes, who: UUID = STAF, kind: str = "image/jpeg", query: str = "", **more: Any
) -> Any:
    path = f"/activities/{made}/evidence?nama=foto.jpg{query}"
    return await office.ask("POST", path, content, who=who, kind=kind, **more)


async def monday(office: Office) -> str:
    await office.at(f"{MONDAY}T15:00")
    return await office.enter(MONDAY)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def test_kuan_p25_2_a_photograph_and_a_pdf_lie_with_the_entry_and_everyone_who_decides_sees_them(
    kuansing: Office,
) -> None:
    made = await monday(kuansing)
    body, kind = form(("C:\\foto.jpg", jpeg()))
    first = await attach(kuansing, made, body, kind=kind)
    assert (first.status, first.body["sha256"], first.body["tipe"]) == (201, digest(jpeg()), "image/jpeg")
    second = await attach(kuansing, made, pdf(), kind="application/octet-stream")
    assert (second.status, second.body["bytes"], second.body["isi_versi"]) == (201, len(pdf()), 3)
    own = await kuansing.mine("2026-01")
    seen = (await kuansing.look())[0]
    assert seen["lampiran"] == own[made]["lampiran"] and seen["isi_versi"] == 3
    assert [(f["sha256"], f["tipe"]) for f in seen["lampiran"]] == [
        (digest(jpeg()), "image/jpeg"), (digest(pdf()), "application/pdf"),
    ]  # fmt: skip
    for who in (STAF, KASI):
        path = f"/activities/{made}/evidence"
        assert await kuansing.service.get(path, actor=who) == seen["lampiran"]
        got = await kuansing.ask("GET", f"{path}/{second.body['lampiran_id']}", who=who)
        assert got.body == pdf()
        assert got.headers["content-type"] == "application/pdf" and got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["content-disposition"] == f'attachment; filename="bukti-{digest(pdf())[:8]}.pdf"'
    told = await kuansing.service.told(EvidenceAttached)
    assert [(t["activity_id"], t["sha256"], t["isi_versi"], t["oleh"]) for t in told] == [
        (made, digest(jpeg()), 2, str(STAF)), (made, digest(pdf()), 3, str(STAF)),
    ]  # fmt: skip
    assert not any("nama" in t for t in told)


async def test_kuan_p23_7_evidence_of_an_entry_that_nobody_looked_at_costs_its_owner_no_day(kuansing: Office) -> None:
    made = await monday(kuansing)
    await kuansing.at(f"{LAST}T16:00")
    assert (await attach(kuansing, made, jpeg())).status == 201
    assert (await kuansing.mine("2026-01"))[made]["due_on"] == LAST
    await kuansing.at(AFTER)
    found = (await kuansing.mine("2026-01"))[made]
    assert (found["state"], found["cara"], len(found["lampiran"])) == ("approved", "auto", 1)


async def test_kuan_reading_a25_evidence_added_to_what_the_penilai_saw_is_a_new_version_with_a_fresh_clock(
    kuansing: Office,
) -> None:
    made = await monday(kuansing)
    await kuansing.look()
    await kuansing.at(f"{LAST}T16:00")
    await kuansing.service.told()
    added = await attach(kuansing, made, png())
    assert added.body["isi_versi"] == 2
    stale = await kuansing.ask("POST", "/verify", {"ids": [made], "versi": {made: 1}}, who=KASI)
    assert stale.status == 409
    assert [t["due_on"] for t in await kuansing.service.told() if "dari" in t] == [FRESH]
    await kuansing.at(AFTER)
    found = (await kuansing.mine("2026-01"))[made]
    assert (found["state"], found["due_on"]) == ("submitted", FRESH), "neither escalated nor approved"
    await kuansing.at("2026-01-27T00:01")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto", "the receipt was of the former version"


async def test_kuan_reading_a25_a_file_is_looked_at_once_its_entry_is_opened(kuansing: Office) -> None:
    made = await monday(kuansing)
    added = await attach(kuansing, made, png())
    path = f"/activities/{made}/evidence/{added.body['lampiran_id']}"
    assert (await kuansing.ask("GET", path, who=KASI)).problem() == (409, "", "23(7)")
    opened = await kuansing.ask("POST", f"/activities/{made}/open", who=KASI)
    assert [file["sha256"] for file in opened.body["aktivitas"]["lampiran"]] == [digest(png())]
    assert opened.body["versi"][-1]["isi"]["lampiran"] == [digest(png())]
    assert (await kuansing.ask("GET", path, who=KASI)).body == png()
    await kuansing.at(AFTER)
    assert (await kuansing.mine("2026-01"))[made]["state"] == "escalated"


async def test_kuan_reading_a25_evidence_after_silence_gives_the_penilai_his_days_again(kuansing: Office) -> None:
    made = await monday(kuansing)
    await kuansing.look()
    await kuansing.at("2026-01-15T08:00")
    assert (await kuansing.mine("2026-01"))[made]["state"] == "escalated"
    assert (await attach(kuansing, made, jpeg())).status == 201
    found = (await kuansing.mine("2026-01"))[made]
    # 19, 20, 21, 22, 23, 26, 27 January
    assert (found["state"], found["due_on"]) == ("submitted", "2026-01-27")
    rows = await kuansing.service.rows("SELECT type, version FROM outbox WHERE subject = $1 ORDER BY id", made)
    assert [(r["type"].rpartition(".")[2], r["version"]) for r in rows] == [
        ("ActivitySubmitted", 1), ("ActivityEscalated", 2), ("ActivityEdited", 3), ("EvidenceAttached", 4),
    ]  # fmt: skip
    assert (await kuansing.verify(made)).status == 200


async def test_kuan_p18a_evidence_is_replaced_and_taken_off_while_pending_by_the_owner_alone(kuansing: Office) -> None:
    made = await monday(kuansing)
    old = (await attach(kuansing, made, jpeg())).body["lampiran_id"]
    for who in (KASI, STAF2, ADMIN, REVIEWER):
        assert (await attach(kuansing, made, png(), who)).status == 403
        assert (await kuansing.ask("DELETE", f"/activities/{made}/evidence/{old}", who=who)).status == 403
    new = await attach(kuansing, made, png(), query=f"&menggantikan={old}")
    assert [f["lampiran_id"] for f in (await kuansing.mine("2026-01"))[made]["lampiran"]] == [new.body["lampiran_id"]]
    assert (await attach(kuansing, made, jpeg(), query=f"&menggantikan={old}")).status == 404, "it is gone"
    assert (await kuansing.ask("GET", f"/activities/{made}/evidence/{old}", who=STAF)).status == 404
    assert (await attach(kuansing, made, png())).status == 409, "the same file twice"
    assert (await kuansing.ask("PUT", f"/activities/{made}", entry(MONDAY, kuantitas=2), who=STAF)).status == 200, (
        "an edit leaves the evidence"
    )
    gone = await kuansing.ask("DELETE", f"/activities/{made}/evidence/{new.body['lampiran_id']}", who=STAF)
    assert gone.status == 204
    assert (await kuansing.mine("2026-01"))[made]["lampiran"] == []
    assert [t["sha256"] for t in await kuansing.service.told(EvidenceRemoved)] == [digest(jpeg()), digest(png())]
    versions = await kuansing.service.get(f"/activities/{made}/history", actor=STAF)
    assert [(v["isi_versi"], v["isi"].get("lampiran")) for v in versions] == [
        (1, []), (2, [digest(jpeg())]), (3, None), (4, [digest(png())]), (5, []),
    ]  # fmt: skip
    kept = await kuansing.service.rows("SELECT count(*) FROM lampiran WHERE dilepas_oleh = $1", STAF)
    assert kept[0][0] == 2, "what was taken off stays known"


async def test_kuan_p25_2_the_evidence_of_an_approved_entry_is_read_only(kuansing: Office) -> None:
    made = await monday(kuansing)
    kept = (await attach(kuansing, made, jpeg())).body["lampiran_id"]
    assert (await kuansing.verify(made)).status == 200
    assert (await attach(kuansing, made, png())).problem() == (409, "", "18 a, 25(2)")
    gone = await kuansing.ask("DELETE", f"/activities/{made}/evidence/{kept}", who=STAF)
    assert gone.problem() == (409, "", "18 a, 25(2)")
    connection = await asyncpg.connect(kuansing.service.dsn["app"])
    for change in ("DELETE FROM lampiran", "UPDATE lampiran SET dilepas_at = now()", "UPDATE lampiran SET bytes = 1"):
        with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.RestrictViolationError)):
            async with connection.transaction():
                await connection.execute("SELECT set_config('app.tenant', 'kuansing', true)")
                await connection.execute(change)
    await connection.close()
    assert (await kuansing.ask("GET", f"/activities/{made}/evidence/{kept}", who=STAF)).body == jpeg()


async def test_kuan_p25_2_reading_a24_the_evidence_of_a_closed_month_is_read_only(kuansing: Office) -> None:
    made = await monday(kuansing)
    kept = (await attach(kuansing, made, jpeg())).body["lampiran_id"]
    no = {"dasar": "tidak_sesuai_data", "alasan": "Foto tidak jelas."}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", no, who=KASI)).status == 200
    assert (await attach(kuansing, made, png())).status == 201, "withheld: better evidence may come before it is sent"
    assert (await kuansing.mine("2026-01"))[made]["state"] == "rejected"
    await kuansing.at("2026-02-14T00:01")
    assert (await attach(kuansing, made, pdf())).problem() == (409, "", "A24")
    gone = await kuansing.ask("DELETE", f"/activities/{made}/evidence/{kept}", who=STAF)
    assert gone.problem() == (409, "", "A24")


async def _change(office: Office, lampiran_id: str) -> None:
    """As a defect of the service would: past its own rules, with its own role."""
    connection = await asyncpg.connect(office.service.dsn["app"])
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.tenant', 'kuansing', true)")
            await connection.execute("UPDATE lampiran SET dilepas_at = now() WHERE lampiran_id = $1", UUID(lampiran_id))
    finally:
        await connection.close()


async def test_kuan_p25_1_p25_2_the_database_keeps_the_evidence_of_a_closed_month_as_it_is(kuansing: Office) -> None:
    """Withheld, so that the state of the entry allows it; opened again for its owner, it may change once more (A24)."""
    made = await monday(kuansing)
    kept = [(await attach(kuansing, made, content)).body["lampiran_id"] for content in (jpeg(), png())]
    no = {"dasar": "tidak_sesuai_data", "alasan": "Foto tidak jelas."}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", no, who=KASI)).status == 200
    await kuansing.at("2026-02-14T00:01")
    with pytest.raises(asyncpg.RestrictViolationError):
        await _change(kuansing, kept[0])
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Gangguan listrik.", "dokumen": "ND-12/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).status < 300
    assert (await kuansing.ask("DELETE", f"/activities/{made}/evidence/{kept[0]}", who=STAF)).status < 300
    await kuansing.at("2026-02-21T00:01")
    with pytest.raises(asyncpg.RestrictViolationError):
        await _change(kuansing, kept[1])


async def test_kuan_p16b_reading_a7_after_the_close_its_owner_still_throws_away_what_was_written_for_him(
    kuansing: Office,
) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    help_ = {"asn_id": str(STAF), "alasan": "Sakit.", "isi": entry(MONDAY)}
    made = (await kuansing.ask("POST", "/assisted", help_, who=ADMIN)).body["activity_id"]
    assert (await attach(kuansing, made, jpeg(), who=ADMIN)).body["menunggu"] is True
    await kuansing.at("2026-02-14T00:01")
    late = await kuansing.ask("POST", f"/activities/{made}/confirm", {"benar": True}, who=STAF)
    assert late.problem() == (409, "", "A24")
    assert (await attach(kuansing, made, png(), who=ADMIN)).problem() == (409, "", "A24")
    assert (await kuansing.ask("POST", f"/activities/{made}/discard", who=STAF)).body["state"] == "discarded"
    (file,) = await kuansing.service.rows("SELECT dilepas_oleh FROM lampiran")
    assert file["dilepas_oleh"] == STAF


async def test_kuan_reading_a7_a24_the_close_takes_off_what_waited_for_its_owner(kuansing: Office) -> None:
    """Changed and documented for him, not confirmed: what he had entered stands again, without the file."""
    made = await monday(kuansing)
    help_ = {"alasan": "Pegawai sakit.", "isi": entry(MONDAY, output="2 berkas", kuantitas=2)}
    assert (await kuansing.ask("PUT", f"/assisted/{made}", help_, who=ADMIN)).status == 200
    assert (await attach(kuansing, made, jpeg(), who=ADMIN)).body["menunggu"] is True
    await kuansing.at("2026-02-14T00:01")
    (row,) = await kuansing.service.rows("SELECT state, kuantitas FROM activity")
    assert (row["state"], row["kuantitas"]) == ("submitted", 1)
    (file,) = await kuansing.service.rows("SELECT dilepas_at FROM lampiran")
    assert file["dilepas_at"] is not None


async def test_kuan_p26_1_evidence_is_read_by_whom_the_entry_is_for_and_that_is_kept(kuansing: Office) -> None:
    made = await monday(kuansing)
    path = f"/activities/{made}/evidence"
    one = f"{path}/{(await attach(kuansing, made, jpeg())).body['lampiran_id']}"
    for place in (path, one):
        assert (await kuansing.ask("GET", place, who=STAF2)).status == 403
        assert (await kuansing.ask("GET", f"{place}?tujuan=Pemeriksaan", who=STAF2)).status == 403
        assert (await kuansing.ask("GET", place, who=KABID)).problem() == (422, "tujuan", "26(1)")
        assert (await kuansing.ask("GET", f"{place}?tujuan=Pemeriksaan", who=KABID)).status == 200
        assert (await kuansing.service.ask("GET", place, actor=STAF, tenant="konsel")).status in (403, 404)
    rows = await kuansing.service.rows("SELECT act, actor, subject, detail FROM audit WHERE act LIKE '%.read'")
    assert {(r["act"], r["actor"], r["subject"]) for r in rows} == {
        ("activities.read", str(KABID), str(STAF)), ("evidence.read", str(KABID), str(STAF)),
    }  # fmt: skip
    assert all("Pemeriksaan" in r["detail"] for r in rows)
    other = await kuansing.enter(MONDAY, mulai="10:00:00", selesai="11:00:00")
    assert (await kuansing.ask("GET", one.replace(made, other), who=STAF)).status == 404, "of another entry"


async def test_kuan_p16b_reading_a7_what_the_administrator_attaches_waits_for_its_owner(kuansing: Office) -> None:
    await kuansing.at(f"{MONDAY}T15:00")
    help_ = {"asn_id": str(STAF), "alasan": "Sakit.", "isi": entry(MONDAY)}
    made = (await kuansing.ask("POST", "/assisted", help_, who=ADMIN)).body["activity_id"]
    assert (await attach(kuansing, made, png())).status == 409, "he confirms first"
    assert (await attach(kuansing, made, png(), STAF2)).status == 403
    added = await attach(kuansing, made, jpeg(), ADMIN)
    assert (added.status, added.body["menunggu"], added.body["isi_versi"]) == (201, True, 1)
    assert await kuansing.service.told(EvidenceAttached) == []
    assert (await kuansing.ask("POST", f"/activities/{made}/confirm", {"benar": True}, who=STAF)).status == 200
    told = await kuansing.service.told(EvidenceAttached)
    assert [(t["oleh"], t["sha256"]) for t in told] == [(str(ADMIN), digest(jpeg()))]
    (file,) = (await kuansing.mine("2026-01"))[made]["lampiran"]
    assert (file["menunggu"], file["oleh"]) == (False, str(ADMIN))
    assert (await attach(kuansing, made, png(), ADMIN)).status == 403, "it is its owner's now"
    rows = await kuansing.service.rows("SELECT version FROM outbox WHERE subject = $1 ORDER BY id", made)
    assert [r["version"] for r in rows] == [1, 2, 3]
    assert (await kuansing.verify(made)).status == 200


async def test_kuan_p16b_reading_a7_what_the_owner_does_not_stand_in_for_is_taken_off(kuansing: Office) -> None:
    made = await monday(kuansing)
    own = (await attach(kuansing, made, png())).body["lampiran_id"]
    change = {"alasan": "Keliru.", "isi": entry(MONDAY, kuantitas=2)}
    assert (await kuansing.ask("PUT", f"/assisted/{made}", change, who=ADMIN)).status == 200
    assert (await kuansing.ask("DELETE", f"/activities/{made}/evidence/{own}", who=ADMIN)).status == 403
    assert (await attach(kuansing, made, jpeg(), ADMIN)).status == 201
    dropped = (await attach(kuansing, made, pdf(), ADMIN)).body["lampiran_id"]
    assert (await kuansing.ask("DELETE", f"/activities/{made}/evidence/{dropped}", who=ADMIN)).status == 204
    assert (await kuansing.ask("POST", f"/activities/{made}/discard", who=STAF)).status == 200
    found = (await kuansing.mine("2026-01"))[made]
    assert (found["kuantitas"], [f["lampiran_id"] for f in found["lampiran"]]) == (1, [own])
    assert [t["sha256"] for t in await kuansing.service.told(EvidenceAttached)] == [digest(png())]


async def test_reading_b30_evidence_is_attached_in_konsel_as_well_and_cites_no_pasal_of_the_other_law(
    konsel: Office,
) -> None:
    made = await monday(konsel)
    assert (await attach(konsel, made, jpeg())).status == 201
    assert (await konsel.ask("POST", "/verify", {"ids": [made]}, who=KASI)).status == 200
    assert (await attach(konsel, made, png())).problem() == (409, "", "kebijakan")


@pytest.mark.parametrize(
    "content",
    [b"<svg onload='x()'/>", b"<html><script>x()</script></html>", b"GIF89a", b"", jpeg()[:-2], jpeg(65_000, 65_000)],
)
async def test_kuan_p26_1_what_is_no_photograph_is_refused_whatever_it_is_called(
    kuansing: Office, content: bytes
) -> None:
    made = await monday(kuansing)
    for body, kind in ((content, "image/jpeg"), form(("foto.jpg", content))):
        assert (await attach(kuansing, made, body, kind=kind)).problem()[:2] == (422, "berkas")
    assert (await kuansing.mine("2026-01"))[made]["lampiran"] == []
    assert await kuansing.service.told(EvidenceAttached) == []


async def test_kuan_p25_2_how_large_and_how_many_is_the_pemdas_choice(kuansing: Office) -> None:
    made = await monday(kuansing)
    with kuansing.service.law("activity", evidence_megabytes=1, evidence_files=2):
        large = pdf(bytes(1 << 20))
        assert (await attach(kuansing, made, large)).problem() == (422, "berkas", "kebijakan")
        for content in (jpeg(), png()):
            old = await attach(kuansing, made, content)
            assert old.status == 201
        assert (await attach(kuansing, made, pdf())).problem() == (409, "", "kebijakan")
        assert (await attach(kuansing, made, pdf(), query=f"&menggantikan={old.body['lampiran_id']}")).status == 201
    assert (await attach(kuansing, made, bytes(26 << 20))).status == 413, "nobody reads more"


async def test_a_form_sent_again_after_a_lost_answer_attaches_once(kuansing: Office) -> None:
    made, key = await monday(kuansing), uuid4().hex
    answers = []
    for boundary in ("----satu", "----dua"):
        body, kind = form(("foto.jpg", jpeg()), boundary=boundary)
        answers.append(await attach(kuansing, made, body, kind=kind, key=key))
    assert [a.status for a in answers] == [201, 201] and answers[0].body == answers[1].body
    assert answers[1].headers["idempotent-replay"] == "true"
    assert len((await kuansing.mine("2026-01"))[made]["lampiran"]) == 1
    body, kind = form(("foto.jpg", png()))
    assert (await attach(kuansing, made, body, kind=kind, key=key)).status == 422, "another file under the same key"


async def test_kuan_reading_a25_a_receipt_is_of_the_version_that_was_shown(kuansing: Office) -> None:
    """The owner changes the entry between the reading of the penilai's list and its receipt."""
    made = await monday(kuansing)
    who = Actor("kuansing", KASI, 0.0)
    async with kuansing.service.runtime.database.work(who_asks(who)) as work:
        (shown,) = await entries.queue(work, who, None, 10)
        assert (await attach(kuansing, made, jpeg())).status == 201
        await receipts.mark_viewed(work, who, {shown.activity_id: shown.isi_versi})
    await kuansing.at(AFTER)
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto", "he never saw what there was"


async def test_nobody_waits_for_a_slow_object_store(kuansing: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the bytes are on their way the penilai decides; what was decided then stays as it was."""
    made = await monday(kuansing)
    put = Documents.put

    async def slow(self: Documents, *given: Any) -> None:
        assert (await kuansing.verify(made)).status == 200
        await put(self, *given)

    monkeypatch.setattr(Documents, "put", slow)
    assert (await attach(kuansing, made, jpeg())).problem() == (409, "", "18 a, 25(2)")
    assert (await kuansing.mine("2026-01"))[made]["lampiran"] == []


async def test_kuan_reading_a2_that_the_systems_approval_was_taken_back_stands_in_the_trail(kuansing: Office) -> None:
    made = await monday(kuansing)
    await kuansing.at(AFTER)
    no = {"dasar": "tidak_sesuai_data", "alasan": "Tidak ada kegiatan itu."}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", no, who=KASI)).status == 200
    rows = await kuansing.service.rows("SELECT actor, subject, detail FROM audit WHERE act = 'approval.undone'")
    assert [(r["actor"], r["subject"], r["detail"]) for r in rows] == [(str(KASI), made, '{"dari":"auto"}')]


async def test_evidence_in_object_storage_is_read_from_there_and_a_changed_object_is_not_handed_out(
    kuansing: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await monday(kuansing)
    state = kuansing.service.runtime.app.state
    with bucket() as store:
        for name, value in (
            ("AWS_ENDPOINT_URL", store.address), ("AWS_ALLOW_HTTP", "true"), ("AWS_REGION", REGION),
            ("AWS_ACCESS_KEY_ID", KEY), ("AWS_SECRET_ACCESS_KEY", SECRET),
        ):  # fmt: skip
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(state, "documents", Documents("s3://arsip/activity"))
        kept = (await attach(kuansing, made, jpeg())).body["lampiran_id"]
        place = f"/arsip/activity/kuansing/{kept}"
        assert store.kept == {place: jpeg()} and store.refused == 0
        await kuansing.look()
        assert (await kuansing.ask("GET", f"/activities/{made}/evidence/{kept}", who=KASI)).body == jpeg()
        store.kept[place] = png()
        assert (await kuansing.ask("GET", f"/activities/{made}/evidence/{kept}", who=KASI)).status == 500
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
        monkeypatch.setattr(state, "documents", Documents("s3://arsip/activity"))
        assert (await attach(kuansing, made, pdf())).status == 503
    assert len((await kuansing.mine("2026-01"))[made]["lampiran"]) == 1, "no row without its bytes"


async def test_kuan_p25_2_the_archive_of_a_month_names_the_evidence_of_every_row(kuansing: Office) -> None:
    made = await monday(kuansing)
    await kuansing.enter(MONDAY, mulai="10:00:00", selesai="11:00:00")
    gone = (await attach(kuansing, made, pdf())).body["lampiran_id"]
    for content in (jpeg(), png()):
        assert (await attach(kuansing, made, content)).status == 201
    assert (await kuansing.ask("DELETE", f"/activities/{made}/evidence/{gone}", who=STAF)).status == 204
    rows = rows_of(await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=ADMIN))
    assert [r["BERKAS BUKTI (SHA-256)"] for r in rows] == [f"{digest(jpeg())} {digest(png())}", ""]


async def test_a_photograph_is_kept_without_where_it_was_taken(kuansing: Office) -> None:
    """Exif, XMP and what else the camera wrote go before the file is hashed; how it is turned stays (decision 0054)."""
    made = await monday(kuansing)
    taken = jpeg(640, 480, exif(6), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude='4,1S'/>"))
    first = await attach(kuansing, made, taken)
    got = await kuansing.ask("GET", f"/activities/{made}/evidence/{first.body['lampiran_id']}", who=STAF)
    assert not any(word in got.body for word in (b"GPS", b"KameraContoh")) and b"Exif" in got.body
    assert first.body["sha256"] == digest(got.body) and first.body["bytes"] == len(got.body) < len(taken)
    again = await attach(kuansing, made, jpeg(640, 480, exif(6, ">")))
    assert again.problem()[0] == 409, "from another telephone it is the same photograph"
