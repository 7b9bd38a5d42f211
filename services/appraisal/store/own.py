"""What appraisal keeps of a person, part by part; `Parts` of chassis/owndata.py."""

from __future__ import annotations

from chassis.owndata import Parts, own

OWN: Parts = {
    "pegawai": own("pegawai"),
    # what the penilai keeps back is not theirs before it is released (KON P38(2))
    "penilaian": "SELECT t.* FROM appraisal t WHERE t.tenant = :tenant AND t.asn_id = :me AND t.tahun = :tahun"
    " AND t.state <> 'signed'",
    "keberatan": own("keberatan", "tahun"),
    "segmen": own("segmen", "tahun"),
    "bulan": own("bulan", "periode"),
    "ide": own("ide", "tahun"),
    # the sealed box is nobody's, not theirs either
    "survei": "SELECT t.tahun, t.mulai, t.sampai, t.state, t.n_rekan, t.n_bawahan, t.nilai, t.rekan, t.bawahan"
    " FROM survei t WHERE t.tenant = :tenant AND t.asn_id = :me AND t.tahun = :tahun",
    "undangan_survei": "SELECT t.undangan_id, t.kelompok, t.state, t.kali FROM undangan_survei t"
    " WHERE t.tenant = :tenant AND t.asn_id = :me AND t.state <> 'reserve'",
    "pemantauan": own("pemantauan", "tahun"),
    "bimbingan": own("bimbingan", "tahun"),
    # a consideration is theirs once it was proposed
    "pertimbangan": "SELECT s.tanggal, p.value ->> 'perkara' AS perkara, p.value ->> 'isi' AS isi FROM sidang s"
    " CROSS JOIN jsonb_array_elements(s.putusan) p WHERE s.tenant = :tenant AND s.state = 'proposed'"
    " AND p.value ->> 'asn_id' = CAST(CAST(:me AS uuid) AS text)"
    " AND s.tanggal BETWEEN :first AND :last",
    "tindak_lanjut": own("tindak_lanjut", "tahun"),
}
