"""What tpp keeps of a person, part by part; `Parts` of chassis/owndata.py."""

from __future__ import annotations

from chassis.owndata import Parts, own

_BEFORE = """
SELECT t.* FROM slip_lama t JOIN slip s ON s.tenant = t.tenant AND s.slip_id = t.slip_id
WHERE t.tenant = :tenant AND s.asn_id = :me AND s.periode LIKE CAST(CAST(:tahun AS int) AS text) || '-%'
ORDER BY s.periode, t.version
"""
OWN: Parts = {
    "pegawai": own("pegawai"),
    "slip": own("slip", "periode"),
    "slip_lama": _BEFORE,
    "daftar_baris": own("daftar_baris", "periode"),
    "bulan": own("bulan", "periode"),
    "temuan": own("temuan", "tanggal"),
    "nilai": own("nilai", "tahun"),
    "keadaan_pegawai": own("keadaan_pegawai"),
    "presensi": own("presensi", "tanggal"),
    "presensi_lama": own("presensi_lama", "tanggal"),
    "sanggahan_presensi": own("sanggahan_presensi", "tanggal"),
}
