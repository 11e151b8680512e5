-- Experiments: what was planned, who was dealt to which arm, and what happened to them afterwards.
-- A unit is a person's random id, or `sim-…` for a simulated visit. Nothing here is sealed, so that anybody with the
-- right to the tables can recompute a report; there is no text, no name and no reading of anybody in them.

set local client_min_messages = warning; -- the column is there already

create table experiment (
    tenant          text not null default attune_tenant(),
    id              text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    plan            text not null, -- JSON; never changed once it runs
    state           text not null check (state in ('draft', 'running', 'stopped')),
    created_at      timestamptz not null,
    created_by      text not null,
    started_at      timestamptz,
    started_by      text,
    stopped_at      timestamptz,
    stopped_by      text,
    stop_reason     text,
    ratio_failed_at timestamptz,   -- when people were first seen not to arrive as dealt
    report          text,          -- JSON, as it stood when the experiment was stopped
    primary key (tenant, id),
    check ((state = 'draft') = (started_at is null)),
    check ((state = 'stopped') = (stopped_at is not null))
);
select keep_to_tenant('experiment');

create table experiment_unit (
    tenant       text not null default attune_tenant(),
    experiment   text not null,
    unit         text not null,
    arm          text not null,           -- `holdback` for people kept out of every experiment
    assigned_at  timestamptz not null,
    exposed_at   timestamptz,             -- when the place where the arms differ was really seen first
    consented    boolean not null default false,
    several_arms boolean not null default false,
    cuts         jsonb not null default '{}', -- coarse groups such as device and language
    simulated    boolean not null default false,
    primary key (tenant, experiment, unit),
    foreign key (tenant, experiment) references experiment
);
create index experiment_unit_unit on experiment_unit (unit);
select keep_to_tenant('experiment_unit');

create table experiment_outcome (
    tenant    text not null default attune_tenant(),
    id        bigint generated always as identity primary key,
    event     text,                       -- the sender's id; the same one counts once
    unit      text not null,
    metric    text not null,
    value     double precision not null,
    at        timestamptz not null,
    simulated boolean not null default false,
    unique (tenant, event)
);
create index experiment_outcome_unit on experiment_outcome (unit, at);
select keep_to_tenant('experiment_outcome');

-- People dealt anew with other salts, compared on what they did before: how often would there have been an alarm?
create table experiment_aa (
    tenant       text not null default attune_tenant(),
    id           bigint generated always as identity primary key,
    experiment   text not null,
    at           timestamptz not null,
    simulated    boolean not null,
    people       bigint not null,
    deals        integer not null,
    false_alarms integer not null,
    p            double precision not null, -- of the salt that deals
    ratio_p      double precision not null,
    foreign key (tenant, experiment) references experiment
);
select keep_to_tenant('experiment_aa');
