"""For which other PD somebody holds a role as Plt or Plh of its head, beside what he holds in his own."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0017"
down_revision = "0016"

CHANGES = """
ALTER TABLE peran ADD COLUMN untuk text NOT NULL DEFAULT '';
ALTER TABLE peran DROP CONSTRAINT peran_pkey;
ALTER TABLE peran ADD PRIMARY KEY (tenant, account_id, peran, untuk)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
