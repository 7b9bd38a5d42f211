"""Versions, segments, ratification, addenda, documents, updates of data."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0002"
down_revision = "0001"

CHANGES = """
ALTER TABLE pegawai ADD COLUMN unit text NOT NULL DEFAULT '', ADD COLUMN jabatan text NOT NULL DEFAULT '',
    ADD COLUMN nip text NOT NULL DEFAULT '', ADD COLUMN golongan text NOT NULL DEFAULT '',
    ADD COLUMN memimpin_unit boolean NOT NULL DEFAULT false, ADD COLUMN tmt_jabatan date NOT NULL DEFAULT '2019-11-01';
ALTER TABLE skp DROP CONSTRAINT skp_state_check;
ALTER TABLE skp ADD CONSTRAINT skp_state_check
    CHECK (state IN ('draft', 'submitted', 'reviewed', 'agreed', 'approved', 'set', 'closed'));
ALTER TABLE skp DROP CONSTRAINT skp_tenant_asn_id_tahun_mulai_key;
ALTER TABLE skp ADD COLUMN versi integer NOT NULL DEFAULT 1, ADD COLUMN perubahan_dari uuid,
    ADD COLUMN sebab text NOT NULL DEFAULT '', ADD COLUMN reviewed_at timestamptz, ADD COLUMN agreed_at timestamptz,
    ADD COLUMN ratified_by uuid, ADD COLUMN peserta text NOT NULL DEFAULT '';
ALTER TABLE skp ADD CONSTRAINT skp_tenant_asn_id_tahun_mulai_versi_key UNIQUE (tenant, asn_id, tahun, mulai, versi)
"""
TABLES = """
CREATE TABLE addendum (
    tenant text NOT NULL,
    addendum_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    butir jsonb NOT NULL,
    agreed_at timestamptz,
    PRIMARY KEY (tenant, addendum_id)
);
CREATE TABLE dokumen (
    tenant text NOT NULL,
    dokumen_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('sk', 'surat', 'bukti', 'lainnya')),
    nama text NOT NULL,
    tipe text NOT NULL,
    bytes integer NOT NULL,
    sha256 text NOT NULL,
    ditandatangani_oleh uuid,
    uploaded_by uuid NOT NULL,
    uploaded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, dokumen_id)
);
CREATE INDEX dokumen_asn_id ON dokumen (asn_id);
CREATE TABLE pemutakhiran (
    tenant text NOT NULL,
    pemutakhiran_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    uraian text NOT NULL,
    dokumen_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('diminta', 'diverifikasi', 'diklarifikasi', 'disinkronkan', 'divalidasi')),
    requested_at timestamptz NOT NULL,
    due_on date NOT NULL,
    overdue boolean NOT NULL DEFAULT false,
    langkah jsonb NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, pemutakhiran_id)
);
CREATE TABLE hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL,
    PRIMARY KEY (tenant, tanggal)
)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "skp", "addendum", "dokumen", "pemutakhiran", "hari_libur")
