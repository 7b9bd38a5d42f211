"""What a paper says of a person besides the name: NIP, post and golongan. `ekinerja retell identity` fills them."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE pegawai ADD COLUMN nip text NOT NULL DEFAULT '', ADD COLUMN jabatan text NOT NULL DEFAULT '',"
        " ADD COLUMN golongan text NOT NULL DEFAULT ''"
    )
