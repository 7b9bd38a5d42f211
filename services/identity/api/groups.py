"""Which of the four procedures of KUAN P22 each operation of identity belongs to; docs/procedures.md explains them."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "penginputan": """
        login refresh logout who_am_i change_password enrol_totp confirm_totp
    """,
    "pemutakhiran": """
        change_nip
        prepare_import show_import discard_import confirm_import reconcile_year list_differences resolve_difference
        close_year report_unit list_unit_reports set_penilai delegate_post set_status place_pegawai
        list_imports keep_opd withdraw_decree end_delegation
    """,
    "pemanfaatan": """
        export_own_data show_role_catalogue
        list_pegawai show_pegawai list_opd list_delegations list_calendar
        form_team replace_team_member list_teams list_raters check_raters
    """,
    "pemeliharaan": """
        jwks propose_reset list_proposals confirm_proposal discard_proposal
        activate_accounts activate_administrators admit_external block_account reset_account list_roles
        list_sessions revoke_session rotate_keys grant_roles revoke_role set_calendar_day record_training list_trainings
        show_training_coverage read_audit list_acts show_operations replay_parked trace_receipt read_own_audit
    """,
}
