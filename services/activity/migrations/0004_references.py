"""Reference lists of a PD, and people's own plans by period."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0004"
down_revision = "0003"

TABLES = """
CREATE TABLE rujukan (
    tenant text NOT NULL,
    rujukan_id uuid NOT NULL,
    opd text NOT NULL,
    nama text NOT NULL,
    satuan text NOT NULL,
    aktif boolean NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, rujukan_id)
);
CREATE TABLE rencana (
    tenant text NOT NULL,
    rencana_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL CHECK (periode IN ('harian', 'mingguan', 'bulanan', 'triwulanan', 'semesteran', 'tahunan')),
    mulai date NOT NULL,
    butir_id uuid NOT NULL,
    uraian text NOT NULL,
    jumlah integer NOT NULL CHECK (jumlah BETWEEN 0 AND 1000000),
    PRIMARY KEY (tenant, rencana_id),
    UNIQUE (tenant, asn_id, periode, mulai, butir_id)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "activity", "rujukan", "rencana")
