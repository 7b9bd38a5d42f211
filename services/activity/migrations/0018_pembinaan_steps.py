"""The steps of a pembinaan: held, answered, closed (KUAN P31(1)). Those that were opened before told nothing yet."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0018"
down_revision = "0017"

CHANGES = """
ALTER TABLE pembinaan ADD COLUMN version integer NOT NULL DEFAULT 0, ADD COLUMN state text NOT NULL DEFAULT 'opened'
    CHECK (state IN ('opened', 'held', 'answered', 'closed')),
    ADD COLUMN tanggal_sesi date, ADD COLUMN kesepakatan text, ADD COLUMN jawaban text, ADD COLUMN dipimpin_oleh uuid,
    ADD COLUMN tanggapan text, ADD COLUMN hasil text, ADD COLUMN ditutup_oleh uuid, ADD COLUMN ditutup_at timestamptz
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
