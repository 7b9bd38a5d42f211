"""A session says under which status of who is in service no more it was opened; empty: in service."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0031"
down_revision = "0019"

CHANGES = """
ALTER TABLE sesi ADD COLUMN status text NOT NULL DEFAULT ''
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
