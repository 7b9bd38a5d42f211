"""Whether somebody's pejabat penilai is the Bupati or nobody: both have no person (KON P34(4), reading A22)."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    execute_all(op.execute, "ALTER TABLE pegawai ADD COLUMN kosong boolean NOT NULL DEFAULT false")
