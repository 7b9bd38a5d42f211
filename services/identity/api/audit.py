"""The audit trail of identity, what its kinds of acts are called, and the own data to take along."""

from __future__ import annotations

from chassis import operating, owndata, trail
from services.identity import store
from services.identity.queries.own import OWN

NAMES = {
    "account.activated": "akun diaktifkan",
    "account.blocked": "akun dibekukan",
    "account.bootstrapped": "akun awal dipasang",
    "account.closed": "akun awal ditutup",
    "account.expired": "akun tenaga luar berakhir",
    "account.external": "akun tenaga luar dibuka",
    "account.suspended": "akun ditangguhkan",
    "calendar.set": "kalender diubah",
    "decree.withdrawn": "catatan kepegawaian ditarik",
    "delegation.ended": "Plt/Plh diakhiri lebih awal",
    "difference.resolved": "selisih data dijawab",
    "import.confirmed": "impor data pegawai disahkan",
    "import.discarded": "impor data pegawai dibatalkan",
    "import.prepared": "impor data pegawai disiapkan",
    "import.received": "berkas data pegawai diterima",
    "keys.rotated": "kunci tanda tangan diganti",
    "password.changed": "kata kunci diganti",
    "password.reset": "kata kunci diatur ulang",
    "nip.changed": "NIP diganti",
    "opd.set": "OPD atau unit ditetapkan",
    "penilai.delegated": "Plt/Plh ditunjuk",
    "penilai.set": "pejabat penilai ditetapkan",
    "person.read": "data seorang pegawai dibaca",
    "post.set": "jabatan ditetapkan",
    "proposal.discarded": "usul dibatalkan",
    "raters.read": "daftar rekan dan bawahan dibaca",
    "reconciliation.made": "rekonsiliasi data dilakukan",
    "reset.confirmed": "usul atur ulang akun disetujui",
    "reset.proposed": "atur ulang akun diusulkan",
    "role.granted": "peran diberikan",
    "role.lost": "peran berakhir karena pindah jabatan",
    "role.proposed": "pemberian peran diusulkan",
    "role.revoked": "peran dicabut",
    "roles.read": "daftar pemegang peran dibaca",
    "roster.read": "daftar pegawai dibaca",
    "session.reused": "token sesi dipakai dua kali",
    "session.revoked": "sesi diakhiri",
    "status.set": "status pegawai ditetapkan",
    "team.formed": "Tim Penilai Kinerja dibentuk",
    "team.member_replaced": "anggota Tim Penilai Kinerja diganti",
    "totp.enrolled": "kode kedua didaftarkan",
    "totp.recovery_made": "kode pemulihan dibuat",
    "totp.recovery_used": "kode pemulihan dipakai untuk masuk",
    "training.recorded": "pelatihan dicatat",
    "year.closed": "data tahun ditutup",
}
ROUTES = [*operating.routes(), *trail.routes(NAMES, store.belongs), *owndata.routes_at_once("identity", OWN)]
