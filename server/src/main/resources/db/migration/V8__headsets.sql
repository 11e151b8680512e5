alter table live_session drop constraint live_session_source_check;
alter table live_session add constraint live_session_source_check
    check (source in ('webcam', 'recording', 'clip', 'call', 'headset'));
