"""Policies of amounts by period: loaded with their decree, confirmed by another person, in force from a month on."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0006"
down_revision = "0005"

CHANGES = """
CREATE TABLE kebijakan (
    tenant text NOT NULL,
    kebijakan_id uuid NOT NULL,
    judul text NOT NULL,
    nomor text NOT NULL,
    tanggal date NOT NULL,
    mulai text NOT NULL,
    keadaan text NOT NULL CHECK (keadaan IN ('dimuat', 'berlaku', 'dicabut')),
    naskah text NOT NULL,
    sidik text NOT NULL,
    dimuat_oleh uuid NOT NULL,
    dimuat_pada timestamptz NOT NULL,
    dikonfirmasi_oleh uuid,
    dikonfirmasi_pada timestamptz,
    dicabut_oleh uuid,
    dicabut_pada timestamptz,
    alasan text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, kebijakan_id)
);
CREATE UNIQUE INDEX kebijakan_berlaku ON kebijakan (tenant, mulai) WHERE keadaan = 'berlaku';
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "tpp", "kebijakan")
