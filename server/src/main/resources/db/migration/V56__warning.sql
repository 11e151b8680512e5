-- Rules that notice rising dissatisfaction, how far each has come, what they raised, and whom to tell.

create table alert_rule (
    id         uuid primary key,
    name       text not null check (length(name) between 1 and 100),
    watches    text not null check (watches in ('person', 'product', 'region', 'release', 'queue', 'topic', 'channel')),
    signal     text not null check (signal in ('affect', 'csat', 'nps', 'ces')),
    detector   jsonb not null,
    mail_to    text[] not null default '{}',
    webhooks   text[] not null default '{}',
    language   text not null,        -- of mails
    quiet      jsonb,                -- from, to, zone
    grouping_s bigint not null check (grouping_s >= 0), -- what follows within so many seconds joins the alert that stands
    enabled    boolean not null default true,
    created_at timestamptz not null,
    created_by text not null
);

-- Of one rule for one person or thing. About a person it is sealed, about a thing it is numbers of many people.
create table warning_state (
    rule_id uuid not null references alert_rule on delete cascade,
    scope   text not null,
    person  text,
    sealed  bytea,
    plain   jsonb,
    seen_at timestamptz not null,
    primary key (rule_id, scope),
    check ((person is null) = (sealed is null) and (person is null) <> (plain is null))
);
create index warning_state_person on warning_state (person) where person is not null;
create index warning_state_seen on warning_state (seen_at);

create table alert (
    id         uuid primary key,
    rule_id    uuid references alert_rule on delete set null,
    rule_name  text not null,
    scope      text not null,
    person     text,
    raised_at  timestamptz not null,
    latest_at  timestamptz not null,
    times      int not null default 1 check (times > 0), -- how often it was raised again within the grouping
    strength   double precision not null,
    sealed     bytea,  -- the evidence, about a person
    plain      jsonb,  -- the evidence, about a thing
    settled_at timestamptz,
    settled_by text,
    check ((person is null) = (sealed is null) and (person is null) <> (plain is null))
);
create index alert_time on alert (raised_at desc, id);
create index alert_scope on alert (rule_id, scope, latest_at desc);
create index alert_person on alert (person) where person is not null;

-- what waits for the end of quiet hours
create table alert_telling (
    alert_id uuid not null references alert on delete cascade,
    target   text not null, -- mail:ADDRESS or webhook:ID
    language text not null,
    due_at   timestamptz not null,
    primary key (alert_id, target)
);
create index alert_telling_due on alert_telling (due_at);

select keep_to_tenant('alert_rule');
select keep_to_tenant('warning_state');
select keep_to_tenant('alert');
select keep_to_tenant('alert_telling');
