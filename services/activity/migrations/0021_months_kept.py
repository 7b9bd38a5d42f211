"""What a closed month came to is kept, to be told again; and the database keeps the evidence of closed months as it is.

A month that was measured before has no counts here until it is measured next (docs/decisions/0015).
"""

from alembic import op

from chassis.plumbing import execute_all

revision = "0021"
down_revision = "0020"

KEPT = "ALTER TABLE bulan_terukur ADD COLUMN hitungan jsonb"
# As 0017, and nothing of a closed month (KUAN P25(1-2), reading A24), unless it is opened again for its owner. What
# was attached for him and waits is no evidence yet: he may still throw it away with the entry (P16(b), A7).
READ_ONLY = """
CREATE OR REPLACE FUNCTION lampiran_read_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM activity a WHERE a.tenant = NEW.tenant AND a.activity_id = NEW.activity_id
        AND a.state IN ('assisted', 'submitted', 'escalated', 'rejected')
        AND (NOT EXISTS (SELECT FROM bulan_tertutup t
                WHERE t.tenant = a.tenant AND t.periode = to_char(a.tanggal, 'YYYY-MM'))
            OR EXISTS (SELECT FROM bulan_dibuka d WHERE d.tenant = a.tenant AND d.asn_id = a.asn_id
                AND d.periode = to_char(a.tanggal, 'YYYY-MM') AND d.sampai IS NOT NULL)
            OR a.state = 'assisted' AND OLD.menunggu AND NEW.menunggu))
    THEN
        RAISE EXCEPTION 'the evidence of this entry is read only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    execute_all(op.execute, KEPT)
    op.execute(READ_ONLY)
