-- Which showing of a notice an answer belongs to, and how it was given.
alter table served_notice  add origin text;
alter table consent_record add served_notice bigint references served_notice,
                           add method text not null default 'button' check (method in ('button', 'gpc'));
