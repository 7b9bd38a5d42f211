"""From which day the present clock of an entry runs; and a quick way to the posts that are vacant."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0015"
down_revision = "0014"

CHANGES = """
ALTER TABLE activity ADD COLUMN dihitung_sejak date;
CREATE INDEX masa_penilai_kosong ON masa_penilai (asn_id) WHERE sebagai = 'kosong'
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
