-- Decisions of a ranking that an experiment dealt: whose they are, so that what they earn is that person's outcome.
create table experiment_decision (
    tenant     text not null default attune_tenant(),
    decision   text not null, -- event and slot of the ranking
    experiment text not null,
    unit       text not null,
    decided_at timestamptz not null,
    primary key (tenant, decision),
    foreign key (tenant, experiment) references experiment
);
create index experiment_decision_unit on experiment_decision (unit);
create index experiment_decision_at on experiment_decision (decided_at);
select keep_to_tenant('experiment_decision');
