"""An account may be blocked until it is activated anew."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0016"
down_revision = "0015"

CHANGES = """
ALTER TABLE account DROP CONSTRAINT account_state_check;
ALTER TABLE account ADD CONSTRAINT account_state_check CHECK (state IN ('pending', 'active', 'blocked', 'disabled'))
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
