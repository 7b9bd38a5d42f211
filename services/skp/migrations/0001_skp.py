"""The SKP, its butir, its measurements, and the people it concerns."""

from alembic import op

from chassis.plumbing import create_plumbing, execute_all, open_to_service

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    opd text NOT NULL,
    atasan_id uuid,
    jenis_jabatan text NOT NULL,
    status text NOT NULL,
    validated boolean NOT NULL,
    peran text[] NOT NULL,
    PRIMARY KEY (tenant, asn_id)
);
CREATE INDEX pegawai_atasan_id ON pegawai (tenant, atasan_id);
CREATE TABLE skp (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL CHECK (selesai >= mulai),
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'reviewed', 'agreed', 'set')),
    content jsonb NOT NULL,
    pembahasan text NOT NULL DEFAULT '',
    reviewer_id uuid,
    agreed_owner boolean NOT NULL DEFAULT false,
    agreed_penilai boolean NOT NULL DEFAULT false,
    set_by uuid,
    set_at timestamptz,
    late boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, skp_id),
    UNIQUE (tenant, asn_id, tahun, mulai)
);
CREATE TABLE realisasi (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    butir_id uuid NOT NULL,
    jumlah integer NOT NULL CHECK (jumlah BETWEEN 0 AND 1000000),
    bukti text NOT NULL,
    measured_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, skp_id, butir_id)
);
"""


def upgrade() -> None:
    create_plumbing(op.execute, "skp")
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "skp", "pegawai", "skp", "realisasi")
