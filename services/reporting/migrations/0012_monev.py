"""What everybody may see of a published month; who decided an entry, for the figures of honesty (KUAN P29)."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0012"
down_revision = "0011"

CHANGES = """
ALTER TABLE publikasi ADD COLUMN monev jsonb, ADD COLUMN terbit_pada timestamptz;
ALTER TABLE catatan ADD COLUMN penilai_id uuid;
CREATE INDEX catatan_penilai ON catatan (tenant, penilai_id, tanggal);
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
