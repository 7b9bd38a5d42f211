"""The lembaga nonstruktural that somebody leads or is a member of (KON P14)."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0034"
down_revision = "0033"

COLUMN = "ALTER TABLE masa_status ADD COLUMN lembaga text NOT NULL DEFAULT ''"


def upgrade() -> None:
    execute_all(op.execute, COLUMN)
