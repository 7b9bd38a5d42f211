"""The HTTP side of reporting."""

from chassis import operating, owndata, trail
from services.reporting.api import dashboards, exports, letters, recaps, releases
from services.reporting.store.own import OWN
from services.reporting.store.people import belongs

# every kind of act that reporting writes to its trail, in Indonesian
NAMES = {
    "recap.acknowledged": "rekapitulasi diketahui",
    "recap.published": "rekapitulasi diterbitkan",
    "export.requested": "ekspor diminta",
    "export.taken": "ekspor diambil",
    "export.deleted": "berkas ekspor dihapus",
    "letter.sent": "rencana atau laporan dikirim",
    "letter.forwarded": "rencana atau laporan diteruskan",
    "letter.received": "rencana atau laporan diterima",
    "release.requested": "pelepasan data dimohon",
    "release.consented": "pelepasan data disetujui",
    "release.coordinated": "pelepasan data dikoordinasikan",
    "release.objected": "keberatan atas pelepasan data",
    "release.revoked": "pelepasan data dicabut",
    "release.ended": "pelepasan data berakhir",
    "release.taken": "data sebuah perangkat daerah dilepas",
    "reader.let_in": "sistem pihak luar mulai dapat membaca",
    "reader.read": "sistem pihak luar membaca",
    "reader.shut_out": "sistem pihak luar tidak dapat membaca lagi",
}
ROUTES = [
    *recaps.ROUTES,
    *dashboards.ROUTES,
    *releases.ROUTES,
    *letters.ROUTES,
    *exports.ROUTES,
    *operating.routes(),
    *trail.routes(NAMES, belongs),
    *owndata.routes("reporting", OWN),
]

__all__ = ["NAMES", "ROUTES"]
