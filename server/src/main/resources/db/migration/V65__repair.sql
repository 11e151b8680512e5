-- Relationship repair. What a person displayed, wrote or answered is sealed with their key; a case itself says only what
-- it is about, how far help has come and when it is due.
create table repair_case (
    id             uuid primary key,
    person         text not null,
    topic          text not null,                    -- a kind of thing, never words
    product        text not null,
    language       text not null check (language in ('en', 'ru', 'zh')),
    definition     text not null,                    -- `standard/1`: under which numbers it was opened
    state          text not null check (state in ('validate', 'own', 'solve', 'prevent', 'follow-up', 'closed')),
    asks           int not null default 0 check (asks >= 0),
    outcome        text check (outcome in ('repaired', 'not-repaired', 'unanswered', 'mistaken', 'withdrawn')),
    severity       int not null check (severity between 0 and 100),
    opened_at      timestamptz not null,
    due_at         timestamptz not null,
    changed_at     timestamptz not null,
    helped_at      timestamptz,                      -- when the last step was done
    closed_at      timestamptz,
    reopened       int not null default 0,
    owner          text,
    done           jsonb not null default '{}',      -- the option taken last at each step
    follow_up      text not null check (follow_up in ('styled', 'plain')),
    calm_at        timestamptz,
    re_contact_at  timestamptz,
    repurchased_at timestamptz,
    satisfaction   double precision check (satisfaction between 0 and 1),
    check ((state = 'closed') = (outcome is not null)),
    -- no outcome is ever stored beside somebody's name: nothing here can rank the people who help
    check (owner is null or (state <> 'closed' and satisfaction is null))
);
select keep_to_tenant('repair_case');
create unique index repair_case_open on repair_case (tenant, person, topic) where state <> 'closed';
create index repair_case_due on repair_case (tenant, due_at) where state <> 'closed';
create index repair_case_person on repair_case (person);

create table repair_entry (
    id      uuid primary key,
    case_id uuid not null references repair_case on delete cascade,
    person  text not null,
    at      timestamptz not null,
    kind    text not null,
    affect  boolean not null, -- read from what the person displayed: goes with their consent
    message uuid,             -- in the outbox
    sealed  bytea not null
);
select keep_to_tenant('repair_entry');
create index repair_entry_case on repair_entry (case_id, at);
create index repair_entry_message on repair_entry (message) where message is not null;
create index repair_entry_affect on repair_entry (person) where affect;

-- Questions a person may answer without an account, by an address that is sent to them; only its hash is kept.
create table repair_ask (
    id          uuid primary key,
    person      text not null,
    case_id     uuid references repair_case on delete cascade,
    praise_id   uuid,
    hash        bytea not null check (length(hash) = 32),
    asked_at    timestamptz not null,
    expires_at  timestamptz not null,
    answered_at timestamptz,
    check ((case_id is null) <> (praise_id is null))
);
select keep_to_tenant('repair_ask');
create unique index repair_ask_hash on repair_ask (tenant, hash);
create index repair_ask_case on repair_ask (case_id);
create index repair_ask_person on repair_ask (person);

-- What people love. A quote is shown to nobody outside before the person said yes to that very sentence.
create table praise (
    id         uuid primary key,
    person     text not null,
    at         timestamptz not null,
    topic      text not null,
    product    text not null,
    language   text not null,
    sealed     bytea,         -- the quote, personal data replaced; null where only the theme is known
    asked_at   timestamptz,
    decided_at timestamptz,
    granted    boolean,
    check ((decided_at is null) = (granted is null))
);
select keep_to_tenant('praise');
create index praise_person on praise (person);
create index praise_time on praise (tenant, at desc);
