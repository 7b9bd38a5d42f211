"""The whole life of an entry: versions, help by the administrator, receipts, terms, findings, outages, messages."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0002"
down_revision = "0001"

ACTIVITY = """
ALTER TABLE activity ADD COLUMN bukti text, ADD COLUMN jabatan text NOT NULL DEFAULT '',
    ADD COLUMN isi_versi integer NOT NULL DEFAULT 1, ADD COLUMN entered_by uuid, ADD COLUMN viewed_by uuid,
    ADD COLUMN lapse_on date;
ALTER TABLE activity DROP CONSTRAINT activity_state_check;
ALTER TABLE activity ADD CONSTRAINT activity_state_check
    CHECK (state IN ('assisted', 'submitted', 'approved', 'rejected', 'escalated', 'discarded'));
ALTER TABLE pegawai ADD COLUMN jabatan text NOT NULL DEFAULT '', ADD COLUMN unit text NOT NULL DEFAULT '',
    ADD COLUMN peran text[] NOT NULL DEFAULT '{}'
"""
TABLES = """
CREATE TABLE activity_versi (
    tenant text NOT NULL,
    activity_id uuid NOT NULL,
    isi_versi integer NOT NULL,
    oleh uuid NOT NULL,
    isi jsonb NOT NULL,
    at timestamptz NOT NULL,
    alasan text NOT NULL,
    PRIMARY KEY (activity_id, isi_versi, tenant)
);
CREATE TABLE masa_penilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    sebagai text NOT NULL,
    selesai date,
    penilai_id uuid,
    PRIMARY KEY (asn_id, mulai, sebagai, tenant)
);
CREATE INDEX masa_penilai_penilai_id ON masa_penilai (penilai_id);
CREATE TABLE masa_status (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    status text NOT NULL,
    selesai date,
    PRIMARY KEY (asn_id, mulai, status, tenant)
);
CREATE TABLE kunjungan (
    tenant text NOT NULL,
    penilai_id uuid NOT NULL,
    tanggal date NOT NULL,
    PRIMARY KEY (penilai_id, tanggal, tenant)
);
CREATE TABLE bulan_dibuka (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    kali integer NOT NULL,
    sampai date,
    alasan text NOT NULL,
    dokumen text NOT NULL,
    oleh uuid NOT NULL,
    PRIMARY KEY (asn_id, periode, tenant)
);
CREATE TABLE hari_kosong (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    sengaja boolean,
    tanggapan text,
    alasan text,
    penilai_id uuid,
    version integer NOT NULL,
    PRIMARY KEY (asn_id, tanggal, tenant)
);
CREATE TABLE gangguan (
    tenant text NOT NULL,
    gangguan_id uuid NOT NULL,
    mulai timestamptz NOT NULL,
    selesai timestamptz NOT NULL CHECK (selesai > mulai),
    layanan text[] NOT NULL,
    sebab text NOT NULL,
    dicatat_oleh uuid NOT NULL,
    dikonfirmasi_oleh uuid,
    PRIMARY KEY (tenant, gangguan_id)
);
CREATE TABLE pesan (
    tenant text NOT NULL,
    pesan_id uuid NOT NULL,
    kepada uuid,
    peran text,
    opd text,
    dari uuid,
    jenis text NOT NULL,
    isi text NOT NULL,
    tentang text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant, pesan_id)
);
CREATE INDEX pesan_kepada ON pesan (kepada, at);
CREATE INDEX pesan_peran ON pesan (peran, opd, at) WHERE kepada IS NULL;
CREATE TABLE pesan_dibaca (
    tenant text NOT NULL,
    pesan_id uuid NOT NULL,
    oleh uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (pesan_id, oleh, tenant)
)
"""
NEW = (
    "activity_versi", "masa_penilai", "masa_status", "kunjungan", "bulan_dibuka", "hari_kosong", "gangguan", "pesan",
    "pesan_dibaca",
)  # fmt: skip
# Until identity tells the terms anew, the superior and the status known so far hold from the post's first day.
CARRY_OVER = """
ALTER TABLE activity NO FORCE ROW LEVEL SECURITY;
UPDATE activity SET lapse_on = due_on WHERE state = 'submitted';
ALTER TABLE activity FORCE ROW LEVEL SECURITY;
ALTER TABLE pegawai NO FORCE ROW LEVEL SECURITY;
INSERT INTO masa_penilai (tenant, asn_id, mulai, sebagai, penilai_id) SELECT tenant, asn_id, tmt_jabatan,
    CASE WHEN atasan_id IS NULL THEN 'bupati' ELSE 'definitif' END, atasan_id FROM pegawai;
INSERT INTO masa_status (tenant, asn_id, mulai, status) SELECT tenant, asn_id, tmt_jabatan, status FROM pegawai;
ALTER TABLE pegawai FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, ACTIVITY)
    execute_all(op.execute, TABLES)
    execute_all(op.execute, CARRY_OVER)
    open_to_service(op.execute, "activity", *NEW)
