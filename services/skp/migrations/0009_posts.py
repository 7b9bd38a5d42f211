"""Every post of a person with its first day: a row of the export carries that of its date."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("ALTER TABLE pegawai ADD COLUMN penempatan jsonb NOT NULL DEFAULT '[]'")
