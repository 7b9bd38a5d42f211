"""What reporting keeps of a person, part by part; `Parts` of chassis/owndata.py."""

from __future__ import annotations

from chassis.owndata import Parts, own

OWN: Parts = {
    "pegawai": own("pegawai"),
    "bulan": own("bulan", "periode"),
    "bulan_berjalan": own("bulan_berjalan", "periode"),
    "nilai": own("nilai", "tahun"),
    "slip": own("slip", "periode"),
    "catatan": own("catatan", "tanggal"),
    # whose hands the own data went into, and for what
    "dilepas": "SELECT t.pelepasan_id, t.ke, t.pada, t.baris, l.pihak, l.tujuan, a.data, a.bulan"
    " FROM pengambilan_orang t"
    " JOIN pelepasan l ON l.tenant = t.tenant AND l.pelepasan_id = t.pelepasan_id"
    " JOIN pengambilan a ON a.tenant = t.tenant AND a.pelepasan_id = t.pelepasan_id AND a.ke = t.ke"
    " WHERE t.tenant = :tenant AND t.asn_id = :me AND t.pada >= :since AND t.pada < :until ORDER BY t.pada",
    # which systems of others could read the events of everybody, the own ones among them
    "dibaca": "SELECT l.pelepasan_id, b.nama, b.topik, b.dibuka, b.ditutup, l.pihak, l.tujuan FROM pembaca b"
    " JOIN pelepasan l ON l.tenant = b.tenant AND l.pelepasan_id = b.pelepasan_id"
    " WHERE b.tenant = :tenant AND EXISTS (SELECT FROM pegawai p WHERE p.tenant = :tenant AND p.asn_id = :me)"
    " AND b.dibuka < :until AND (b.ditutup IS NULL OR b.ditutup >= :since) ORDER BY b.dibuka",
}
