-- Erasures and how far they came. The person is a random id, which leads nowhere once its row is gone.
create table erasure (
    id           uuid primary key,
    tenant       text not null,
    person       text not null,
    requested_at timestamptz not null,
    requested_by text not null,
    step         text not null check (step in ('requested', 'stopped', 'deleted', 'shredded', 'proven')),
    erased       jsonb not null,
    proof        text check ((proof is not null) = (step = 'proven'))
);
create unique index erasure_running on erasure (person) where step <> 'proven';
create index erasure_requested on erasure (requested_at desc);

alter table person add last_seen_at timestamptz not null default now(); -- an admission; after a while without one the person is erased
