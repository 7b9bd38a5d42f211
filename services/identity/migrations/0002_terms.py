"""Effective dates: who is whose superior, who acts for whom, which status, which post, each from when to when."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0002"
down_revision = "0001"

TABLES = """
CREATE TABLE hubungan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    penilai_id uuid,
    sebagai text NOT NULL CHECK (sebagai IN ('definitif', 'bupati', 'kosong')),
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, asn_id, mulai)
);
CREATE INDEX hubungan_penilai_id ON hubungan (penilai_id);
CREATE TABLE pelimpahan (
    tenant text NOT NULL,
    pelimpahan_id uuid NOT NULL,
    pejabat_id uuid NOT NULL,
    pelaksana_id uuid NOT NULL,
    sebagai text NOT NULL CHECK (sebagai IN ('plt', 'plh')),
    mulai date NOT NULL,
    selesai date NOT NULL CHECK (selesai >= mulai),
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, pelimpahan_id)
);
CREATE INDEX pelimpahan_pejabat_id ON pelimpahan (pejabat_id);
CREATE TABLE masa_status (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    selesai date CHECK (selesai >= mulai),
    status text NOT NULL,
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, asn_id, mulai, status)
);
CREATE TABLE penempatan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    mulai date NOT NULL,
    jabatan text NOT NULL,
    jenis_jabatan text NOT NULL,
    kelas_jabatan integer NOT NULL,
    opd text NOT NULL,
    unit text NOT NULL,
    memimpin_unit boolean NOT NULL,
    sk text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, asn_id, mulai)
);
"""
ROLES = """
ALTER TABLE peran ADD COLUMN syarat jsonb NOT NULL DEFAULT '{}', ADD COLUMN mulai date NOT NULL DEFAULT '2019-11-01',
    ADD COLUMN selesai date;
ALTER TABLE peran ALTER COLUMN mulai DROP DEFAULT, ALTER COLUMN syarat DROP DEFAULT
"""
# What the import said until now holds from the day each person took up the post.
CARRY_OVER = """
ALTER TABLE pegawai NO FORCE ROW LEVEL SECURITY;
INSERT INTO hubungan SELECT p.tenant, p.asn_id, p.tmt_jabatan, a.asn_id,
    CASE WHEN a.asn_id IS NULL THEN 'bupati' ELSE 'definitif' END, 'impor', 'system:migration', clock_timestamp()
FROM pegawai p LEFT JOIN pegawai a ON a.tenant = p.tenant AND a.nip = p.nip_atasan;
INSERT INTO masa_status SELECT tenant, asn_id, tmt_jabatan, NULL, status, 'impor', 'system:migration',
    clock_timestamp() FROM pegawai;
INSERT INTO penempatan SELECT tenant, asn_id, tmt_jabatan, jabatan, jenis_jabatan, kelas_jabatan, opd, unit,
    memimpin_unit, 'impor', 'system:migration', clock_timestamp() FROM pegawai;
ALTER TABLE pegawai FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    execute_all(op.execute, ROLES)
    execute_all(op.execute, CARRY_OVER)
    open_to_service(op.execute, "identity", "hubungan", "pelimpahan", "masa_status", "penempatan")
