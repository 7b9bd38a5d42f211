"""A slip keeps a print of what it says, so that a run finds in the database what differs.

A slip of before has none: the next run of its month reads it line by line, and writes nothing where nothing differs.
"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("ALTER TABLE slip ADD COLUMN sidik text")
