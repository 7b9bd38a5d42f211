"""Which of the four procedures of KUAN P22 each operation of skp belongs to; docs/procedures.md explains them."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "penginputan": """
        draft_skp edit_skp withdraw_skp discard_skp submit_skp review_skp comment_skp return_skp agree_skp set_skp
        agree_many_skp set_many_skp ratify_many_skp
        ratify_skp propose_addendum agree_addendum refuse_addendum list_addenda list_my_skp list_waiting_skp
        list_without_skp list_parents show_drafting show_initial_input break_down measure_skp confirm_segment
        upload_document deliver_copies list_copies
    """,
    "pemutakhiran": """
        open_change recommend_change list_recommendations request_update take_update_step resync_update list_updates
    """,
    "pemanfaatan": """
        export_own_data
        print_skp show_skp list_skp_of list_subordinates list_comments list_measurements
        print_measurement list_unmeasured list_segments
        fetch_document export_plans
    """,
    "pemeliharaan": """
        read_audit list_acts show_operations replay_parked trace_receipt read_own_audit
    """,
}
