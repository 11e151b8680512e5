-- What ranks names and judges how many people they stand for, summed up by week, so that a quarter is read from thirteen
-- rows a name in place of ninety. Only weeks that have ended; one whose days change after all is reckoned anew.

create table affect_week (
    tenant      text not null default attune_tenant(),
    dims        text not null,        -- as in affect_cell
    week        timestamptz not null, -- its Monday, UTC
    product     text not null,
    channel     text not null,
    segment     text not null,
    topic       text not null,
    events      bigint not null,
    readings    bigint not null,
    most_people int not null,         -- in one of its days
    primary key (tenant, dims, channel, segment, topic, week, product) include (events, readings, most_people)
);
-- One for each dimension that answers are taken apart by, with all others before it.
create index affect_week_channel on affect_week (tenant, dims, product, segment, topic, week, channel)
    include (events, readings, most_people);
create index affect_week_segment on affect_week (tenant, dims, product, channel, topic, week, segment)
    include (events, readings, most_people);
create index affect_week_topic on affect_week (tenant, dims, product, channel, segment, week, topic)
    include (events, readings, most_people);

select keep_to_tenant('affect_week');

create table affect_week_state (
    tenant  text not null default attune_tenant(),
    week    timestamptz not null,
    changes bigint not null,  -- of its days since it ended
    folded  boolean not null, -- whether affect_week has all of them
    primary key (tenant, week)
);

select keep_to_tenant('affect_week_state');

-- Likewise for the days: with one or two filters the wanted names stand beside each other.
drop index affect_cell_product;
drop index affect_cell_channel;
drop index affect_cell_segment;
drop index affect_cell_topic;
create index affect_cell_by_product on affect_cell (tenant, grain, dims, channel, segment, topic, bucket, product);
create index affect_cell_by_channel on affect_cell (tenant, grain, dims, product, segment, topic, bucket, channel);
create index affect_cell_by_segment on affect_cell (tenant, grain, dims, product, channel, topic, bucket, segment);
create index affect_cell_by_topic on affect_cell (tenant, grain, dims, product, channel, segment, bucket, topic);
