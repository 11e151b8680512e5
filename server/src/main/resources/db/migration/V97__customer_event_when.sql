-- Of a person the latest event comes last here, so PostgreSQL fills pages to the end instead of splitting them in halves:
-- half the index, and less of it to write with every event. Read backwards it gives the latest first.
create index customer_event_when on customer_event (person, at);
drop index customer_event_time;
