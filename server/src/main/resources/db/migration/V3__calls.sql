alter table live_session drop constraint live_session_source_check;
alter table live_session add constraint live_session_source_check
    check (source in ('webcam', 'recording', 'clip', 'call'));

-- -1: the person of the session, whose voice or words came without a face
alter table affect_second drop constraint affect_second_track_id_check;
alter table affect_second add constraint affect_second_track_id_check check (track_id >= -1);
alter table moment drop constraint moment_track_id_check;
alter table moment add constraint moment_track_id_check check (track_id >= -1);
