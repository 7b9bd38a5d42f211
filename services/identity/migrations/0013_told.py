"""Reports of PD and teams are told: each has versions, from 1 with the first that is told."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0013"
down_revision = "0012"

CHANGES = """
ALTER TABLE laporan_unit ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE tim ADD COLUMN version integer NOT NULL DEFAULT 0
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
