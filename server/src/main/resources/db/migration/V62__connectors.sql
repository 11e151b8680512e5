-- Customer systems that this one is connected to.
create table connector (
    id            uuid primary key,
    kind          text not null,
    name          text not null check (length(name) between 1 and 100),
    url           text not null check (length(url) <= 2000),
    options       jsonb not null, -- what may be shown
    secrets       bytea not null, -- what may not, sealed by the tenant's key
    tokens        bytea,          -- the current OAuth tokens, likewise
    inbound_token text not null,  -- the secret part of the address that the system calls
    enabled       boolean not null default true,
    created_at    timestamptz not null,
    answered_at   timestamptz,    -- the last time it did what it was asked
    failed_at     timestamptz,    -- the last time it did not
    failure       text,
    heard_at      timestamptz,    -- the last time it called us
    check ((failed_at is null) = (failure is null))
);
select keep_to_tenant('connector');
-- a call from outside names a connector; only then it is known whose it is
create policy whose_call on connector for select using (attune_tenant() = '*');

-- Who is who there. The other system's id is sealed by the person's key; to find the person by it there is a keyed hash.
create table connector_contact (
    connector    uuid not null references connector on delete cascade,
    person       text not null,
    sealed       bytea not null,
    lookup       bytea not null,
    signal_until timestamptz, -- a signal stands there until then
    primary key (connector, person)
);
select keep_to_tenant('connector_contact');
create index connector_contact_lookup on connector_contact (connector, lookup);
create index connector_contact_person on connector_contact (person);
create index connector_contact_expiring on connector_contact (signal_until) where signal_until is not null;

-- What was made there about a person, to be removed with them.
create table connector_made (
    message   uuid primary key, -- the one that made it
    connector uuid not null references connector on delete cascade,
    person    text not null,
    sealed    bytea not null,
    made_at   timestamptz not null
);
select keep_to_tenant('connector_made');
create index connector_made_person on connector_made (person);
