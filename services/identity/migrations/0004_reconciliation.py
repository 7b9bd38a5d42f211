"""The yearly reconciliation with SIASN, and the reports of the PD."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0004"
down_revision = "0003"

TABLES = """
CREATE TABLE tahun_data (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    reconciled_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by uuid,
    PRIMARY KEY (tenant, tahun)
);
CREATE TABLE selisih (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    nip text NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('added', 'changed', 'removed', 'refused')),
    rincian text NOT NULL,
    jawaban text,
    dijawab_oleh uuid,
    PRIMARY KEY (tenant, tahun, nip)
);
CREATE TABLE laporan_unit (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    opd text NOT NULL,
    oleh uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant, tahun, opd)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "tahun_data", "selisih", "laporan_unit")
