-- A publishable key stands in a page, where everybody can read it; a secret one stays on a server of the operator's.
alter table sdk_key add kind text not null default 'publishable' check (kind in ('publishable', 'secret'));
