-- A tenant's own catalogue, for recommendations.
set local client_min_messages = warning; -- the column is there already

create table catalogue_item (
    tenant text not null default attune_tenant(),
    id     text not null,
    item   text not null, -- JSON
    primary key (tenant, id)
);
select keep_to_tenant('catalogue_item');
