-- What the gate answered, how often; no person in it ------------------------------------------------------------------

create table gate_count (
    day      date not null,
    rule     text not null,
    pack     text not null,
    outcome  text not null,
    purpose  text not null,
    modality text not null,
    answer   text not null check (answer in ('allowed', 'prohibited', 'switched-off', 'no-consent')),
    n        bigint not null check (n > 0),
    primary key (day, rule, pack, outcome, purpose, modality, answer)
);

-- What somebody stopped; a row is there while it is off ---------------------------------------------------------------

create table switched_off (
    scope       text not null check (scope in ('tenant', 'playbook', 'modality')),
    id          text not null check (length(id) between 1 and 60),
    reason      text not null check (length(reason) between 1 and 200),
    since       timestamptz not null,
    switched_by text not null,
    primary key (scope, id)
);

-- purposes of people at work, patients and the rest: asked by notices of one's own
alter table consent_record drop constraint consent_record_purpose_check;
alter table consent_record add constraint consent_record_purpose_check check (purpose in
    ('personalization', 'analytics', 'research', 'agent-assist', 'training', 'safety', 'medical'));

-- What people got who let the service adapt to them, and the others: sums per day, no visit ---------------------------

create table service_level (
    day              date not null,
    measure          text not null check (measure in ('latency-ms', 'price', 'queue-seconds', 'features')),
    consented        boolean not null,
    n                bigint not null check (n > 0),
    total            double precision not null,
    total_of_squares double precision not null check (total_of_squares >= 0),
    primary key (day, measure, consented)
);
