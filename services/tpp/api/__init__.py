"""The HTTP side of tpp."""

from chassis import operating, owndata, trail
from services.tpp.api import attendance, budgets, circumstances, lists, policies, runs
from services.tpp.store.own import OWN

# every kind of act that tpp writes to its trail, in Indonesian
NAMES = {
    "slip.read": "slip orang lain dibaca",
    "tpp.attendance_answered": "sanggahan presensi dijawab",
    "tpp.attendance_imported": "berkas presensi diserahkan",
    "tpp.attendance_objected": "presensi sendiri dipersoalkan",
    "tpp.attendance_read": "sanggahan presensi dibaca",
    "tpp.budget_set": "pagu TPP perangkat daerah dicatat",
    "tpp.circumstance_ended": "keadaan yang memengaruhi TPP diakhiri",
    "tpp.circumstance_recorded": "keadaan yang memengaruhi TPP dicatat",
    "tpp.circumstances_read": "keadaan yang memengaruhi TPP dibaca",
    "tpp.policy_confirmed": "kebijakan TPP dikonfirmasi",
    "tpp.policy_loaded": "kebijakan TPP dimuat",
    "tpp.policy_withdrawn": "kebijakan TPP dicabut",
    "tpp.run": "TPP sebulan dihitung",
    "tpp.list_agreed": "daftar pembayaran disetujui kepala perangkat daerah",
    "tpp.list_changed": "daftar pembayaran berubah, persetujuan gugur",
    "tpp.list_exported": "daftar pembayaran diambil",
    "tpp.list_finalized": "daftar pembayaran disahkan",
    "tpp.list_read": "daftar pembayaran sebuah perangkat daerah dibaca",
    "tpp.list_returned": "daftar pembayaran dikembalikan kepala perangkat daerah",
}
ROUTES = [
    *runs.ROUTES,
    *lists.ROUTES,
    *policies.ROUTES,
    *circumstances.ROUTES,
    *attendance.ROUTES,
    *budgets.ROUTES,
    *operating.routes(),
    *trail.routes(NAMES),
    *owndata.routes("tpp", OWN),
]

__all__ = ["NAMES", "ROUTES"]
