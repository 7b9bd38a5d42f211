-- Written by `ekinerja schema` from the migrations of skp; never edited.
-- What every service has besides (outbox, inbox, deadlines, audit) stands in chassis/plumbing.py.


CREATE FUNCTION public.tend_outbox(ahead_days integer, kept_days integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
DECLARE
    day date;
    part text;
    last_id bigint;
    sent bigint;
    dropped integer := 0;
BEGIN
    FOR day IN SELECT d::date FROM generate_series(current_date, current_date + ahead_days, interval '1 day') d
    LOOP
        part := 'outbox_' || to_char(day, 'YYYYMMDD');
        IF to_regclass(part) IS NULL AND NOT EXISTS (
            SELECT FROM outbox_rest WHERE recorded_at >= day AND recorded_at < day + 1)
        THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                           part, day::timestamptz, (day + 1)::timestamptz);
        END IF;
    END LOOP;
    SELECT coalesce((SELECT min(g) - 1 FROM unnest(gaps_from) g), high) INTO sent FROM relay_position;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'outbox'::regclass AND c.relname ~ '^outbox_[0-9]{8}$'
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - kept_days
    LOOP
        EXECUTE format('SELECT coalesce(max(id), 0) FROM %I', part) INTO last_id;
        IF last_id <= sent THEN
            EXECUTE format('DROP TABLE %I', part);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $_$;

CREATE TABLE public.addendum (
    tenant text NOT NULL,
    addendum_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    butir jsonb NOT NULL,
    agreed_at timestamp with time zone,
    proposed_at timestamp with time zone DEFAULT now() NOT NULL,
    alasan text DEFAULT ''::text NOT NULL,
    refused_at timestamp with time zone
);

ALTER TABLE ONLY public.addendum FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catatan (
    tenant text NOT NULL,
    catatan_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    oleh uuid NOT NULL,
    catatan text NOT NULL,
    written_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.catatan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.dokumen (
    tenant text NOT NULL,
    dokumen_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    jenis text NOT NULL,
    nama text NOT NULL,
    tipe text NOT NULL,
    bytes integer NOT NULL,
    sha256 text NOT NULL,
    ditandatangani_oleh uuid,
    uploaded_by uuid NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    ditandatangani_bupati boolean DEFAULT false NOT NULL,
    CONSTRAINT dokumen_jenis_check CHECK ((jenis = ANY (ARRAY['sk'::text, 'surat'::text, 'bukti'::text, 'lainnya'::text])))
);

ALTER TABLE ONLY public.dokumen FORCE ROW LEVEL SECURITY;

CREATE TABLE public.gangguan (
    tenant text NOT NULL,
    gangguan_id uuid NOT NULL,
    mulai timestamp with time zone NOT NULL,
    selesai timestamp with time zone NOT NULL,
    layanan text[] NOT NULL
);

ALTER TABLE ONLY public.gangguan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.hari_libur (
    tenant text NOT NULL,
    tanggal date NOT NULL,
    libur boolean NOT NULL
);

ALTER TABLE ONLY public.hari_libur FORCE ROW LEVEL SECURITY;

CREATE TABLE public.masa_penilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    masa jsonb NOT NULL
);

ALTER TABLE ONLY public.masa_penilai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    opd text NOT NULL,
    atasan_id uuid,
    jenis_jabatan text NOT NULL,
    status text NOT NULL,
    validated boolean NOT NULL,
    peran text[] NOT NULL,
    unit text DEFAULT ''::text NOT NULL,
    jabatan text DEFAULT ''::text NOT NULL,
    nip text DEFAULT ''::text NOT NULL,
    golongan text DEFAULT ''::text NOT NULL,
    memimpin_unit boolean DEFAULT false NOT NULL,
    tmt_jabatan date DEFAULT '2019-11-01'::date NOT NULL,
    masa_status jsonb NOT NULL,
    sebagai text NOT NULL,
    pejabat_id uuid,
    penempatan jsonb DEFAULT '[]'::jsonb NOT NULL,
    hari_kerja integer DEFAULT 5 NOT NULL,
    peran_pd jsonb DEFAULT '[]'::jsonb NOT NULL
);

ALTER TABLE ONLY public.pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pemutakhiran (
    tenant text NOT NULL,
    pemutakhiran_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    uraian text NOT NULL,
    dokumen_id uuid NOT NULL,
    state text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    overdue boolean DEFAULT false NOT NULL,
    langkah jsonb NOT NULL,
    version integer NOT NULL,
    karena_gangguan boolean DEFAULT false NOT NULL,
    kepada uuid,
    kepada_peran text DEFAULT ''::text NOT NULL,
    dokumen uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    CONSTRAINT pemutakhiran_state_check CHECK ((state = ANY (ARRAY['diminta'::text, 'diverifikasi'::text, 'diklarifikasi'::text, 'disinkronkan'::text, 'divalidasi'::text])))
);

ALTER TABLE ONLY public.pemutakhiran FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pengukuran (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    masa text NOT NULL,
    capaian numeric NOT NULL,
    measured_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.pengukuran FORCE ROW LEVEL SECURITY;

CREATE TABLE public.realisasi (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    butir_id uuid NOT NULL,
    jumlah bigint NOT NULL,
    bukti text NOT NULL,
    measured_at timestamp with time zone NOT NULL,
    masa text NOT NULL,
    CONSTRAINT realisasi_jumlah_check CHECK (((jumlah >= 0) AND (jumlah <= '1000000000000000'::bigint)))
);

ALTER TABLE ONLY public.realisasi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rekomendasi (
    tenant text NOT NULL,
    rekomendasi_id uuid NOT NULL,
    skp_id uuid NOT NULL,
    penilai_id uuid,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    alasan text NOT NULL,
    perubahan_lingkungan text NOT NULL,
    bukti text[] NOT NULL,
    dokumen uuid[] NOT NULL,
    CONSTRAINT rekomendasi_check CHECK (((cardinality(bukti) + cardinality(dokumen)) > 0))
);

ALTER TABLE ONLY public.rekomendasi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.salinan (
    tenant text NOT NULL,
    salinan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    pemicu text NOT NULL,
    sejak date NOT NULL,
    kepada uuid,
    due_on date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    late boolean DEFAULT false NOT NULL,
    overdue boolean DEFAULT false NOT NULL,
    dokumen uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    karena_gangguan boolean DEFAULT false NOT NULL,
    CONSTRAINT salinan_pemicu_check CHECK ((pemicu = ANY (ARRAY['awal_tahun'::text, 'pindah'::text])))
);

ALTER TABLE ONLY public.salinan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.selisih_siasn (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    terbuka integer NOT NULL
);

ALTER TABLE ONLY public.selisih_siasn FORCE ROW LEVEL SECURITY;

CREATE TABLE public.skp (
    tenant text NOT NULL,
    skp_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    mulai date NOT NULL,
    selesai date NOT NULL,
    state text NOT NULL,
    content jsonb NOT NULL,
    pembahasan text DEFAULT ''::text NOT NULL,
    reviewer_id uuid,
    agreed_owner boolean DEFAULT false NOT NULL,
    agreed_penilai boolean DEFAULT false NOT NULL,
    set_by uuid,
    set_at timestamp with time zone,
    late boolean DEFAULT false NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    versi integer DEFAULT 1 NOT NULL,
    perubahan_dari uuid,
    sebab text DEFAULT ''::text NOT NULL,
    reviewed_at timestamp with time zone,
    agreed_at timestamp with time zone,
    ratified_by uuid,
    peserta text DEFAULT ''::text NOT NULL,
    submitted_at timestamp with time zone,
    set_sebagai text DEFAULT ''::text NOT NULL,
    atas_nama uuid,
    pendapat_tpak text DEFAULT ''::text NOT NULL,
    karena_gangguan boolean DEFAULT false NOT NULL,
    due_on date,
    alasan text DEFAULT ''::text NOT NULL,
    closed_sebab text DEFAULT ''::text NOT NULL,
    closed_penilai_id uuid,
    closed_sebagai text DEFAULT ''::text NOT NULL,
    closed_opd text,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    dokumen uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    dasar_perubahan jsonb,
    pembahas jsonb DEFAULT '[]'::jsonb NOT NULL,
    ditetapkan_pada date,
    CONSTRAINT skp_check CHECK ((selesai >= mulai)),
    CONSTRAINT skp_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'reviewed'::text, 'agreed'::text, 'approved'::text, 'set'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.skp FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.addendum
    ADD CONSTRAINT addendum_pkey PRIMARY KEY (tenant, addendum_id);

ALTER TABLE ONLY public.catatan
    ADD CONSTRAINT catatan_pkey PRIMARY KEY (tenant, catatan_id);

ALTER TABLE ONLY public.dokumen
    ADD CONSTRAINT dokumen_pkey PRIMARY KEY (tenant, dokumen_id);

ALTER TABLE ONLY public.gangguan
    ADD CONSTRAINT gangguan_pkey PRIMARY KEY (tenant, gangguan_id);

ALTER TABLE ONLY public.hari_libur
    ADD CONSTRAINT hari_libur_pkey PRIMARY KEY (tenant, tanggal);

ALTER TABLE ONLY public.masa_penilai
    ADD CONSTRAINT masa_penilai_pkey PRIMARY KEY (tenant, asn_id);

ALTER TABLE ONLY public.pegawai
    ADD CONSTRAINT pegawai_pkey PRIMARY KEY (tenant, asn_id);

ALTER TABLE ONLY public.pemutakhiran
    ADD CONSTRAINT pemutakhiran_pkey PRIMARY KEY (tenant, pemutakhiran_id);

ALTER TABLE ONLY public.pengukuran
    ADD CONSTRAINT pengukuran_pkey PRIMARY KEY (tenant, skp_id, masa);

ALTER TABLE ONLY public.realisasi
    ADD CONSTRAINT realisasi_pkey PRIMARY KEY (tenant, skp_id, masa, butir_id);

ALTER TABLE ONLY public.rekomendasi
    ADD CONSTRAINT rekomendasi_pkey PRIMARY KEY (tenant, rekomendasi_id);

ALTER TABLE ONLY public.salinan
    ADD CONSTRAINT salinan_pkey PRIMARY KEY (tenant, salinan_id);

ALTER TABLE ONLY public.salinan
    ADD CONSTRAINT salinan_tenant_asn_id_pemicu_sejak_key UNIQUE (tenant, asn_id, pemicu, sejak);

ALTER TABLE ONLY public.selisih_siasn
    ADD CONSTRAINT selisih_siasn_pkey PRIMARY KEY (tenant, asn_id, tahun);

ALTER TABLE ONLY public.skp
    ADD CONSTRAINT skp_pkey PRIMARY KEY (tenant, skp_id);

CREATE INDEX addendum_skp_id ON public.addendum USING btree (tenant, skp_id);

CREATE INDEX catatan_skp_id ON public.catatan USING btree (tenant, skp_id);

CREATE INDEX dokumen_asn_id ON public.dokumen USING btree (asn_id);

CREATE INDEX pegawai_atasan_id ON public.pegawai USING btree (tenant, atasan_id);

CREATE INDEX pegawai_bupati ON public.pegawai USING btree (tenant) WHERE (sebagai = 'bupati'::text);

CREATE INDEX pegawai_opd ON public.pegawai USING btree (tenant, opd);

CREATE INDEX rekomendasi_dokumen ON public.rekomendasi USING gin (dokumen);

CREATE INDEX rekomendasi_skp_id ON public.rekomendasi USING btree (tenant, skp_id);

CREATE INDEX salinan_due_on ON public.salinan USING btree (tenant, due_on);

CREATE INDEX skp_asn_id ON public.skp USING btree (tenant, asn_id, tahun);

CREATE INDEX skp_closed_opd ON public.skp USING btree (tenant, closed_opd) WHERE (closed_opd IS NOT NULL);

CREATE INDEX skp_closed_penilai_id ON public.skp USING btree (tenant, closed_penilai_id);

CREATE INDEX skp_dokumen ON public.skp USING gin (dokumen);

CREATE UNIQUE INDEX skp_versi ON public.skp USING btree (tenant, asn_id, tahun, mulai, versi) WHERE ((state <> 'closed'::text) OR (set_at IS NOT NULL));

ALTER TABLE public.addendum ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catatan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.dokumen ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.gangguan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hari_libur ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.masa_penilai ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON public.addendum USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.catatan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.dokumen USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.gangguan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.hari_libur USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.masa_penilai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pemutakhiran USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pengukuran USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.realisasi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.rekomendasi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.salinan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.selisih_siasn USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.skp USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

ALTER TABLE public.pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pemutakhiran ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pengukuran ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.realisasi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rekomendasi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.salinan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.selisih_siasn ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.skp ENABLE ROW LEVEL SECURITY;
