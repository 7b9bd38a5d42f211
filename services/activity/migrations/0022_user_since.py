"""From which day somebody is a user: before it there is no duty to write (KUAN P11(5), P31(1)); unknown of old rows."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0022"
down_revision = "0021z"

SINCE = "ALTER TABLE pegawai ADD COLUMN pengguna_sejak date"


def upgrade() -> None:
    execute_all(op.execute, SINCE)
