"""What skp keeps of a person, part by part; `Parts` of chassis/owndata.py."""

from __future__ import annotations

from chassis.owndata import Parts, own

_OF_PLANS = """
SELECT t.* FROM {table} t JOIN skp s ON s.tenant = t.tenant AND s.skp_id = t.skp_id
WHERE t.tenant = :tenant AND s.asn_id = :me AND s.tahun = :tahun ORDER BY s.mulai, s.versi, t.skp_id
"""
OWN: Parts = {
    "pegawai": own("pegawai"),
    "atasan": own("masa_penilai"),
    "skp": own("skp", "tahun"),
    "catatan": _OF_PLANS.format(table="catatan"),
    "adendum": _OF_PLANS.format(table="addendum"),
    "rekomendasi": _OF_PLANS.format(table="rekomendasi"),
    "pengukuran": _OF_PLANS.format(table="pengukuran"),
    "realisasi": _OF_PLANS.format(table="realisasi"),
    "dokumen": own("dokumen", "uploaded_at"),
    "pemutakhiran": own("pemutakhiran", "requested_at"),
    "salinan": own("salinan", "opened_at"),
    "selisih_siasn": own("selisih_siasn", "tahun"),
}
