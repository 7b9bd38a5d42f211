"""Ways to the people of a PD, of the Bupati, and to what was closed in a PD: a province has 150,000 people."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0018"
down_revision = "0017"

INDEXES = """
CREATE INDEX pegawai_opd ON pegawai (tenant, opd);
CREATE INDEX pegawai_bupati ON pegawai (tenant) WHERE sebagai = 'bupati';
CREATE INDEX skp_closed_opd ON skp (tenant, closed_opd) WHERE closed_opd IS NOT NULL
"""


def upgrade() -> None:
    execute_all(op.execute, INDEXES)
