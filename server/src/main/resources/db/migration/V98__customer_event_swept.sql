-- What is not summed up is read whole whenever old events are looked for, and whoever reads a page of events first marks
-- it, which writes it to the log whole if that comes late: 260 MB for 1.5 million events.
alter index customer_event_at set (autosummarize = on);
