-- Messages to other systems. Written with what caused them, removed with the person they are about.
create table outbox_message (
    id              uuid primary key,
    seq             bigint generated always as identity, -- the order in which they were added
    target          text not null check (length(target) <= 200),
    operation       text not null,
    person          text,
    idempotency_key text not null check (length(idempotency_key) <= 200),
    sealed          bytea,       -- the payload, by the person's key, or by the tenant's where it is about nobody
    added_at        timestamptz not null,
    state           text not null check (state in ('pending', 'sending', 'delivered', 'dead', 'cancelled')),
    attempt         int not null default 0,
    next_at         timestamptz not null,
    lease_until     timestamptz, -- whoever sends it is thought dead after this
    cancel_requested boolean not null default false, -- while it was being sent: not to be tried again
    last_error      text,
    done_at         timestamptz,
    external_id     text,
    external_url    text,
    check ((state = 'sending') = (lease_until is not null))
);
select keep_to_tenant('outbox_message');
-- the courier asks who has something to send, and then works as that tenant
create policy whose_turn on outbox_message for select using (attune_tenant() = '*');
create unique index outbox_once on outbox_message (tenant, target, idempotency_key);
create index outbox_due on outbox_message (tenant, next_at) where state in ('pending', 'sending');
create index outbox_waiting_of_person on outbox_message (person, target, seq) where state in ('pending', 'sending');
create index outbox_person on outbox_message (person) where person is not null;
create index outbox_log on outbox_message (tenant, seq desc);
