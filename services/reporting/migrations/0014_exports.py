"""Exports are jobs: asked for, made PD by PD, kept for some days in pieces that can be fetched one by one."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0014"
down_revision = "0013"

TABLES = """
CREATE TABLE ekspor (
    tenant text NOT NULL,
    ekspor_id uuid NOT NULL,
    jenis text NOT NULL,
    periode text NOT NULL,
    bentuk text NOT NULL CHECK (bentuk IN ('csv', 'xlsx')),
    tujuan text NOT NULL,
    opd text[] NOT NULL,
    dibuat integer NOT NULL,
    baris integer NOT NULL,
    ukuran bigint NOT NULL,
    sha256 text NOT NULL,
    keadaan text NOT NULL CHECK (keadaan IN ('dibuat', 'siap', 'dihapus')),
    oleh uuid NOT NULL,
    pada timestamptz NOT NULL,
    sampai timestamptz,
    PRIMARY KEY (tenant, ekspor_id)
);
CREATE INDEX ekspor_oleh ON ekspor (tenant, oleh, pada);
CREATE TABLE ekspor_bagian (
    tenant text NOT NULL,
    ekspor_id uuid NOT NULL,
    ke integer NOT NULL,
    mulai bigint NOT NULL,
    isi bytea NOT NULL,
    PRIMARY KEY (tenant, ekspor_id, ke)
);
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "reporting", "ekspor", "ekspor_bagian")
