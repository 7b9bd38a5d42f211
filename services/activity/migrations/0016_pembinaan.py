"""The record of pembinaan that a finding of a deliberate missed day opens (KUAN P31(1))."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0016"
down_revision = "0015"

TABLES = """
CREATE TABLE pembinaan (
    tenant text NOT NULL,
    pembinaan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    penilai_id uuid NOT NULL,
    alasan text NOT NULL,
    dibuka_at timestamptz NOT NULL,
    PRIMARY KEY (pembinaan_id, tenant)
);
CREATE INDEX pembinaan_asn_id_tanggal ON pembinaan (asn_id, tanggal)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "activity", "pembinaan")
