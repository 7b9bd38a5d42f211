"""Every operation of every service, asked for by every role of each Pemda, against this table.

Written from the regulations and the defaults where they are silent, not from the packs: KUAN P1(18-27), P11, P16-18,
P20, P23, P26; KON P6, P10(3), P15, P17, P19, P34, P38, P46-47, P50. `*` whoever is signed in, `p` every person of the staffing data.
"""

from __future__ import annotations

import inspect
import re
import time
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.identity import PegawaiRecorded
from services.activity.app import SERVICE as ACTIVITY
from services.appraisal.app import SERVICE as APPRAISAL
from services.identity.app import SERVICE as IDENTITY
from services.reporting.app import SERVICE as REPORTING
from services.skp.app import SERVICE as SKP
from services.tpp.app import SERVICE as TPP
from tests.service.dinas import UTAMA, Office, entry, skp
from tests.service.hosted import Hosted
from tests.service.people import KEPALA, STAF, calendar, office, pegawai

HELPERS = "admin_pd pengelola_kinerja kepala_pd pengelola_e_kinerja inspektorat"
KA = {"kuansing": "ka_bkpp", "konsel": "ka_bkpsdm"}
TABLE = {
    "activity": f"""
        show_operations operator   replay_parked operator        trace_receipt operator
        read_audit inspektorat      list_acts super_admin pengelola_e_kinerja                   read_own_audit *
        export_own_data p
        show_glance *               show_home p                 show_month p                show_activity p bupati
        list_queue p bupati
        enter_activity p            list_my_activities p        list_my_butir p             open_queue p bupati
        verify_activities p bupati  reject_activity p bupati    reopen_activity p bupati    edit_activity p
        correct_activity p bupati   show_history p bupati       confirm_activity p          discard_activity p
        list_activities_of p bupati open_month admin_pd         list_missed_days p bupati   judge_missed_day p bupati
        record_outage operator      give_feedback p             open_ticket p               keep_reference admin_pd
        list_tickets p              answer_ticket admin_pd      close_ticket p              list_subordinates p bupati
        confirm_outage pengelola_e_kinerja                      list_references p           make_plan p
        list_without_plan {HELPERS}                             list_plans p                list_outages *
        list_messages *             read_message *              enter_for_another admin_pd@kuansing
        list_butir_of admin_pd@kuansing
        prepare_import p            confirm_import p            prepare_import_for admin_pd@kuansing
        list_imports p              show_import p               fetch_template p            confirm_assisted p
        save_draft p                list_drafts p               edit_draft p                discard_draft p
        submit_draft p              change_for_another admin_pd@kuansing
        export_activities admin_pd pengelola_kinerja kepala_pd
        list_pembinaan p@kuansing bupati@kuansing               hold_pembinaan p@kuansing bupati@kuansing
        answer_pembinaan p@kuansing close_pembinaan p@kuansing bupati@kuansing
        open_activity p bupati
        attach_evidence p           remove_evidence p           list_evidence p bupati      fetch_evidence p bupati
    """,
    "skp": f"""
        show_operations operator   replay_parked operator        trace_receipt operator
        read_audit inspektorat      list_acts super_admin pengelola_e_kinerja                   read_own_audit *
        export_own_data p
        draft_skp p                 edit_skp p                  submit_skp p                review_skp pengelola_kinerja
        withdraw_skp p              discard_skp p bupati@konsel               show_skp p bupati           list_skp_of p bupati
        list_subordinates p bupati  list_parents p              show_drafting p
        return_skp p bupati         agree_skp p bupati          set_skp p bupati            ratify_skp bupati
        agree_many_skp p bupati     set_many_skp p bupati       ratify_many_skp bupati
        measure_skp p               open_change p bupati@konsel               propose_addendum p          agree_addendum p bupati
        refuse_addendum p bupati    list_addenda p bupati
        recommend_change p@konsel bupati@konsel                 list_recommendations p@konsel bupati@konsel
        print_skp p bupati          upload_document p           fetch_document p bupati     request_update p
        take_update_step p bupati   resync_update p bupati      list_my_skp p               list_waiting_skp p bupati
        deliver_copies p@kuansing   list_copies p@kuansing      list_updates p bupati
        break_down p bupati         list_measurements p bupati  print_measurement p bupati
        list_segments p bupati      confirm_segment p@konsel bupati@konsel
        comment_skp p bupati        list_comments p bupati
        show_initial_input {HELPERS} KA sekda
        export_plans admin_pd pengelola_kinerja kepala_pd
        list_without_skp p bupati                               list_unmeasured p bupati
    """,
    "appraisal": """
        show_operations operator   replay_parked operator        trace_receipt operator
        read_audit inspektorat      list_acts super_admin pengelola_e_kinerja                   read_own_audit *
        export_own_data p
        list_my_appraisals p        list_appraisals_to_make p bupati                            receive_appraisal p
        sign_appraisal p bupati     list_follow_ups p@konsel bupati@konsel
        deliver_appraisal p bupati  print_appraisal p bupati  acknowledge_appraisal p     hand_over_appraisal pengelola_kinerja
        set_unsigned_appraisal p bupati                         set_unreturned_appraisal p bupati
        list_waiting_papers p bupati                            show_terms *            file_objection p
        ask_explanations p bupati   explain_objection p bupati  decide_objection p bupati
        show_objection p bupati     fetch_objection_bundle p bupati
        submit_report p@konsel bupati@konsel                    forward_report p@konsel bupati@konsel
        list_reports p@konsel bupati@konsel                     show_report p@konsel bupati@konsel
        list_missing_reports tim_penilai_ketua@konsel tim_penilai_sekretaris@konsel tim_penilai_anggota@konsel pyb@konsel ppk@konsel ka_bkpsdm@konsel inspektorat@konsel bupati@konsel
        list_distributions kepala_pd@konsel pengelola_kinerja@konsel tim_penilai_ketua@konsel tim_penilai_sekretaris@konsel tim_penilai_anggota@konsel pyb@konsel ppk@konsel ka_bkpsdm@konsel inspektorat@konsel bupati@konsel
        explain_distribution kepala_pd@konsel
        show_ranking tim_penilai_ketua@konsel tim_penilai_sekretaris@konsel tim_penilai_anggota@konsel pyb@konsel ppk@konsel ka_bkpsdm@konsel inspektorat@konsel bupati@konsel
        propose_ranking tim_penilai_ketua@konsel tim_penilai_sekretaris@konsel      set_ranking pyb@konsel
        recommend_idea p@konsel bupati@konsel                   decide_idea p@konsel bupati@konsel
        list_ideas p@konsel bupati@konsel
        record_monitoring p@konsel bupati@konsel                handle_deviation p@konsel bupati@konsel
        assign_guidance p@konsel bupati@konsel                  list_monitoring p@konsel bupati@konsel
        record_guidance p@konsel bupati@konsel                  report_guidance p@konsel bupati@konsel
        list_guidance p@konsel bupati@konsel
        list_priorities tim_penilai_ketua@konsel tim_penilai_sekretaris@konsel tim_penilai_anggota@konsel pyb@konsel ka_bkpsdm@konsel
        convene_session sekretariat_tim@konsel                  open_session tim_penilai_ketua@konsel
        record_consideration tim_penilai_sekretaris@konsel      record_minutes tim_penilai_sekretaris@konsel
        propose_considerations tim_penilai_ketua@konsel
        list_sessions tim_penilai_ketua@konsel tim_penilai_sekretaris@konsel tim_penilai_anggota@konsel sekretariat_tim@konsel pyb@konsel ppk@konsel ka_bkpsdm@konsel inspektorat@konsel bupati@konsel
        list_surveys p@konsel       answer_survey p@konsel      decline_survey p@konsel
        review_follow_up p@konsel bupati@konsel
        record_competency_test ka_bkpsdm@konsel                 decide_follow_up ppk@konsel pyb@konsel bupati@konsel
    """,
    "tpp": """
        show_operations operator   replay_parked operator        trace_receipt operator
        read_audit inspektorat      list_acts super_admin pengelola_e_kinerja                   read_own_audit *
        export_own_data p
        run_tpp pengelola_tpp       show_run pengelola_tpp      my_slip p                   show_slip p
        what_if_slip p
        list_slip_versions p        print_slip p
        list_payment_lists pengelola_tpp kepala_pd KA inspektorat
        show_payment_list pengelola_tpp kepala_pd KA inspektorat
        agree_payment_list kepala_pd                            return_payment_list kepala_pd
        finalize_payment_list KA    take_payment_list pengelola_tpp
        export_payments pengelola_tpp                           export_payments_csv pengelola_tpp
        list_tpp_budgets pengelola_tpp kepala_pd KA inspektorat
        set_tpp_budget pengelola_tpp
        export_sipd_sheet pengelola_tpp                         export_spj_bundle pengelola_tpp
        load_tpp_policy super_admin                             confirm_tpp_policy pengelola_e_kinerja
        list_tpp_policies super_admin pengelola_e_kinerja pengelola_tpp KA inspektorat
        show_tpp_policy super_admin pengelola_e_kinerja pengelola_tpp KA inspektorat
        withdraw_tpp_policy super_admin pengelola_e_kinerja
        list_pay_circumstances pengelola_kepegawaian pengelola_tpp inspektorat
        record_pay_circumstance pengelola_kepegawaian           end_pay_circumstance pengelola_kepegawaian
        import_attendance pengelola_kepegawaian                 my_attendance p         object_to_attendance p
        list_attendance_imports pengelola_kepegawaian pengelola_tpp inspektorat
        list_attendance_objections pengelola_kepegawaian pengelola_tpp inspektorat
        answer_attendance_objection pengelola_kepegawaian
    """,
    "reporting": """
        show_operations operator   replay_parked operator        trace_receipt operator
        read_audit inspektorat      list_acts super_admin pengelola_e_kinerja                   read_own_audit *
        export_own_data p
        show_recap pengelola_e_kinerja pengelola_kepegawaian administrator_bidang@kuansing KA sekda inspektorat pengelola_tpp bupati
        export_recap pengelola_e_kinerja pengelola_kepegawaian administrator_bidang@kuansing KA sekda inspektorat pengelola_tpp bupati
        acknowledge_recap KA        publish_recap pengelola_e_kinerja
        show_dashboard pengelola_e_kinerja pengelola_kepegawaian administrator_bidang@kuansing KA sekda inspektorat pengelola_tpp bupati
            kepala_pd pimpinan_unit_kerja
        show_own_dashboard p
        request_export pengelola_e_kinerja pengelola_kepegawaian administrator_bidang@kuansing
        list_exports pengelola_e_kinerja pengelola_kepegawaian administrator_bidang@kuansing
        fetch_export pengelola_e_kinerja pengelola_kepegawaian administrator_bidang@kuansing
        send_letter pengelola_e_kinerja pengelola_kepegawaian ka_diskominfo
        list_letters pengelola_e_kinerja pengelola_kepegawaian ka_diskominfo KA bupati inspektorat
        show_letter pengelola_e_kinerja pengelola_kepegawaian ka_diskominfo KA bupati inspektorat
        forward_letter pengelola_e_kinerja pengelola_kepegawaian KA
        receive_letter pengelola_e_kinerja ka_diskominfo KA bupati
        request_release pengelola_e_kinerja                     take_release pengelola_e_kinerja
        list_releases pengelola_e_kinerja pengelola_kinerja@konsel KA kepala_pd inspektorat
        show_release pengelola_e_kinerja pengelola_kinerja@konsel KA kepala_pd inspektorat
        consent_release pengelola_e_kinerja@kuansing pengelola_kinerja@konsel
        coordinate_release KA kepala_pd
        revoke_release pengelola_e_kinerja@kuansing pengelola_kinerja@konsel KA kepala_pd
    """,
    "identity": """
        show_operations operator   replay_parked operator        trace_receipt operator
        read_audit inspektorat      list_acts super_admin pengelola_e_kinerja                   read_own_audit *
        export_own_data *           show_role_catalogue *       change_nip pengelola_kepegawaian
        logout *                    who_am_i *                  change_password *           list_sessions *
        revoke_session *            enrol_totp *                confirm_totp *             make_recovery_codes *              list_calendar *
        activate_accounts admin_pd  activate_administrators super_admin
        admit_external super_admin  rotate_keys operator
        prepare_import pengelola_kepegawaian                    confirm_import administrator_bidang
        show_import pengelola_kepegawaian administrator_bidang
        reconcile_year pengelola_kepegawaian                    resolve_difference administrator_bidang
        list_differences pengelola_kepegawaian administrator_bidang KA  close_year KA
        report_unit kepala_pd pimpinan_unit_kerja@konsel
        list_unit_reports pengelola_kepegawaian administrator_bidang KA
        grant_roles super_admin     revoke_role super_admin     set_penilai pengelola_kepegawaian
        delegate_post pengelola_kepegawaian                     set_status pengelola_kepegawaian
        place_pegawai pengelola_kepegawaian                     set_calendar_day pengelola_kepegawaian
        form_team pengelola_kepegawaian@konsel pyb@konsel
        replace_team_member pengelola_kepegawaian@konsel pyb@konsel
        list_teams super_admin@konsel pengelola_kepegawaian@konsel pyb@konsel ppk@konsel ka_bkpsdm@konsel sekretariat_tim@konsel inspektorat@konsel
            tim_penilai_ketua@konsel tim_penilai_sekretaris@konsel tim_penilai_anggota@konsel
        list_raters
            pengelola_kinerja@konsel pengelola_e_kinerja@konsel kepala_pd@konsel sekretariat_tim@konsel inspektorat@konsel
        check_raters
            pengelola_kinerja@konsel pengelola_e_kinerja@konsel kepala_pd@konsel sekretariat_tim@konsel inspektorat@konsel
        record_training pengelola_e_kinerja@kuansing ka_bkpp@kuansing
        list_trainings pengelola_e_kinerja@kuansing ka_bkpp@kuansing administrator_bidang@kuansing inspektorat@kuansing
        show_training_coverage
            pengelola_e_kinerja@kuansing ka_bkpp@kuansing administrator_bidang@kuansing inspektorat@kuansing
        list_pegawai admin_pd super_admin pengelola_kepegawaian administrator_bidang pengelola_e_kinerja inspektorat
            pengelola_kinerja@konsel kepala_pd@konsel sekretariat_tim@konsel
        show_pegawai p admin_pd super_admin pengelola_kepegawaian administrator_bidang pengelola_e_kinerja inspektorat
        list_opd *                  keep_opd pengelola_kepegawaian                      block_account admin_pd super_admin
        reset_account super_admin   propose_reset admin_pd super_admin                  list_proposals *
        confirm_proposal administrator_bidang super_admin                               discard_proposal *
        list_delegations
            pengelola_kepegawaian administrator_bidang admin_pd kepala_pd pengelola_kinerja pengelola_e_kinerja inspektorat
        end_delegation pengelola_kepegawaian                    withdraw_decree pengelola_kepegawaian
        list_roles super_admin pengelola_e_kinerja admin_pd kepala_pd inspektorat
        list_imports pengelola_kepegawaian administrator_bidang
        discard_import pengelola_kepegawaian administrator_bidang
    """,
}
ASKED = (
    "tahun=2026", "periode=2026-01", "tanggal=2026-01-05", "tujuan=Pemeriksaan", "jenis=sk", "nama=x", "nomor=12/2026", "profil=rekap", "masa=2026-T1",
)  # fmt: skip
SERVICES = {
    "activity": ACTIVITY, "skp": SKP, "identity": IDENTITY, "appraisal": APPRAISAL, "tpp": TPP, "reporting": REPORTING,
}  # fmt: skip


def allowed(service: str, tenant: str) -> dict[str, set[str]]:
    """Operation → roles, from the table above."""
    operations = {route.fn.__name__ for route in SERVICES[service].routes}
    found: dict[str, set[str]] = {}
    at = ""
    for word in TABLE[service].split():
        if word in operations:
            at = word
            found[at] = set()
            continue
        role, _, only = word.partition("@")
        if not only or only == tenant:
            found[at].add(KA[tenant] if role == "KA" else role)
    return found


def roles_of(tenant: str) -> list[str]:
    pack = next(
        p for p in Packs.load(str(REPOSITORY / "regulations")) if tenant in p.head.tenants and p.head.kind == "kinerja"
    )
    return list(pack._body["identity"]["roles"]["value"])


def path_of(route: Any) -> str:
    """A path that fits, with things in it that are not there."""
    filled = re.sub(r"\{[a-z_]+:uuid\}", str(uuid4()), next(iter(route.paths)))
    known = inspect.signature(route.fn).parameters  # one that an operation does not know is refused
    return f"{filled}?{'&'.join(pair for pair in ASKED if pair.partition('=')[0] in known)}"


@pytest.mark.parametrize("service", list(SERVICES))
def test_every_operation_is_in_the_table(service: str) -> None:
    assert set(allowed(service, "kuansing")) == SERVICES[service].operations()


async def _walk(hosted: Hosted, tenant: str, actors: dict[str, tuple[UUID, tuple[str, ...]]]) -> None:
    """Nobody who is not in the table gets past the gate, everybody who is does."""
    table = allowed(hosted.name, tenant)
    wrong = []
    for route in SERVICES[hosted.name].routes:
        name = route.fn.__name__
        if name not in table or name == "enter_activity":  # the hot way has its own door, below
            continue
        method = next(iter(route.http_methods))
        for role, (actor, office_roles) in actors.items():
            held = {role, "*", *(() if role == "nobody" or office_roles else ("p",))}
            answer = await hosted.ask(
                method, path_of(route), {} if method != "GET" else None, actor=actor, tenant=tenant, peran=office_roles
            )
            assert answer.status < 500, (name, role, answer.body)
            said = answer.body.get("detail", "") if isinstance(answer.body, dict) else ""
            refused = answer.status == 403 and said.startswith("Hanya untuk: ")
            if refused == bool(held & table[name]):
                wrong.append((name, role, answer.status, said))
    assert not wrong, wrong[:10]


def _cast(tenant: str) -> tuple[list[PegawaiRecorded], dict[str, tuple[UUID, tuple[str, ...]]]]:
    """One person a role, somebody without any, the accounts of the Bupati and the operator, and a stranger."""
    people: list[PegawaiRecorded] = []
    actors: dict[str, tuple[UUID, tuple[str, ...]]] = {"nobody": (uuid4(), ())}
    for n, role in enumerate(["staf", *roles_of(tenant)]):
        if role in {"bupati", "operator"}:
            actors[role] = (uuid4(), (role,))
            continue
        asn_id = UUID(int=0x6000 + n)
        people.append(pegawai(asn_id, KEPALA, peran=() if role == "staf" else (role,)))
        actors[role] = (asn_id, ())
    return people, actors


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_activity_operation_by_role(activity: Hosted, tenant: str) -> None:
    people, actors = _cast(tenant)
    await activity.hear(*office(), *people, tenant=tenant)
    await activity.at("2026-01-05T09:00")
    await _walk(activity, tenant, actors)


async def test_who_is_not_in_the_staffing_data_enters_nothing(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    for who in (uuid4(), UUID(int=0x6FFF)):
        if who.int == 0x6FFF:
            await kuansing.service.hear(pegawai(who, KEPALA, validated=False))
        answer = await kuansing.ask("POST", "/activities", entry("2026-01-05"), who=who)
        assert answer.problem() == (403, "", "11(5)")


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_skp_operation_by_role(skp: Hosted, tenant: str) -> None:
    people, actors = _cast(tenant)
    await skp.hear(*office(), *people, tenant=tenant)
    await skp.at("2026-01-05T09:00")
    await _walk(skp, tenant, actors)


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_appraisal_operation_by_role(appraisal: Hosted, tenant: str) -> None:
    people, actors = _cast(tenant)
    await appraisal.hear(*office(), *people, tenant=tenant)
    await appraisal.at("2026-01-05T09:00")
    await _walk(appraisal, tenant, actors)


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_tpp_and_reporting_operation_by_role(tpp_process: Hosted, reporting_process: Hosted, tenant: str) -> None:
    for hosted in (tpp_process, reporting_process):
        await hosted.clear()
        people, actors = _cast(tenant)
        await hosted.hear(*office(), *people, tenant=tenant)
        await hosted.at("2026-01-05T09:00")
        await _walk(hosted, tenant, actors)


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_identity_operation_by_role(identity: Hosted, tenant: str) -> None:
    await identity.at("2026-01-05T09:00")
    actors: dict[str, tuple[UUID, tuple[str, ...]]] = {"nobody": (uuid4(), ())}
    for n, role in enumerate(["staf", *roles_of(tenant)]):
        if role in {"bupati", "operator"}:
            actors[role] = (uuid4(), (role,))
            continue
        actors[role] = (asn_id := UUID(int=0x6000 + n), ())
        await identity.rows(
            "INSERT INTO pegawai (tenant, asn_id, nip, nama, jenis, status, golongan, jabatan, jenis_jabatan,"
            " kelas_jabatan, opd, unit, nip_atasan, tmt_jabatan, memimpin_unit, validated, version)"
            " VALUES ($1, $2, $3, 'x', 'PNS', 'aktif', 'III/c', 'x', 'pengawas', 8, 'DINKES', 'DINKES', '',"
            " '2024-01-02', false, true, 1)",
            tenant, asn_id, f"198001012005011{n:03d}",
        )  # fmt: skip
        if role != "staf":
            await identity.rows(
                "INSERT INTO peran (tenant, account_id, peran, dasar, syarat, mulai, granted_by, granted_at)"
                " VALUES ($1, $2, $3, 'SK', '{}', '2024-01-02', $2, now())",
                tenant, asn_id, role,
            )  # fmt: skip
    await _walk(identity, tenant, actors)


@pytest.mark.parametrize(("row", "statuses"), [(["admin_pd"], (201, 403)), ([], (403, 403)), (["pegawai"], (201, 201))])
async def test_entering_follows_the_table_as_every_operation_does(
    kuansing: Office, row: list[str], statuses: tuple[int, int]
) -> None:
    helper = UUID(int=0x6001)
    butir = {helper: uuid4(), STAF: UTAMA}
    with kuansing.service.law("permissions.activity", enter_activity=row):
        await kuansing.service.clear()  # forgets what was worked out under the other table
        await kuansing.service.hear(*calendar(), *office(), pegawai(helper, KEPALA, peran=("admin_pd",)))
        await kuansing.service.hear(skp(STAF, UTAMA), skp(helper, butir[helper]))
        await kuansing.at("2026-01-05T15:00")
        for who, status in zip((helper, STAF), statuses, strict=True):
            answer = await kuansing.ask("POST", "/activities", entry("2026-01-05", butir_id=butir[who]), who=who)
            assert answer.status == status, answer.body
            if status == 403:
                assert answer.body["detail"].startswith("Hanya untuk: ") and answer.body["pasal"] == "23(1)"


async def test_the_hot_way_and_the_ordinary_one_refuse_who_signed_out(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    ended = kuansing.service.runtime.verifier.ended
    ended.add({str(UUID(int=0)): time.time()}, time.time())
    try:
        for method, path, body in (("POST", "/activities", entry("2026-01-05")), ("GET", "/drafts", None)):
            assert (await kuansing.ask(method, path, body, who=STAF)).status == 401
    finally:
        ended.add({}, time.time() + 3600)
    await kuansing.enter("2026-01-05")
