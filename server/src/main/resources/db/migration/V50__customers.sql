-- One customer out of many ids. What describes a person is sealed with their key; an id is found by its HMAC.

create table customer (
    person      text primary key,
    merged_into text,          -- whose record this one is part of: always the last one, never a chain
    traits      bytea,         -- sealed
    created_at  timestamptz not null,
    check (merged_into <> person)
);
create index customer_merged on customer (merged_into) where merged_into is not null;
create index customer_created on customer (created_at desc, person);

create table customer_id (
    fingerprint bytea not null check (length(fingerprint) = 32),
    kind        text not null check (kind in ('id', 'email')),
    person      text not null,
    sealed      bytea not null,
    added_at    timestamptz not null,
    primary key (fingerprint, kind, person)
);
create unique index customer_id_one on customer_id (fingerprint) where kind = 'id'; -- an e-mail address may be shared
create index customer_id_person on customer_id (person);

create table customer_merge (
    id        uuid primary key,
    kept      text not null,
    people    text[] not null, -- who came along
    merged_at timestamptz not null,
    merged_by text not null,
    undone_at timestamptz
);
create index customer_merge_kept on customer_merge (kept);

-- The id is made from the sender's messageId, so that the same message is stored once.
create table customer_event (
    id         uuid primary key,
    person     text not null,
    at         timestamptz not null,
    arrived_at timestamptz not null,
    modality   text not null check (modality in ('behaviour', 'text', 'face', 'voice')),
    bearing    boolean not null, -- bears on attitudes, answers or dynamics
    sealed     bytea not null
);
create index customer_event_time on customer_event (person, at desc);
create index customer_event_arrived on customer_event using brin (arrived_at);

-- Events that could not be taken. The masked form shows no values; the whole event is sealed where it is known whose it
-- is, and only then can it be replayed.
create table rejected_event (
    id          uuid primary key,
    arrived_at  timestamptz not null,
    source      text not null,  -- the call it came by
    type        text not null,
    path        text not null,  -- where in the event
    schema_path text not null,  -- which rule of which schema; empty where no schema said it
    reason      text not null,
    masked      text not null,
    person      text,
    sealed      bytea,
    check ((person is null) = (sealed is null))
);
create index rejected_event_arrived on rejected_event (arrived_at desc, id);
create index rejected_event_person on rejected_event (person) where person is not null;

-- JSON Schema of the tenant's own event types, beside those that come with the server
create table event_schema (
    type       text not null check (length(type) between 1 and 200),
    schema     jsonb not null,
    changed_at timestamptz not null
);

select keep_to_tenant('customer');
select keep_to_tenant('customer_id');
select keep_to_tenant('customer_merge');
select keep_to_tenant('customer_event');
select keep_to_tenant('rejected_event');
select keep_to_tenant('event_schema');
alter table event_schema add primary key (tenant, type);
