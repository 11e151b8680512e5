-- Where this server tells others what happened.
create table webhook_endpoint (
    id              uuid primary key,
    url             text not null check (length(url) <= 2000),
    types           text[] not null, -- empty: all
    secret          bytea not null,  -- sealed by the tenant's key, as is the one before it
    previous_secret bytea,
    previous_until  timestamptz,
    created_at      timestamptz not null,
    disabled_at     timestamptz,
    disabled_why    text,
    answered_at     timestamptz,     -- the last time it said yes
    check ((previous_secret is null) = (previous_until is null)),
    check ((disabled_at is null) = (disabled_why is null))
);
select keep_to_tenant('webhook_endpoint');
