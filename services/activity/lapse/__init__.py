"""What the end of day seven does to entries, and what a new pejabat penilai begins with."""

from services.activity.lapse.excusing import excuse
from services.activity.lapse.rest import settle_rest
from services.activity.lapse.sweep import BATCH, LAPSE, REST, approval_lapse, approve_batch
from services.activity.lapse.terms import PENILAI_BEGINS, arm_new_terms, penilai_begins
from services.activity.outages import store as outages

DEADLINES = {
    LAPSE: approval_lapse,
    BATCH: approve_batch,
    REST: settle_rest,
    PENILAI_BEGINS: penilai_begins,
    outages.EXCUSE: excuse,
}

__all__ = ["DEADLINES", "arm_new_terms"]
