"""A way to the people of the Bupati: a province has 150,000 people."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0025"
down_revision = "0024"

INDEX = "CREATE INDEX masa_penilai_bupati ON masa_penilai (tenant) WHERE sebagai = 'bupati'"


def upgrade() -> None:
    execute_all(op.execute, INDEX)
