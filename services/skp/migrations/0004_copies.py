"""Copies of documents that must be with the penilai on a day, and whether they are."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0004"
down_revision = "0003"

TABLES = """
CREATE TABLE salinan (
    tenant text NOT NULL,
    salinan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    pemicu text NOT NULL CHECK (pemicu IN ('awal_tahun', 'pindah')),
    sejak date NOT NULL,
    kepada uuid,
    due_on date NOT NULL,
    opened_at timestamptz NOT NULL,
    delivered_at timestamptz,
    late boolean NOT NULL DEFAULT false,
    overdue boolean NOT NULL DEFAULT false,
    dokumen uuid[] NOT NULL DEFAULT '{}',
    version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, salinan_id),
    UNIQUE (tenant, asn_id, pemicu, sejak)
);
CREATE INDEX salinan_due_on ON salinan (tenant, due_on)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "skp", "salinan")
