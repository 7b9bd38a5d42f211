"""What reporting keeps of a person, part by part; `Parts` of chassis/owndata.py."""

from __future__ import annotations

from chassis.owndata import Parts, own

OWN: Parts = {
    "pegawai": own("pegawai"),
    "bulan": own("bulan", "periode"),
    "bulan_berjalan": own("bulan_berjalan", "periode"),
    "nilai": own("nilai", "tahun"),
    "slip": own("slip", "periode"),
}
