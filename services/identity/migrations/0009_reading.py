"""Imports that are read behind the scenes: the file, what was judged of it, and how far it is."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0009"
down_revision = "0008"

CHANGES = """
ALTER TABLE impor DROP CONSTRAINT impor_state_check;
ALTER TABLE impor ADD CONSTRAINT impor_state_check
    CHECK (state IN ('received', 'reading', 'refused', 'prepared', 'confirmed'));
ALTER TABLE impor ADD COLUMN berkas bytea, ADD COLUMN unfinished bytea, ADD COLUMN alasan text NOT NULL DEFAULT '',
    ADD COLUMN rows_read integer NOT NULL DEFAULT 0, ADD COLUMN rows_total integer NOT NULL DEFAULT 0
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
