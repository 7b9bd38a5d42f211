"""What identity keeps of a person, part by part; `Parts` of chassis/owndata.py. No secret is among it."""

from __future__ import annotations

from chassis.owndata import Parts, own

ACCOUNT = "t.account_id, t.login, t.state, t.must_change, t.changed_at, t.totp_confirmed"
SESSION = "t.sesi_id, t.opened_at, t.expires_at, t.revoked_at, t.ended_at"
PROPOSAL = "t.usul_id, t.jenis, t.alasan, t.state, t.diusulkan_oleh, t.diusulkan_at, t.diputus_oleh, t.diputus_at"
_TRAINED = """
SELECT p.pelatihan_id, p.jenis, p.peran, p.tanggal, p.materi, t.opd FROM peserta_pelatihan t
JOIN pelatihan p ON p.tenant = t.tenant AND p.pelatihan_id = t.pelatihan_id
WHERE t.tenant = :tenant AND t.asn_id = :me ORDER BY p.tanggal
"""
OWN: Parts = {
    "pegawai": own("pegawai"),
    "jabatan": own("penempatan"),
    "status": own("masa_status"),
    "atasan": own("hubungan"),
    "pelimpahan": own("pelimpahan", who="pejabat_id"),
    "pelimpahan_sebagai_pelaksana": own("pelimpahan", who="pelaksana_id"),
    "peran": own("peran", who="account_id"),
    "tim_penilai": own("anggota_tim"),
    "pelatihan": _TRAINED,
    "selisih_siasn": own("selisih_pegawai"),
    "nip_lama": own("nip_lama"),
    "akun": own("account", who="account_id", columns=ACCOUNT),
    "sesi": own("sesi", who="account_id", columns=SESSION),
    "usul": own("usul", who="account_id", columns=PROPOSAL),
}
