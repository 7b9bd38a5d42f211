"""Monitoring of running SKPs and bimbingan (KON P18, P21, P22, P24(1))."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0010"
down_revision = "0009"

CHANGES = """
CREATE TABLE pemantauan (
    tenant text NOT NULL,
    pemantauan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    semester integer NOT NULL CHECK (semester IN (1, 2)),
    tanggal date NOT NULL,
    oleh uuid,
    cara text NOT NULL CHECK (cara IN ('elektronik', 'non_elektronik')),
    dokumen text NOT NULL,
    rencana integer NOT NULL,
    capaian integer NOT NULL,
    catatan text NOT NULL,
    state text NOT NULL CHECK (state IN ('on_track', 'deviating', 'handled', 'missed')),
    sebab text NOT NULL,
    tindakan text NOT NULL,
    percepatan date,
    pembimbing uuid,
    surat_tugas text NOT NULL,
    PRIMARY KEY (tenant, pemantauan_id)
);
CREATE INDEX pemantauan_asn_id ON pemantauan (tenant, asn_id, tahun);
CREATE INDEX pemantauan_pembimbing ON pemantauan (tenant, pembimbing) WHERE pembimbing IS NOT NULL;
CREATE TABLE bimbingan (
    tenant text NOT NULL,
    bimbingan_id uuid NOT NULL,
    sesi_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    pemantauan_id uuid NOT NULL,
    tahun integer NOT NULL,
    tanggal date NOT NULL,
    bentuk text NOT NULL CHECK (bentuk IN ('individual', 'kelompok')),
    oleh uuid NOT NULL,
    surat_tugas text NOT NULL,
    proses text NOT NULL,
    kompetensi text NOT NULL,
    hasil text NOT NULL,
    reported_on date,
    kepada uuid,
    PRIMARY KEY (tenant, bimbingan_id)
);
CREATE INDEX bimbingan_asn_id ON bimbingan (tenant, asn_id, tahun);
ALTER TABLE appraisal NO FORCE ROW LEVEL SECURITY;
ALTER TABLE deadline NO FORCE ROW LEVEL SECURITY;
INSERT INTO deadline (id, tenant, kind, subject, due_at, payload)
SELECT gen_random_uuid(), tenant, 'monitoring_due', appraisal_id::text,
    make_timestamptz(tahun + 1, 1, 1, 0, 0, 0, 'Asia/Jakarta'), '{"semester": 2}' FROM appraisal WHERE state = 'opened';
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
ALTER TABLE appraisal FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "appraisal", "pemantauan", "bimbingan")
