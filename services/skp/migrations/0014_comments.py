"""Notes on a plan that waits, without sending it back."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0014"
down_revision = "0013"

TABLES = """
CREATE TABLE catatan (
    tenant text NOT NULL,
    catatan_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    oleh uuid NOT NULL,
    catatan text NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, catatan_id)
);
CREATE INDEX catatan_skp_id ON catatan (tenant, skp_id)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "skp", "catatan")
