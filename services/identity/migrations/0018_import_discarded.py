"""A prepared import may be thrown away: nobody confirms an old file by mistake."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0018"
down_revision = "0017"

CHANGES = """
ALTER TABLE impor DROP CONSTRAINT impor_state_check;
ALTER TABLE impor ADD CONSTRAINT impor_state_check
    CHECK (state IN ('received', 'reading', 'refused', 'prepared', 'applying', 'confirmed', 'discarded'))
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
