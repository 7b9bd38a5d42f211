"""What activity keeps of a person, part by part; `Parts` of chassis/owndata.py."""

from __future__ import annotations

from chassis.owndata import Parts, own

_OF_ENTRIES = """
SELECT t.* FROM {table} t JOIN activity a ON a.tenant = t.tenant AND a.activity_id = t.activity_id
WHERE t.tenant = :tenant AND a.asn_id = :me AND a.tanggal BETWEEN :first AND :last ORDER BY a.tanggal, t.activity_id
"""
OWN: Parts = {
    "pegawai": own("pegawai"),
    "atasan": own("masa_penilai"),
    "status": own("masa_status"),
    "kinerja": own("butir"),
    "aktivitas": own("activity", "tanggal"),
    "versi_aktivitas": _OF_ENTRIES.format(table="activity_versi"),
    "bukti": _OF_ENTRIES.format(table="lampiran"),
    "draf": own("draf"),
    "rencana": own("rencana", "mulai"),
    "hari_kosong": own("hari_kosong", "tanggal"),
    "pembinaan": own("pembinaan", "tanggal"),
    "bulan": own("bulan_terukur", "periode"),
    "bulan_dibuka": own("bulan_dibuka", "periode"),
    "pesan": own("pesan", "at", who="kepada"),
    "tiket": own("tiket", "opened_at"),
    "impor": own("impor", "prepared_at", who="oleh"),
}
