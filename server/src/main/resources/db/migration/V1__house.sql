-- Who may call ------------------------------------------------------------------------------------------------------
-- Secrets are random 256-bit values; only their SHA-256 is kept.

create table sign_in_link (
    token_hash bytea primary key check (length(token_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    used_at    timestamptz
);

create table console_session (
    token_hash bytea primary key check (length(token_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at)
);

create table sdk_key (
    id          uuid primary key,
    name        text not null check (length(name) between 1 and 100),
    secret_hash bytea not null unique check (length(secret_hash) = 32),
    created_at  timestamptz not null,
    revoked_at  timestamptz
);

-- Consent -----------------------------------------------------------------------------------------------------------
-- notice, served_notice and consent_record are evidence: rows are added, never changed.

create table notice (
    id      text not null,
    version int  not null check (version > 0),
    hash    text not null, -- over the texts in all languages
    texts   jsonb not null,
    primary key (id, version)
);

create table served_notice (
    id             bigint generated always as identity primary key,
    notice_id      text not null,
    notice_version int  not null,
    language       text not null,
    caller         text not null,
    served_at      timestamptz not null,
    foreign key (notice_id, notice_version) references notice
);
create index served_notice_caller on served_notice (caller, notice_id, notice_version, served_at desc);

create table consent_record (
    id             bigint generated always as identity primary key,
    receipt_id     uuid not null,
    subject        text not null check (length(subject) between 1 and 100),
    purpose        text not null check (purpose in ('personalization', 'analytics', 'research')),
    modality       text not null check (modality in ('face', 'gaze', 'voice', 'physiology', 'text', 'behaviour')),
    decision       text not null check (decision in ('granted', 'refused', 'withdrawn')),
    decided_at     timestamptz not null,
    expires_at     timestamptz not null,
    notice_id      text not null,
    notice_version int  not null,
    notice_hash    text not null,
    language       text not null,
    caller         text not null,
    foreign key (notice_id, notice_version) references notice
);
create index consent_record_subject on consent_record (subject, purpose, modality, id desc);
create index consent_record_receipt on consent_record (receipt_id);

create table consent_receipt (
    id         uuid primary key,
    subject    text not null,
    issued_at  timestamptz not null,
    document   jsonb not null,
    signature  text not null -- compact JWS over the document
);

-- Live sessions: per-second aggregates, moments and decisions; never a frame -----------------------------------------

create table live_session (
    id              uuid primary key,
    subject         text not null,
    receipt_id      uuid not null,
    purpose         text not null,
    source          text not null check (source in ('webcam', 'recording', 'clip')),
    language        text not null,
    started_at      timestamptz not null,
    ended_at        timestamptz check (ended_at >= started_at),
    end_reason      text,
    frames_received int not null default 0 check (frames_received >= 0),
    frames_analysed int not null default 0 check (frames_analysed between 0 and frames_received),
    frames_dropped  int not null default 0 check (frames_dropped between 0 and frames_received)
);
create index live_session_started on live_session (started_at desc);

create table affect_second (
    session_id uuid not null references live_session on delete cascade,
    track_id   int  not null check (track_id >= 0),
    second     int  not null check (second >= 0),
    frames     int  not null check (frames > 0),
    valence    real check (valence between -1 and 1), -- null: not measurable in this second
    arousal    real check (arousal between -1 and 1),
    quality    real not null check (quality between 0 and 1),
    expression jsonb not null,
    states     jsonb not null,
    primary key (session_id, track_id, second)
);

create table moment (
    id           bigint generated always as identity primary key,
    session_id   uuid not null references live_session on delete cascade,
    kind         text not null check (kind in ('expression', 'state', 'unreadable')),
    name         text not null,
    track_id     int  not null check (track_id >= 0),
    onset_ms     double precision not null check (onset_ms >= 0),
    apex_ms      double precision not null check (apex_ms >= onset_ms),
    offset_ms    double precision not null check (offset_ms >= apex_ms),
    strength     real not null check (strength between 0 and 1),
    action_units jsonb not null
);
create index moment_session on moment (session_id, onset_ms);

create table decision (
    session_id  uuid not null references live_session on delete cascade,
    id          text not null,
    at_ms       double precision not null check (at_ms >= 0),
    playbook    text not null,
    version     int  not null,
    rule        text not null,
    action      jsonb not null,
    reason      text not null,
    clauses     jsonb not null,
    propensity  real not null check (propensity > 0 and propensity <= 1),
    fallback    text not null,
    ended_at_ms double precision check (ended_at_ms >= at_ms),
    end_reason  text,
    verdict     text check (verdict in ('right', 'wrong', 'undo')),
    primary key (session_id, id)
);

-- Who did what ------------------------------------------------------------------------------------------------------

create table audit_event (
    id     bigint generated always as identity primary key,
    at     timestamptz not null,
    actor  text not null,
    action text not null,
    object text not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;

create trigger notice_is_evidence         before update or delete on notice         for each row execute function refuse_change();
create trigger served_notice_is_evidence  before update or delete on served_notice  for each row execute function refuse_change();
create trigger consent_record_is_evidence before update or delete on consent_record for each row execute function refuse_change();
create trigger audit_event_is_evidence    before update or delete on audit_event    for each row execute function refuse_change();
