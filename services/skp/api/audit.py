"""The audit trail of skp, what its kinds of acts are called, and the own data to take along."""

from __future__ import annotations

from chassis import operating, owndata, trail
from services.skp import store
from services.skp.queries.own import OWN

NAMES = {
    "addenda.read": "daftar adendum dibaca",
    "copies.delivered": "salinan dokumen diserahkan",
    "copies.read": "daftar salinan dibaca",
    "document.read": "dokumen orang lain dibaca",
    "document.uploaded": "dokumen diunggah",
    "initial_input.read": "laporan pengisian awal dibaca",
    "late_skp.read": "daftar yang belum ber-SKP dibaca",
    "recommendations.read": "daftar rekomendasi perubahan SKP dibaca",
    "skp.change_opened": "perubahan SKP dibuka",
    "skp.change_recommended": "perubahan SKP direkomendasikan",
    "skp.exported": "SKP PD diunduh",
    "segments.read": "daftar segmen SKP dibaca",
    "skp.segment_closed": "segmen SKP ditutup",
    "skp.read": "SKP orang lain dibaca",
    "unmeasured_skp.read": "daftar SKP yang belum diukur dibaca",
    "subordinates_skp.read": "daftar SKP bawahan dibaca",
    "superior_skp.read": "kinerja atasan dibaca untuk menurunkan kinerja sendiri",
    "updates.read": "daftar pemutakhiran dibaca",
    "waiting_skp.read": "daftar SKP yang menunggu dibaca",
}
ROUTES = [*operating.routes(), *trail.routes(NAMES, store.belongs), *owndata.routes("skp", OWN)]
