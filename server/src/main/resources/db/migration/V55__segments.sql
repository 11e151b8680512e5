-- Who belongs where for which reason. What is known about a person stays with the customers; here stand random ids only.

create table segment (
    id         uuid primary key,
    key        text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name       text not null check (length(name) between 1 and 100),
    condition  text not null check (length(condition) between 1 and 4000),
    created_at timestamptz not null,
    created_by text not null,
    building   boolean not null,         -- not everybody was looked at under this condition yet
    built_to   text not null default '', -- everybody up to this id was
    members    bigint not null default 0 check (members >= 0)
);

-- everybody whom conditions are about, and when they are looked at again without news
create table segment_person (
    person text primary key,
    due_at timestamptz not null
);
create index segment_person_due on segment_person (due_at);

create table segment_member (
    segment_id uuid not null references segment on delete cascade,
    person     text not null,
    since      timestamptz not null,
    primary key (segment_id, person)
);
create index segment_member_person on segment_member (person);

create table segment_day (
    segment_id uuid not null references segment on delete cascade,
    day        date not null,
    entered    bigint not null default 0,
    gone       bigint not null default 0,
    primary key (segment_id, day)
);

select keep_to_tenant('segment');
select keep_to_tenant('segment_person');
select keep_to_tenant('segment_member');
select keep_to_tenant('segment_day');
create unique index segment_key on segment (tenant, key);
