-- A profile rests on what bears on it; without this it reads everything that somebody ever did to find that.
create index customer_event_bearing on customer_event (person, at) where bearing;

-- The merges that stand are found by the first record that came along.
create index customer_merge_came on customer_merge ((people[1])) where undone_at is null;
