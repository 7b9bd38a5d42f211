"""How many differences with SIASN each person has open, as it was told."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0014"
down_revision = "0013"

TABLES = """
CREATE TABLE selisih_pegawai (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    asn_id uuid NOT NULL,
    terbuka integer NOT NULL CHECK (terbuka >= 0),
    version integer NOT NULL,
    PRIMARY KEY (tenant, tahun, asn_id)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "selisih_pegawai")
