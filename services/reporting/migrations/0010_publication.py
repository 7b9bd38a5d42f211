"""A recap is acknowledged by the head of BKPP or BKPSDM, and then published once (KUAN P29)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0010"
down_revision = "0001z"

TABLES = """
CREATE TABLE publikasi (
    tenant text NOT NULL,
    periode text NOT NULL,
    diketahui_oleh uuid NOT NULL,
    diketahui_pada timestamptz NOT NULL,
    isi jsonb,
    oleh uuid,
    PRIMARY KEY (tenant, periode),
    CHECK ((isi IS NULL) = (oleh IS NULL))
);
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "reporting", "publikasi")
