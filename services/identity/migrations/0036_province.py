"""Ways to the people of a PD and to its heads: a province has 150,000 people."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0036"
down_revision = "0035"

INDEXES = """
CREATE INDEX pegawai_opd ON pegawai (tenant, opd, unit);
CREATE INDEX pegawai_memimpin ON pegawai (tenant, unit) WHERE memimpin_unit
"""


def upgrade() -> None:
    execute_all(op.execute, INDEXES)
