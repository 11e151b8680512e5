-- What was stored of customers and is still to be told inside the house. A row comes with the commit that it tells of
-- and goes when everybody has heard it, so that a killed server tells after its start what it could not tell before.
create table customer_news (
    number  bigint generated always as identity primary key,
    events  uuid[] not null,
    changed text[] not null -- random ids of customers who were merged, taken apart or described anew
);
select keep_to_tenant('customer_news');
create index customer_news_tenant on customer_news (tenant, number);

-- How far each listener has come.
create table customer_news_heard (
    listener text not null,
    upto     bigint not null
);
select keep_to_tenant('customer_news_heard');
alter table customer_news_heard add primary key (tenant, listener);
