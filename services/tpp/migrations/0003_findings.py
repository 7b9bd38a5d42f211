"""A finding holds of a missed day as it stood then: whether it is judged, and in which version of the day."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0003"
down_revision = "0002"

# 0: heard before versions were kept; whatever is told of the day next is newer
CHANGES = """
ALTER TABLE temuan ALTER COLUMN sengaja DROP NOT NULL, ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE temuan ALTER COLUMN version DROP DEFAULT
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
