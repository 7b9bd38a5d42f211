"""From which day the clock of an entry runs; that its owner declared it true (P23(1)); vacant posts found quickly."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0015"
down_revision = "0014"

CHANGES = """
ALTER TABLE activity ADD COLUMN dihitung_sejak date, ADD COLUMN benar boolean NOT NULL DEFAULT true;
ALTER TABLE activity NO FORCE ROW LEVEL SECURITY;
UPDATE activity SET benar = false WHERE state = 'assisted';
ALTER TABLE activity FORCE ROW LEVEL SECURITY;
CREATE INDEX masa_penilai_kosong ON masa_penilai (asn_id) WHERE sebagai = 'kosong'
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
