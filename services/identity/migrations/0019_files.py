"""Files of part of the Pemda; and since when somebody holds a post of which something changed later (its class)."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0019"
down_revision = "0030"

# `tmt` empty: the post began on `mulai`.
CHANGES = """
ALTER TABLE impor ADD COLUMN sebagian boolean NOT NULL DEFAULT false;
ALTER TABLE penempatan ADD COLUMN tmt date
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
