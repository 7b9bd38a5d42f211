"""A stranger is told that it is not his to do, never in what state it is: over every command that anybody may ask for.

The table of permissions turns away whom it does not name before anything is read; here are the commands that it leaves
to everybody, because who may is a matter of the thing itself.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.permission import EVERY_PEGAWAI, EVERYONE, row_of
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from tests.service.dinas import Office, entry
from tests.service.hosted import Hosted
from tests.service.importing import confirm, csv_of, prepare, row
from tests.service.judging import Judging
from tests.service.people import KASI, KEPALA, STAF, STAF2, calendar, office
from tests.service.planning import Planning, extra, open_planning
from tests.service.registry import BOSS, HEAD, STAFF, Registry, workbook
from tests.service.registry import row as staff_row
from tests.service.test_activity_pembinaan import SESSION, found_deliberate, step
from tests.service.test_appraisal_followup import judge
from tests.service.test_permissions import SERVICES

STRANGER = STAF2
ISI = {k: v for k, v in entry("2026-01-05").items() if k not in ("tanggal", "benar")}
# What is asked of each thing: by the service, and by the word of its path before the id.
BODIES: dict[str, dict[str, Any]] = {
    "identity": {"revoke_session": None, "discard_proposal": None},
    "appraisal": {
        "sign_appraisal": {"perilaku": {}, "hasil": "x", "manfaat": "x"}, "receive_appraisal": None,
        "deliver_appraisal": None, "forward_report": None, "acknowledge_appraisal": None, "set_unreturned_appraisal": None,
        "set_unsigned_appraisal": {"perilaku": {}, "hasil": "x", "manfaat": "x"}, "file_objection": {"alasan": "x"},
        "ask_explanations": {}, "explain_objection": {"penjelasan": "x"},
        "decide_objection": {"hasil": "dikuatkan", "pertimbangan": "x"},
        "recommend_idea": {"uraian": "x", "manfaat": "x", "dokumen": "x"}, "decide_idea": {"diterima": True},
        "review_follow_up": {"membaik": True, "bukti": "x"},
        "answer_survey": {"nilai": {"komitmen": 90}}, "decline_survey": None,
        "handle_deviation": {"sebab": "x", "tindakan": "x", "percepatan": "2030-01-01"},
        "assign_guidance": {"pembimbing": str(uuid4()), "surat_tugas": "x"}, "report_guidance": {"hasil": "x"},
    },
    "activity": {
        "reject_activity": {"dasar": "tidak_sesuai_data", "alasan": "x"}, "reopen_activity": {"alasan": "x"},
        "edit_activity": entry("2026-01-05"), "correct_activity": ISI | {"alasan": "x"},
        "confirm_activity": {"benar": True}, "discard_activity": None, "open_activity": None,
        "attach_evidence": b"%PDF-1.7", "remove_evidence": None,
        "hold_pembinaan": SESSION, "answer_pembinaan": {"tanggapan": "x"}, "close_pembinaan": {"hasil": "x"},
        "read_message": None, "close_ticket": None, "confirm_import": {"benar": True},
        "edit_draft": {"versi": 1}, "discard_draft": None, "submit_draft": {"versi": 1, "benar": True},
    },
    "skp": {
        "edit_skp": {"isi": {"sumber": [], "butir": []}, "sidik": "x"}, "withdraw_skp": None, "discard_skp": None, "submit_skp": None,
        "return_skp": {"alasan": "x"}, "agree_skp": None, "set_skp": {}, "open_change": {"sebab": "strategi"},
        "comment_skp": {"catatan": "x"}, "propose_addendum": {"butir": extra(KEPALA)}, "agree_addendum": None,
        "refuse_addendum": {"alasan": "x"}, "recommend_change": {"alasan": "x", "bukti": ["x"]},
        "measure_skp": {"realisasi": [{"butir_id": str(uuid4()), "jumlah": 1}]}, "confirm_segment": {"capaian": "1"},
        "take_update_step": {"langkah": "diverifikasi", "semua_akurat": True}, "resync_update": {"selisih": 0, "langkah_ke": 3},
        "deliver_copies": {"dokumen": [str(uuid4())]},
    },
}  # fmt: skip


def _open_to_all(service: str) -> dict[str, Any]:
    """The commands about one thing, by its id, that the table of some Pemda leaves to every pegawai or to anybody."""
    packs = [p for p in Packs.load(str(REPOSITORY / "regulations")) if p.head.kind == "kinerja"]
    found = {}
    for route in SERVICES[service].routes:
        name, path = route.fn.__name__, next(iter(route.paths))
        rows = [row_of(pack, service, name) for pack in packs]
        everybody = any(r is not None and set(r.value) & {EVERY_PEGAWAI, EVERYONE} for r in rows)
        if everybody and "GET" not in route.http_methods and ":uuid}" in path:
            found[name] = route
    return found


@pytest.mark.parametrize("service", list(SERVICES))
def test_every_command_that_anybody_may_ask_for_is_tried_as_a_stranger(service: str) -> None:
    assert set(BODIES.get(service, {})) == set(_open_to_all(service))


async def _stranger_learns_nothing(hosted: Hosted, tenant: str, ids: dict[str, str], who: UUID = STRANGER) -> None:
    """`ids`: of things that are done with, by the name of the parameter."""
    told = {}
    for name, route in _open_to_all(hosted.name).items():
        path = next(iter(route.paths))
        for one, value in ids.items():
            path = path.replace(f"{{{one}:uuid}}", value)
        if "{" not in path:
            kind = {"kind": "application/pdf"} if name == "attach_evidence" else {}
            method = next(iter(route.http_methods))
            answer = await hosted.ask(method, path, BODIES[hosted.name][name], actor=who, tenant=tenant, **kind)
            told[name] = answer.status
    assert told and {n: s for n, s in told.items() if s not in (403, 404)} == {}


async def test_of_an_entry_a_pembinaan_a_ticket_a_file_and_a_draft(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    entered = await kuansing.enter("2026-01-05")
    assert (await kuansing.verify(entered)).status == 200
    made = (await prepare(kuansing, csv_of(row("2026-01-02")), STAF)).body
    await confirm(kuansing, made["impor_id"], STAF)
    ticket = (await kuansing.ask("POST", "/tickets", {"kategori": "teknis", "isi": "x"}, who=STAF)).body["tiket_id"]
    assert (await kuansing.ask("POST", f"/tickets/{ticket}/close", who=STAF)).status == 204
    draft = (await kuansing.ask("POST", "/drafts", {}, who=STAF)).body["draf_id"]
    which = await found_deliberate(kuansing)
    await kuansing.at("2026-02-20T16:00")
    for what, body in (("hold", SESSION), ("close", {"hasil": "Sudah rutin."})):
        assert (await step(kuansing, which, what, body, KASI)).status == 200
    message = (await kuansing.service.get("/messages", actor=STAF))[0]["pesan_id"]
    await _stranger_learns_nothing(kuansing.service, "kuansing", {
        "activity_id": entered, "lampiran_id": str(uuid4()), "pembinaan_id": which, "tiket_id": ticket,
        "impor_id": made["impor_id"], "draf_id": draft, "pesan_id": message,
    })  # fmt: skip


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_of_an_skp_an_addendum_and_a_pemutakhiran(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    found = (await planning.plan())[STAF]
    await planning.at("2026-06-10T09:00")
    body = {"butir": extra(KEPALA)}
    addendum = (await planning.good("POST", f"/sasaran/{found}/addenda", body, who=STAF))["addendum_id"]
    await planning.good("POST", f"/addenda/{addendum}/agree", who=KASI)
    kept = (await planning.upload(STAF, ditandatangani_oleh=str(KASI))).body["dokumen_id"]
    asked = {"uraian": "Ijazah", "dokumen_id": kept}
    update = (await planning.good("POST", "/updates", asked, who=STAF))["pemutakhiran_id"]
    ids = {"skp_id": found, "addendum_id": addendum, "pemutakhiran_id": update}
    await _stranger_learns_nothing(skp, tenant, ids)


async def test_of_copies_that_were_delivered(skp: Hosted) -> None:
    planning = Planning(skp, "kuansing")
    await planning.at("2025-11-30T23:00")
    await skp.hear(*calendar(), *office())
    await planning.at("2025-12-01T00:01")
    salinan = (await planning.good("GET", "/copies?tahun=2026", who=STAF))[0]["salinan_id"]
    kept = (await planning.upload(STAF)).body["dokumen_id"]
    await planning.good("POST", f"/copies/{salinan}/deliver", {"dokumen": [kept]}, who=STAF)
    await _stranger_learns_nothing(skp, "kuansing", {"salinan_id": salinan})


async def test_of_a_result_and_its_follow_up(kon_judging: Judging) -> None:
    await judge(kon_judging, STAF2, KASI, "60", "60")
    result = (await kon_judging.of(STAF2))["appraisal_id"]
    case = str((await kon_judging.service.rows("SELECT kasus_id FROM tindak_lanjut"))[0]["kasus_id"])
    await _stranger_learns_nothing(kon_judging.service, "konsel", {"appraisal_id": result, "kasus_id": case}, STAF)


async def test_of_a_proposal_that_is_done_with_and_of_anothers_session(registry: Registry) -> None:
    decree = {"dasar": "SK.800/045/2026", "tanggal_dasar": "2026-01-02"}
    (usul,) = (await registry.grant(STAFF, "operator", **decree)).body["usulan"]
    assert (await registry.ask("POST", f"/proposals/{usul}/discard", who="super_admin")).status == 204
    ids = {"usul_id": usul, "sesi_id": str(uuid4())}
    await _stranger_learns_nothing(registry.service, "kuansing", ids, await registry.id_of(HEAD))


async def test_who_prepared_a_file_is_told_so_whatever_became_of_it(registry: Registry) -> None:
    """Four eyes are asked about before the state of the file, and of the year."""
    file = workbook([staff_row(STAFF, BOSS, NAMA="Lain")])
    by = "pengelola_kepegawaian"
    made = (await registry.ask("POST", "/imports", file, who=by, kind="application/x")).body["impor_id"]
    confirm_path = f"/imports/{made}/confirm"
    with registry.service.law("permissions.identity", confirm_import=[by, "administrator_bidang"]):
        assert (await registry.ask("POST", confirm_path, who="administrator_bidang")).status == 200
        assert (await registry.ask("POST", confirm_path, who=by)).status == 403
    assert (await registry.ask("POST", "/reconciliations?tahun=2026", file, who=by, kind="application/x")).status == 201
    with registry.service.law("permissions.identity", resolve_difference=[by]):
        answer = {"tahun": 2026, "nip": STAFF, "alasan": "Sudah benar."}
        assert (await registry.ask("POST", "/reconciliations/resolve", answer, who=by)).status == 403


async def test_nobody_makes_himself_a_member_of_a_team_whatever_the_team_is(konsel_registry: Registry) -> None:
    clerk = await konsel_registry.id_of(STAFF)
    assert (await konsel_registry.grant(STAFF, "pengelola_kepegawaian")).status == 200
    own = {"nip": STAFF, "peran": "tim_penilai_ketua", "kompetensi": "Ada"}
    body = {"sk": "Keputusan 1", "tanggal": "2026-01-05", "anggota": [own]}
    assert (await konsel_registry.ask("POST", "/teams", body, who=clerk)).status == 403
