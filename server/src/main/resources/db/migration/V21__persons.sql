-- A person under a random id. The pseudonym that pages use is kept only as an HMAC, to be found by, and sealed.
create table person (
    id             text primary key check (id ~ '^p-'),
    fingerprint    bytea not null check (length(fingerprint) = 32),
    sealed_subject bytea,
    created_at     timestamptz not null,
    erasing_since  timestamptz
);
create unique index person_fingerprint on person (fingerprint);

-- The person's key, wrapped by the tenant's. Destroying the row erases what was sealed with it, in every copy.
-- A table of its own, so that long-lived backups can leave it out.
create table person_key (
    person  text primary key references person on delete cascade,
    wrapped bytea not null
);

create table tenant_index_key (
    tenant  text primary key,
    wrapped bytea not null
);

-- What was displayed is kept sealed with the person's key; the next migration seals what is stored already.
-- In live_session, consent_record and consent_receipt the column subject from now on holds the id of a person.
alter table affect_second   add measured boolean, add sealed bytea;
alter table moment          add sealed bytea;
alter table decision        add sealed bytea;
alter table consent_receipt add sealed bytea;
create index live_session_subject on live_session (subject);
create index consent_receipt_subject on consent_receipt (subject);
