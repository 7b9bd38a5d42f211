"""Which services a confirmed outage was of; one that was told before counts for all, as it did."""

from alembic import op

revision = "0012a"
down_revision = "0012"


def upgrade() -> None:
    op.execute("ALTER TABLE gangguan ADD COLUMN layanan text[] NOT NULL DEFAULT '{semua}'")
    op.execute("ALTER TABLE gangguan ALTER COLUMN layanan DROP DEFAULT")
