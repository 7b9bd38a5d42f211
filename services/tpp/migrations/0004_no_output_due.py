"""Whether an SKP held in a month: without a due output it is another matter than without an SKP."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0004"
down_revision = "0003z"

ADA_SKP = "ALTER TABLE bulan ADD COLUMN ada_skp boolean NOT NULL DEFAULT false"


def upgrade() -> None:
    execute_all(op.execute, ADA_SKP)
