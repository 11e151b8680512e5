-- What a session observed, number for number, so that it can be replayed: a stretch of a few seconds a row, compressed, sealed
-- with the person's key. Pixels, sound, words and the mesh of a face have no place in it.
create table observation_tape (
    session_id   uuid not null references live_session on delete cascade,
    number       int  not null check (number >= 0),
    observations int  not null check (observations > 0),
    sealed       bytea not null,
    primary key (session_id, number)
);
