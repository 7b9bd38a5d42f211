"""Imports that are applied behind the scenes, and how far they are."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0012"
down_revision = "0011"

CHANGES = """
ALTER TABLE impor DROP CONSTRAINT impor_state_check;
ALTER TABLE impor ADD CONSTRAINT impor_state_check
    CHECK (state IN ('received', 'reading', 'refused', 'prepared', 'applying', 'confirmed'));
ALTER TABLE impor ADD COLUMN rows_applied integer NOT NULL DEFAULT 0
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
