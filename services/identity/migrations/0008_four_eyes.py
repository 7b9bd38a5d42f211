"""Who reconciled a year: another one answers its differences."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("ALTER TABLE tahun_data ADD COLUMN reconciled_by uuid")
