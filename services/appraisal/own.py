"""What appraisal keeps of a person, part by part; `Parts` of chassis/owndata.py."""

from __future__ import annotations

from chassis.owndata import Parts, own

OWN: Parts = {
    "pegawai": own("pegawai"),
    "penilaian": own("appraisal", "tahun"),
    "segmen": own("segmen", "tahun"),
    "bulan": own("bulan", "periode"),
    "ide": own("ide", "tahun"),
    "tindak_lanjut": own("tindak_lanjut", "tahun"),
}
