"""The HTTP side of appraisal."""

from __future__ import annotations

from chassis import owndata, trail
from services.appraisal.api import followups, judging, objections, papers
from services.appraisal.store.own import OWN

# every kind of act that appraisal writes to its trail, in Indonesian
NAMES = {
    "appraisal.handed_over": "serah terima penilaian dicatat",
    "appraisal.substituted": "penilaian ditetapkan oleh atasan pejabat penilai",
    "appraisals.read": "penilaian bawahan dibaca",
    "followup.moved": "tindak lanjut diproses",
    "followups.read": "daftar tindak lanjut dibaca",
    "idea.decided": "ide baru ditetapkan atau ditolak",
    "idea.recommended": "ide baru direkomendasikan",
    "ideas.read": "daftar ide baru dibaca",
    "objection.asked": "penjelasan atas keberatan diminta",
    "objection.decided": "keberatan diputuskan",
    "objection.explained": "penjelasan atas keberatan disampaikan",
    "objection.filed": "keberatan diajukan",
    "objection.read": "keberatan dibaca",
    "papers.read": "daftar dokumen penilaian yang menunggu dibaca",
}
ROUTES = [
    *judging.ROUTES, *papers.ROUTES, *objections.ROUTES, *followups.ROUTES, *trail.routes(NAMES),
    *owndata.routes("appraisal", OWN),
]  # fmt: skip
