"""A finding holds of a missed day as it stood then, and a kelas jabatan of the post on the last day of a month."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0003"
down_revision = "0002"

# 0: heard before versions were kept; whatever is told of the day next is newer
CHANGES = """
ALTER TABLE temuan ALTER COLUMN sengaja DROP NOT NULL, ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE temuan ALTER COLUMN version DROP DEFAULT;
ALTER TABLE pegawai ADD COLUMN penempatan jsonb NOT NULL DEFAULT '[]';
ALTER TABLE pegawai ALTER COLUMN penempatan DROP DEFAULT
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
