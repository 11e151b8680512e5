-- Actions that affect a person significantly, and who approved them.
create table approval (
    session_id   uuid not null references live_session on delete cascade,
    decision_id  text not null,
    action       text not null,
    action_class text not null check (action_class in ('ENTITLEMENT', 'PRICE', 'ELIGIBILITY')),
    asked_at     timestamptz not null,
    approved     boolean, -- null: waits
    decided_at   timestamptz,
    decided_by   text,
    primary key (session_id, decision_id)
);
