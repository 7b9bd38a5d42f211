"""Roles that somebody holds for another PD, as Plt or Plh of its head."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    execute_all(op.execute, "ALTER TABLE pegawai ADD COLUMN peran_pd jsonb NOT NULL DEFAULT '[]'")
