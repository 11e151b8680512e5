-- What is wrong with a rejected event, by an id that is told in the language of whoever reads it; none in older rows.
alter table rejected_event add column wrong text not null default '';
