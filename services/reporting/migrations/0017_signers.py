"""The posts by which a paper was signed, as a stranger may know them."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.execute("ALTER TABLE kertas ADD COLUMN penandatangan text[] NOT NULL DEFAULT '{}'")
