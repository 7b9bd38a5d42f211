"""The audit trail of activity, what its kinds of acts are called, and the own data to take along."""

from __future__ import annotations

from chassis import operating, owndata, trail
from services.activity import store
from services.activity.queries.own import OWN

NAMES = {
    "activities.exported": "aktivitas PD diunduh",
    "activities.read": "aktivitas orang lain dibaca",
    "activity.assisted": "aktivitas diisikan administrator PD",
    "approval.undone": "persetujuan aktivitas dibatalkan",
    "evidence.attached": "bukti dilampirkan",
    "evidence.read": "bukti aktivitas orang lain dibaca",
    "evidence.removed": "bukti dilepas",
    "help.lapsed": "bantuan administrator gugur",
    "import.confirmed": "berkas aktivitas disahkan",
    "import.prepared": "berkas aktivitas disiapkan",
    "month.opened": "bulan dibuka kembali",
    "outage.confirmed": "gangguan dikonfirmasi",
    "outage.recorded": "gangguan dicatat",
    "plans.read": "daftar tanpa rencana dibaca",
}
ROUTES = [*operating.routes(), *trail.routes(NAMES, store.belongs), *owndata.routes("activity", OWN)]
