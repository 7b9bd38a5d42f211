"""Ways to the people of a penilai and of a PD, and to what lapsed to somebody: a province has 150,000 people."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0013"
down_revision = "0012"

INDEXES = """
CREATE INDEX pegawai_atasan_id ON pegawai (tenant, atasan_id);
CREATE INDEX pegawai_opd ON pegawai (tenant, opd);
CREATE INDEX appraisal_lapsed_to ON appraisal (tenant, lapsed_to) WHERE lapsed <> '';
CREATE INDEX appraisal_lapsed_to_role ON appraisal (tenant, lapsed_to_role) WHERE lapsed <> ''
"""


def upgrade() -> None:
    execute_all(op.execute, INDEXES)
