"""The Tim Penilai Kinerja and its members."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0006"
down_revision = "0005"

TABLES = """
CREATE TABLE tim (
    tenant text NOT NULL,
    tim_id uuid NOT NULL,
    sk text NOT NULL,
    tanggal date NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL CHECK (selesai >= mulai),
    formed_by uuid NOT NULL,
    formed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, tim_id)
);
CREATE TABLE anggota_tim (
    tenant text NOT NULL,
    tim_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    peran text NOT NULL,
    kompetensi text NOT NULL,
    sk text NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL CHECK (selesai >= mulai),
    PRIMARY KEY (tenant, tim_id, asn_id, mulai)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "tim", "anggota_tim")
