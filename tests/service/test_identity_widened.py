"""The pack's table alone says who may come: a Pemda that widens a row is not refused by code beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from services.identity.app import SERVICE
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, row, rows, workbook

# Operations whose rows name offices; each is widened to an office that none of them names by default.
OFFICE = "ka_diskominfo"
ACTS: dict[str, Any] = {"selesai": "2026-12-31", "syarat": {"sebagai": "plt"}}
DECREE = {"sk": "SK.1/2026"}
BODIES: dict[str, tuple[str, Any, int]] = {
    "activate_accounts": ("/accounts/activate", {"nips": [STAFF]}, 200),
    "admit_external": (
        "/accounts/external",
        {"login": "ahli.dua", "jenis": "external_expert", "persetujuan": "100.3/1", "disetujui_oleh": "bupati",
         "tanggal_persetujuan": "2026-01-02", "selesai": "2026-12-31"},
        201,
    ),
    "rotate_keys": ("/keys/rotate", None, 200),
    "prepare_import": ("/imports", workbook(rows()), 201),
    "reconcile_year": ("/reconciliations?tahun=2026", workbook(rows()), 201),
    "list_differences": ("/reconciliations?tahun=2026", None, 200),
    "list_unit_reports": ("/unit-reports?tahun=2026", None, 200),
    "report_unit": ("/unit-reports?tahun=2026", None, 204),
    "grant_roles": ("/roles", {"grants": [{"nip": STAFF, "peran": "pengelola_kinerja", "dasar": "SK.1"}]}, 200),
    "set_penilai": ("/penilai", {"nip": STAFF, "nip_penilai": ADMIN_NIP, "mulai": "2026-02-01", **DECREE}, 200),
    "set_status": ("/statuses", {"nip": STAFF, "status": "cuti", "mulai": "2026-02-01", **DECREE}, 200),
    "place_pegawai": (
        "/placements",
        {"nip": STAFF, "mulai": "2026-02-01", "jabatan": "Analis", "jenis_jabatan": "pelaksana", "kelas_jabatan": 7,
         "opd": "DINKES", "unit": "DINKES", **DECREE},
        200,
    ),
    "delegate_post": (
        "/delegations",
        {"nip_pejabat": HEAD, "nip_pelaksana": ADMIN_NIP, "sebagai": "plh", "mulai": "2026-02-01",
         "selesai": "2026-02-02", "nip_pemberi": BOSS, **DECREE},
        200,
    ),
    "list_pegawai": ("/pegawai", None, 200),
    "list_roles": ("/roles", None, 200),
    "list_delegations": ("/delegations", None, 200),
    "list_imports": ("/imports", None, 200),
    "keep_opd": ("/opd", {"kode": "DINKES.U1", "nama": "UPTD", "jenis": "uptd", "induk": "DINKES", **DECREE}, 204),
    "block_account": ("/accounts/block", {"login": "operator", "alasan": "Percobaan."}, 204),
    "reset_account": ("/accounts/reset", {"login": "bupati", "alasan": "Lupa kata kunci."}, 200),
    "change_nip": (
        "/nip-changes",
        {"nip": STAFF, "nip_baru": f"{STAFF[:-3]}999", "tanggal": "2026-01-05", **DECREE}, 200,
    ),
    "set_calendar_day": ("/calendar", {"tanggal": "2026-10-12", "libur": True, "nama": "Hari jadi", **DECREE}, 204),
}  # fmt: skip


def methods() -> dict[str, str]:
    return {r.fn.__name__: next(iter(r.http_methods)) for r in SERVICE.routes}


@pytest.fixture
async def outsider(registry: Registry) -> UUID:
    """Who acts for the head of Diskominfo, whom no row of identity names."""
    assert (await registry.grant(BOSS, OFFICE, **ACTS)).status == 200
    return await registry.id_of(BOSS)


@pytest.mark.parametrize("operation", list(BODIES))
async def test_a_widened_row_widens(registry: Registry, outsider: UUID, operation: str) -> None:
    path, body, status = BODIES[operation]
    kind = "application/x" if isinstance(body, bytes) else "application/json"
    method = methods()[operation]
    assert (await registry.ask(method, path, body, who=outsider, kind=kind)).status == 403
    with registry.service.law("permissions.identity", **{operation: [OFFICE]}):
        answer = await registry.ask(method, path, body, who=outsider, kind=kind)
    assert answer.status == status, answer.body


async def test_a_widened_row_of_two_steps_widens_and_keeps_four_eyes(registry: Registry, outsider: UUID) -> None:
    file = workbook([*rows(), row("198001012005011006", HEAD)])
    wide = {name: [OFFICE] for name in ("prepare_import", "confirm_import", "reconcile_year", "resolve_difference")}
    wide |= {"close_year": [OFFICE], "revoke_role": [OFFICE], "activate_administrators": [OFFICE]}
    with registry.service.law("permissions.identity", **wide):
        made = (await registry.ask("POST", "/imports", file, who=outsider, kind="application/x")).body
        own = await registry.ask("POST", f"/imports/{made['impor_id']}/confirm", who=outsider)
        assert own.problem() == (403, "", "kebijakan"), "not his own"
        year = "/reconciliations?tahun=2026"
        assert (await registry.ask("POST", year, file, who=outsider, kind="application/x")).body["open"] == 1
        answer = {"tahun": 2026, "nip": "198001012005011006", "alasan": "Pegawai baru."}
        refused = await registry.ask("POST", "/reconciliations/resolve", answer, who=outsider)
        assert refused.problem() == (403, "", "kebijakan"), "not of his own file"
        second = await registry.id_of(HEAD)
        assert (await registry.grant(HEAD, OFFICE, **ACTS)).status == 200
        assert (await registry.ask("POST", f"/imports/{made['impor_id']}/confirm", who=second)).status == 200
        assert (await registry.ask("POST", "/reconciliations/resolve", answer, who=second)).status == 204
        assert (await registry.ask("POST", "/years/close?tahun=2026", who=second)).status == 204
        admin = {"nip": ADMIN_NIP, "peran": "admin_pd", "dasar": "SK.1/2026", "syarat": {
            "kepala_pd_nip": HEAD, "basis": "cakap_komputer"}}  # fmt: skip
        assert (await registry.grant(HEAD, "kepala_pd")).status == 200
        assert (await registry.ask("POST", "/roles", {"grants": [admin]}, who="super_admin")).status == 200
        activate = {"nips": [ADMIN_NIP]}
        answer = await registry.ask("POST", "/accounts/activate-administrators", activate, who=outsider)
        assert answer.status == 200
        end = {"nip": HEAD, "peran": OFFICE, "dasar": "SK.9/2026"}
        assert (await registry.ask("POST", "/roles/revoke", end, who=outsider)).status == 204


async def test_a_role_of_a_pd_stays_within_its_pd_however_wide_the_row(registry: Registry) -> None:
    await registry.grant(HEAD, "kepala_pd")
    await registry.grant(HEAD, "inspektorat")
    head = await registry.id_of(HEAD)
    with registry.service.law("permissions.identity", list_pegawai=["kepala_pd"], activate_accounts=["kepala_pd"]):
        assert {p["opd"] for p in (await registry.ask("GET", "/pegawai", who=head)).body} == {"DINKES"}
        assert (await registry.ask("GET", "/pegawai?opd=SETDA", who=head)).problem() == (403, "", "1(23)")
        assert (await registry.ask("POST", "/accounts/activate", {"nips": [BOSS]}, who=head)).status == 403
        assert (await registry.ask("POST", "/accounts/activate", {"nips": [STAFF]}, who=head)).status == 200


async def test_every_other_operation_of_offices_is_walked_here() -> None:
    """Those left out are of everybody, or of a thing that must be there first and is tested with it."""
    operations = {r.fn.__name__ for r in SERVICE.routes if not r.opt.get("open")}
    everybodys = {"logout", "who_am_i", "change_password", "list_sessions", "revoke_session", "enrol_totp",
                  "confirm_totp", "make_recovery_codes", "list_proposals", "discard_proposal", "list_calendar", "read_own_audit", "list_opd", "show_pegawai",
                  "export_own_data", "show_role_catalogue"}  # fmt: skip
    in_two_steps = {"confirm_import", "resolve_difference", "close_year", "revoke_role", "activate_administrators",
                    "end_delegation", "withdraw_decree", "discard_import", "propose_reset", "confirm_proposal"}  # fmt: skip
    without_code = {"show_operations", "replay_parked", "trace_receipt", "form_team", "replace_team_member", "list_teams", "list_raters", "check_raters",
                    "show_import", "record_training", "read_audit", "list_acts", "list_trainings", "show_training_coverage"}  # fmt: skip
    assert operations == set(BODIES) | everybodys | in_two_steps | without_code
