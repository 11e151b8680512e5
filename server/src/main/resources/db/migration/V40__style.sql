-- The bounds within which a tenant's brand speaks. No row: polite, sober, no language model.
create table style_setting (
    tenant          text primary key default attune_tenant(),
    least_formality double precision not null check (least_formality between 0 and 1),
    most_enthusiasm double precision not null check (most_enthusiasm between 0 and 1),
    most_humour     double precision not null check (most_humour between 0 and 1),
    emoji           boolean not null,
    address_form    text not null check (address_form in ('familiar', 'polite')),
    upsell          boolean not null,
    language_model  boolean not null,
    changed_at      timestamptz not null,
    changed_by      text not null
);
set local client_min_messages = warning; -- the column tenant is there already
select keep_to_tenant('style_setting');
