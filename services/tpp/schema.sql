-- Written by `ekinerja schema` from the migrations of tpp; never edited.
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

CREATE TABLE public.bulan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    kuantitas_approved bigint NOT NULL,
    kuantitas_target bigint NOT NULL,
    approved_auto integer NOT NULL,
    pending integer NOT NULL,
    hari_kosong integer NOT NULL,
    event_id uuid NOT NULL,
    traceparent text,
    kosong date[] DEFAULT '{}'::date[] NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    ada_skp boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY public.bulan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.daftar (
    tenant text NOT NULL,
    periode text NOT NULL,
    ke integer NOT NULL,
    tahap text NOT NULL,
    dibuka_pada timestamp with time zone NOT NULL,
    final_oleh uuid,
    final_pada timestamp with time zone,
    diekspor_oleh uuid,
    diekspor_pada timestamp with time zone,
    nomor uuid,
    jabatan text,
    CONSTRAINT daftar_ke_check CHECK ((ke >= 0)),
    CONSTRAINT daftar_tahap_check CHECK ((tahap = ANY (ARRAY['draf'::text, 'final'::text, 'diekspor'::text])))
);

ALTER TABLE ONLY public.daftar FORCE ROW LEVEL SECURITY;

CREATE TABLE public.daftar_baris (
    tenant text NOT NULL,
    periode text NOT NULL,
    ke integer NOT NULL,
    asn_id uuid NOT NULL,
    slip_id uuid NOT NULL,
    slip_versi integer NOT NULL,
    opd text NOT NULL,
    total bigint NOT NULL,
    sebelum bigint NOT NULL,
    dibayar bigint NOT NULL,
    CONSTRAINT daftar_baris_check CHECK ((dibayar = (total - sebelum))),
    CONSTRAINT daftar_baris_total_check CHECK ((total >= 0))
);

ALTER TABLE ONLY public.daftar_baris FORCE ROW LEVEL SECURITY;

CREATE TABLE public.daftar_pd (
    tenant text NOT NULL,
    periode text NOT NULL,
    ke integer NOT NULL,
    opd text NOT NULL,
    setuju boolean NOT NULL,
    alasan text NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.daftar_pd FORCE ROW LEVEL SECURITY;

CREATE TABLE public.impor_presensi (
    tenant text NOT NULL,
    impor_id uuid NOT NULL,
    nama text NOT NULL,
    profil text NOT NULL,
    sidik text NOT NULL,
    baris integer NOT NULL,
    berubah integer NOT NULL,
    ditolak integer NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.impor_presensi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.keadaan_pegawai (
    tenant text NOT NULL,
    keadaan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    kode text NOT NULL,
    mulai text NOT NULL,
    selesai text,
    nomor text NOT NULL,
    tanggal date NOT NULL,
    catatan text NOT NULL,
    dicatat_oleh uuid NOT NULL,
    dicatat_pada timestamp with time zone NOT NULL,
    dibatalkan boolean DEFAULT false NOT NULL,
    diakhiri_oleh uuid,
    diakhiri_pada timestamp with time zone,
    alasan text DEFAULT ''::text NOT NULL,
    CONSTRAINT keadaan_pegawai_check CHECK ((selesai >= mulai))
);

ALTER TABLE ONLY public.keadaan_pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.kebijakan (
    tenant text NOT NULL,
    kebijakan_id uuid NOT NULL,
    judul text NOT NULL,
    nomor text NOT NULL,
    tanggal date NOT NULL,
    mulai text NOT NULL,
    keadaan text NOT NULL,
    naskah text NOT NULL,
    sidik text NOT NULL,
    dimuat_oleh uuid NOT NULL,
    dimuat_pada timestamp with time zone NOT NULL,
    dikonfirmasi_oleh uuid,
    dikonfirmasi_pada timestamp with time zone,
    dicabut_oleh uuid,
    dicabut_pada timestamp with time zone,
    alasan text DEFAULT ''::text NOT NULL,
    CONSTRAINT kebijakan_keadaan_check CHECK ((keadaan = ANY (ARRAY['dimuat'::text, 'berlaku'::text, 'dicabut'::text])))
);

ALTER TABLE ONLY public.kebijakan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.nilai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    predikat text,
    nilai_kinerja text,
    event_id uuid NOT NULL
);

ALTER TABLE ONLY public.nilai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pagu (
    tenant text NOT NULL,
    tahun integer NOT NULL,
    opd text NOT NULL,
    versi integer NOT NULL,
    rupiah bigint NOT NULL,
    nomor text NOT NULL,
    tanggal date NOT NULL,
    oleh uuid NOT NULL,
    pada timestamp with time zone NOT NULL,
    CONSTRAINT pagu_rupiah_check CHECK ((rupiah >= 0))
);

ALTER TABLE ONLY public.pagu FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pegawai (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    nama text NOT NULL,
    jabatan text NOT NULL,
    opd text NOT NULL,
    jenis text NOT NULL,
    status text NOT NULL,
    kelas_jabatan integer NOT NULL,
    validated boolean NOT NULL,
    peran text[] NOT NULL,
    event_id uuid NOT NULL,
    tmt_jabatan date,
    masa_status jsonb,
    penempatan jsonb NOT NULL,
    nip text NOT NULL,
    peran_pd jsonb NOT NULL,
    golongan text NOT NULL,
    unit text NOT NULL
);

ALTER TABLE ONLY public.pegawai FORCE ROW LEVEL SECURITY;

CREATE TABLE public.presensi (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    masuk time without time zone,
    pulang time without time zone,
    keterangan text NOT NULL,
    sumber text NOT NULL,
    version integer NOT NULL,
    dicatat_pada timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.presensi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.presensi_lama (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    masuk time without time zone,
    pulang time without time zone,
    keterangan text NOT NULL,
    sumber text NOT NULL,
    version integer NOT NULL,
    dicatat_pada timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.presensi_lama FORCE ROW LEVEL SECURITY;

CREATE TABLE public.run (
    tenant text NOT NULL,
    run_id uuid NOT NULL,
    periode text NOT NULL,
    state text NOT NULL,
    slips integer NOT NULL,
    total bigint NOT NULL,
    pack text NOT NULL,
    run_by uuid NOT NULL,
    run_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT run_state_check CHECK ((state = 'finished'::text))
);

ALTER TABLE ONLY public.run FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sanggahan_presensi (
    tenant text NOT NULL,
    sanggahan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    alasan text NOT NULL,
    pada timestamp with time zone NOT NULL,
    diterima boolean,
    jawaban text DEFAULT ''::text NOT NULL,
    dijawab_oleh uuid,
    dijawab_pada timestamp with time zone
);

ALTER TABLE ONLY public.sanggahan_presensi FORCE ROW LEVEL SECURITY;

CREATE TABLE public.slip (
    tenant text NOT NULL,
    slip_id uuid NOT NULL,
    run_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    periode text NOT NULL,
    opd text NOT NULL,
    status text NOT NULL,
    total bigint NOT NULL,
    lines jsonb NOT NULL,
    alasan text NOT NULL,
    version integer NOT NULL,
    pack text NOT NULL,
    kelas_jabatan integer,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    susulan integer DEFAULT 0 NOT NULL,
    sidik text,
    CONSTRAINT slip_status_check CHECK ((status = ANY (ARRAY['payable'::text, 'not_eligible'::text, 'incomplete'::text]))),
    CONSTRAINT slip_total_check CHECK ((total >= 0))
);

ALTER TABLE ONLY public.slip FORCE ROW LEVEL SECURITY;

CREATE TABLE public.slip_lama (
    tenant text NOT NULL,
    slip_id uuid NOT NULL,
    version integer NOT NULL,
    opd text NOT NULL,
    kelas_jabatan integer,
    status text NOT NULL,
    total bigint NOT NULL,
    lines jsonb NOT NULL,
    alasan text NOT NULL,
    pack text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    CONSTRAINT slip_lama_total_check CHECK ((total >= 0))
);

ALTER TABLE ONLY public.slip_lama FORCE ROW LEVEL SECURITY;

CREATE TABLE public.temuan (
    tenant text NOT NULL,
    asn_id uuid NOT NULL,
    tanggal date NOT NULL,
    sengaja boolean,
    event_id uuid NOT NULL,
    version integer NOT NULL
);

ALTER TABLE ONLY public.temuan FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.bulan
    ADD CONSTRAINT bulan_pkey PRIMARY KEY (tenant, asn_id, periode);

ALTER TABLE ONLY public.daftar_baris
    ADD CONSTRAINT daftar_baris_pkey PRIMARY KEY (tenant, periode, ke, asn_id);

ALTER TABLE ONLY public.daftar_pd
    ADD CONSTRAINT daftar_pd_pkey PRIMARY KEY (tenant, periode, ke, opd);

ALTER TABLE ONLY public.daftar
    ADD CONSTRAINT daftar_pkey PRIMARY KEY (tenant, periode, ke);

ALTER TABLE ONLY public.impor_presensi
    ADD CONSTRAINT impor_presensi_pkey PRIMARY KEY (tenant, impor_id);

ALTER TABLE ONLY public.keadaan_pegawai
    ADD CONSTRAINT keadaan_pegawai_pkey PRIMARY KEY (tenant, keadaan_id);

ALTER TABLE ONLY public.kebijakan
    ADD CONSTRAINT kebijakan_pkey PRIMARY KEY (tenant, kebijakan_id);

ALTER TABLE ONLY public.nilai
    ADD CONSTRAINT nilai_pkey PRIMARY KEY (tenant, asn_id, tahun);

ALTER TABLE ONLY public.pagu
    ADD CONSTRAINT pagu_pkey PRIMARY KEY (tenant, tahun, opd, versi);

ALTER TABLE ONLY public.pegawai
    ADD CONSTRAINT pegawai_pkey PRIMARY KEY (tenant, asn_id);

ALTER TABLE ONLY public.presensi_lama
    ADD CONSTRAINT presensi_lama_pkey PRIMARY KEY (tenant, tanggal, asn_id, version);

ALTER TABLE ONLY public.presensi
    ADD CONSTRAINT presensi_pkey PRIMARY KEY (tenant, tanggal, asn_id);

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (tenant, run_id);

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_tenant_periode_key UNIQUE (tenant, periode);

ALTER TABLE ONLY public.sanggahan_presensi
    ADD CONSTRAINT sanggahan_presensi_pkey PRIMARY KEY (tenant, sanggahan_id);

ALTER TABLE ONLY public.slip_lama
    ADD CONSTRAINT slip_lama_pkey PRIMARY KEY (tenant, slip_id, version);

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT slip_pkey PRIMARY KEY (tenant, slip_id);

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT slip_tenant_asn_id_periode_key UNIQUE (tenant, asn_id, periode);

ALTER TABLE ONLY public.temuan
    ADD CONSTRAINT temuan_pkey PRIMARY KEY (tenant, tanggal, asn_id);

CREATE INDEX keadaan_pegawai_asn_id ON public.keadaan_pegawai USING btree (tenant, asn_id);

CREATE UNIQUE INDEX kebijakan_berlaku ON public.kebijakan USING btree (tenant, mulai) WHERE (keadaan = 'berlaku'::text);

CREATE UNIQUE INDEX sanggahan_presensi_terbuka ON public.sanggahan_presensi USING btree (tenant, tanggal, asn_id) WHERE (diterima IS NULL);

ALTER TABLE public.bulan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.daftar ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.daftar_baris ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.daftar_pd ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.impor_presensi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.keadaan_pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.kebijakan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.nilai ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON public.bulan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.daftar USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.daftar_baris USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.daftar_pd USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.impor_presensi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.keadaan_pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.kebijakan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.nilai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pagu USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.pegawai USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.presensi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.presensi_lama USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.run USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.sanggahan_presensi USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.slip USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.slip_lama USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

CREATE POLICY own_tenant ON public.temuan USING ((tenant = current_setting('app.tenant'::text, true))) WITH CHECK ((tenant = current_setting('app.tenant'::text, true)));

ALTER TABLE public.pagu ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pegawai ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.presensi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.presensi_lama ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.run ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sanggahan_presensi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.slip ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.slip_lama ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.temuan ENABLE ROW LEVEL SECURITY;
