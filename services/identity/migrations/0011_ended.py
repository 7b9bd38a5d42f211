"""When a session ended by the machine's clock, for those who refuse its tokens from then on."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0011"
down_revision = "0010"

CHANGES = """
ALTER TABLE sesi ADD COLUMN ended_at timestamptz;
CREATE INDEX sesi_ended_at ON sesi (ended_at, tenant) WHERE ended_at IS NOT NULL
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
