"""Which of the four procedures of KUAN P22 each operation of activity belongs to; docs/procedures.md explains them."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "penginputan": """
        enter_activity list_my_activities list_my_butir show_glance show_home show_month show_activity list_queue
        open_activity
        list_subordinates open_queue verify_activities reject_activity
        enter_for_another confirm_activity discard_activity prepare_import prepare_import_for list_imports
        fetch_template show_import confirm_import confirm_assisted save_draft list_drafts edit_draft
        discard_draft submit_draft make_plan list_plans attach_evidence list_evidence
    """,
    "pemutakhiran": """
        edit_activity correct_activity reopen_activity change_for_another open_month remove_evidence
    """,
    "pemanfaatan": """
        export_own_data
        list_activities_of list_butir_of show_history fetch_evidence export_activities list_missed_days judge_missed_day
        list_without_plan list_pembinaan hold_pembinaan answer_pembinaan close_pembinaan
    """,
    "pemeliharaan": """
        record_outage list_outages show_ledger confirm_outage give_feedback open_ticket list_tickets answer_ticket
        close_ticket keep_reference list_references list_messages read_message read_audit list_acts read_own_audit
        show_operations replay_parked trace_receipt
    """,
}
