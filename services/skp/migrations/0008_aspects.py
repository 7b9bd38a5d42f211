"""A target may name no quantity: what came of it is then per cent, months or rupiah."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0008"
down_revision = "0007"

CHANGES = """
ALTER TABLE realisasi DROP CONSTRAINT realisasi_jumlah_check;
ALTER TABLE realisasi ALTER COLUMN jumlah TYPE bigint;
ALTER TABLE realisasi ADD CONSTRAINT realisasi_jumlah_check CHECK (jumlah BETWEEN 0 AND 1000000000000000)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
