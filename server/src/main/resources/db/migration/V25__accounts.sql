-- People who work at the console, and what they may do there.
create table account (
    id            uuid primary key,
    tenant        text not null,
    name          text not null unique check (length(name) between 1 and 100),
    role          text not null check (role in ('admin', 'analyst', 'agent', 'privacy-officer', 'viewer')),
    password_hash text, -- bcrypt; none for somebody who signs in elsewhere
    created_at    timestamptz not null,
    failures      int not null default 0,
    locked_until  timestamptz,
    disabled      boolean not null default false
);

-- no account: whoever came by the link that the server printed
alter table console_session add account uuid references account on delete cascade;
alter table console_session add tenant text not null default 'default';
alter table sign_in_link    add tenant text not null default 'default';

-- A key that pages carry in the open is bound: to the pages' origins, and to what it may ask for. Empty: not bound.
alter table sdk_key add tenant   text   not null default 'default';
alter table sdk_key add origins  text[] not null default '{}';
alter table sdk_key add purposes text[] not null default '{}';
