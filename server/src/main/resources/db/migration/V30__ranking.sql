-- Policies that learn which action helps, what they decided, and what they learned.
create table ranking_policy (
    id         text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    version    int not null,  -- of the settings
    model      int not null,  -- another one begins when the features change
    mode       text not null check (mode in ('BASELINE', 'APPRENTICE', 'ONLINE')),
    settings   jsonb not null,
    changed_at timestamptz not null,
    changed_by text not null
);
select keep_to_tenant('ranking_policy');
alter table ranking_policy add primary key (tenant, id);

-- One row per decision. What was asked, decided and earned stands in the two documents: sealed under the person's key,
-- plain where nobody is known.
create table ranking_event (
    event_id   text not null,
    slot_id    text not null, -- empty where there is one slot
    policy     text not null,
    version    int not null,
    model      int not null,
    person     text,
    status     text not null check (status in ('DEFERRED', 'ACTIVE', 'CLOSED', 'EXPIRED')),
    decided_at timestamptz not null,
    due_at     timestamptz,   -- when the reward window ends; null once settled
    decided_as bigint not null, -- places in the order in which the policy decided and learned
    learned_as bigint,
    decision   bytea not null,
    outcome    bytea not null
);
select keep_to_tenant('ranking_event');
alter table ranking_event add primary key (tenant, event_id, slot_id);
create index ranking_event_policy on ranking_event (tenant, policy, decided_as);
create index ranking_event_learned on ranking_event (tenant, policy, learned_as) where learned_as is not null;
create index ranking_event_due on ranking_event (tenant, due_at) where due_at is not null;
create index ranking_event_person on ranking_event (person) where person is not null;
create index ranking_event_decided_at on ranking_event (decided_at);

-- What a policy had learned up to a place; what came later is learned again from the rows above.
create table ranking_model (
    policy   text not null,
    model    int not null,
    revision bigint not null, -- an older one never replaces a newer one
    place    bigint not null,
    learning bytea not null
);
select keep_to_tenant('ranking_model');
alter table ranking_model add primary key (tenant, policy);

-- A policy can be switched off like a playbook.
alter table switched_off drop constraint switched_off_scope_check;
alter table switched_off add constraint switched_off_scope_check check (scope in ('tenant', 'playbook', 'modality', 'policy'));
