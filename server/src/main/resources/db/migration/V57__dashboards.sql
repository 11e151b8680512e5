-- What was displayed, summed up by hour and day along few dimensions at a time; kept up with every event. Nobody stands
-- here: people are counted by the 64 smallest of their hashes, exactly while there are fewer.

create table affect_cell (
    tenant    text not null default attune_tenant(),
    grain     text not null check (grain in ('hour', 'day')),
    dims      text not null,             -- which dimensions are set: '', 'product', 'product,channel', …
    bucket    timestamptz not null,
    product   text not null default '',
    channel   text not null default '',
    segment   text not null default '',
    topic     text not null default '',
    events    bigint not null,           -- of people who allow analytics, with or without a reading
    readings  bigint not null,
    valence   double precision not null, -- sum
    negative  bigint not null,
    positive  bigint not null,
    people    bigint[] not null,
    primary key (tenant, grain, dims, bucket, product, channel, segment, topic)
);
create index affect_cell_product on affect_cell (tenant, grain, dims, product, bucket);
create index affect_cell_channel on affect_cell (tenant, grain, dims, channel, bucket);
create index affect_cell_segment on affect_cell (tenant, grain, dims, segment, bucket);

select keep_to_tenant('affect_cell');
