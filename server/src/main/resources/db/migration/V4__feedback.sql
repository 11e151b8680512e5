-- Tables of feedback that an operator gave in. Personal data was replaced before anything came here.

create table feedback_upload (
    id          uuid primary key,
    name        text not null check (length(name) between 1 and 200),
    purpose     text not null,
    columns     jsonb not null,
    bytes       bigint not null check (bytes >= 0),
    state       text not null check (state in ('reading', 'done', 'failed')),
    failure     text,          -- why it failed: an id, and what the page may add to it
    detail      text,
    uploaded_at timestamptz not null,
    row_count   bigint not null default 0 check (row_count >= 0),
    rejected    bigint not null default 0 check (rejected >= 0),
    models      text[] not null default '{}',
    summary     text,          -- of all rows, attune.feedback/1
    check ((state = 'failed') = (failure is not null)),
    check ((state = 'done') = (summary is not null))
);
create index feedback_upload_time on feedback_upload (uploaded_at desc);

create table feedback_row (
    upload_id uuid not null references feedback_upload on delete cascade,
    row_number bigint not null check (row_number > 0),
    day       date,
    product   text not null,
    language  text not null,
    aspects   text[] not null,
    reading   text not null,   -- one line of FeedbackJson
    primary key (upload_id, row_number)
);

create table feedback_reject (
    upload_id uuid not null references feedback_upload on delete cascade,
    row_number bigint not null check (row_number > 0),
    line      bigint not null,
    reason    text not null,
    numbers   int[] not null,
    primary key (upload_id, row_number)
);
