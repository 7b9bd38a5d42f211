"""The date of the Keputusan that named a member of a team, and the numbers that people bore before (KON P36(5))."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0033"
down_revision = "0032"

TABLES = """
ALTER TABLE anggota_tim ADD COLUMN tanggal_sk date;
UPDATE anggota_tim a SET tanggal_sk = t.tanggal FROM tim t
WHERE t.tenant = a.tenant AND t.tim_id = a.tim_id AND t.sk = a.sk;
CREATE TABLE nip_lama (
    tenant text NOT NULL,
    nip text NOT NULL,
    asn_id uuid NOT NULL,
    diganti_dengan text NOT NULL,
    tanggal date NOT NULL,
    sk text NOT NULL,
    diganti_oleh uuid NOT NULL,
    diganti_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, nip)
);
CREATE INDEX nip_lama_asn_id ON nip_lama (tenant, asn_id)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "nip_lama")
