"""People whose unit works six days a week."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("ALTER TABLE pegawai ADD COLUMN hari_kerja integer NOT NULL DEFAULT 5")
