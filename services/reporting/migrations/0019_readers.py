"""Systems of outside parties that read events under a release: let in, what they have read, shut out (KUAN P26(2))."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0019"
down_revision = "0018"

CHANGES = """
ALTER TABLE pelepasan ADD COLUMN topik text[] NOT NULL DEFAULT '{}';
CREATE TABLE pembaca (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    nama text NOT NULL,
    dibuka timestamptz NOT NULL,
    topik text[] NOT NULL,
    ditutup timestamptz,
    sebab text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, pelepasan_id, nama, dibuka)
);
CREATE UNIQUE INDEX pembaca_terbuka ON pembaca (tenant, nama) WHERE ditutup IS NULL;
CREATE TABLE pembacaan (
    tenant text NOT NULL,
    pelepasan_id uuid NOT NULL,
    nama text NOT NULL,
    topik text NOT NULL,
    partisi integer NOT NULL,
    dari bigint NOT NULL,
    sampai bigint NOT NULL CHECK (sampai > dari),
    pada timestamptz NOT NULL,
    PRIMARY KEY (tenant, pelepasan_id, nama, topik, partisi, sampai)
);
"""
LOG = "REVOKE UPDATE, DELETE ON pembacaan FROM reporting_app"


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "reporting", "pembaca", "pembacaan")
    op.execute(LOG)
