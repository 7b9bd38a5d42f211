"""How many differences with SIASN each person has open, as identity tells."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0012c"
down_revision = "0012b"

TABLES = """
CREATE TABLE selisih_siasn (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    terbuka integer NOT NULL,
    PRIMARY KEY (tenant, asn_id, tahun)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "skp", "selisih_siasn")
