"""What needs a second person: roles and first passwords that one proposes and another confirms."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0032"
down_revision = "0031"

TABLES = """
CREATE TABLE usul (
    tenant text NOT NULL,
    usul_id uuid NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('peran', 'reset')),
    account_id uuid NOT NULL,
    isi jsonb NOT NULL,
    alasan text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'confirmed', 'used', 'discarded')),
    diusulkan_oleh uuid NOT NULL,
    diusulkan_at timestamptz NOT NULL,
    diputus_oleh uuid,
    diputus_at timestamptz,
    version integer NOT NULL,
    PRIMARY KEY (tenant, usul_id),
    CHECK (state = 'open' OR diputus_oleh IS NOT NULL)
);
CREATE INDEX usul_waiting ON usul (tenant, diusulkan_at) WHERE state IN ('open', 'confirmed')
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "usul")
