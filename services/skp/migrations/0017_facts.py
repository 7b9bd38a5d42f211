"""On what a change rests, with whom a plan was discussed, every document of a pemutakhiran (KON P19; KUAN P1(11))."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0017"
down_revision = "0016z"

COLUMNS = """
ALTER TABLE skp ADD COLUMN dasar_perubahan jsonb;
ALTER TABLE skp ADD COLUMN pembahas jsonb NOT NULL DEFAULT '[]';
ALTER TABLE skp ADD COLUMN ditetapkan_pada date;
ALTER TABLE pemutakhiran ADD COLUMN dokumen uuid[] NOT NULL DEFAULT '{}';
UPDATE pemutakhiran SET dokumen = ARRAY[dokumen_id]
"""


def upgrade() -> None:
    execute_all(op.execute, COLUMNS)
