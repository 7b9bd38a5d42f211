"""The HTTP side of appraisal."""

from __future__ import annotations

from chassis import operating, owndata, trail
from services.appraisal.api import followups, judging, monitoring, objections, papers, reports, sessions, surveys
from services.appraisal.store.own import OWN

# every kind of act that appraisal writes to its trail, in Indonesian
NAMES = {
    "appraisal.handed_over": "serah terima penilaian dicatat",
    "appraisal.substituted": "penilaian ditetapkan oleh atasan pejabat penilai",
    "appraisals.read": "penilaian bawahan dibaca",
    "distribution.explained": "alasan distribusi predikat dicatat",
    "evaluation.printed": "dokumen evaluasi kinerja dicetak",
    "followup.moved": "tindak lanjut diproses",
    "followups.read": "daftar tindak lanjut dibaca",
    "guidance.assigned": "bimbingan kinerja ditugaskan",
    "guidance.read": "bimbingan kinerja dibaca",
    "guidance.recorded": "bimbingan kinerja dicatat",
    "guidance.reported": "hasil bimbingan kinerja dilaporkan",
    "idea.decided": "ide baru ditetapkan atau ditolak",
    "idea.recommended": "ide baru direkomendasikan",
    "ideas.read": "daftar ide baru dibaca",
    "monitoring.handled": "sebab dan tindakan atas penyimpangan dicatat",
    "monitoring.read": "pemantauan kinerja dibaca",
    "monitoring.recorded": "pemantauan kinerja dicatat",
    "objection.asked": "penjelasan atas keberatan diminta",
    "objection.decided": "keberatan diputuskan",
    "objection.explained": "penjelasan atas keberatan disampaikan",
    "objection.filed": "keberatan diajukan",
    "objection.read": "keberatan dibaca",
    "papers.read": "daftar dokumen penilaian yang menunggu dibaca",
    "priorities.read": "daftar prioritas pengembangan dibaca",
    "ranking.proposed": "peringkat kinerja diusulkan",
    "ranking.read": "peringkat kinerja dibaca",
    "ranking.set": "peringkat kinerja ditetapkan",
    "report.forwarded": "laporan penilaian diteruskan",
    "report.read": "laporan penilaian dibaca",
    "report.submitted": "laporan penilaian diajukan",
    "session.considered": "pertimbangan Tim Penilai dicatat",
    "session.convened": "sidang Tim Penilai dipanggil",
    "session.opened": "sidang Tim Penilai dibuka",
    "session.proposed": "pertimbangan Tim Penilai diusulkan",
    "session.recorded": "berita acara sidang dicatat",
    "sessions.read": "sidang Tim Penilai dibaca",
    "survey.closed": "survei perilaku ditutup",
    "survey.opened": "survei perilaku dibuka",
}
ROUTES = [
    *judging.ROUTES, *papers.ROUTES, *objections.ROUTES, *followups.ROUTES, *reports.ROUTES, *surveys.ROUTES,
    *monitoring.ROUTES, *sessions.ROUTES,
    *operating.routes(),
    *trail.routes(NAMES), *owndata.routes("appraisal", OWN),
]  # fmt: skip
