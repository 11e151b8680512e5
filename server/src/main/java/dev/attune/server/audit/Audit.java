package dev.attune.server.audit;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The record of what people and pages did, without personal content: pseudonyms and ids only.
@Component
public class Audit {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Audit(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param action a verb and its object's kind, for example `consent.withdrawn`
    public void record(String actor, String action, String object) {
        jdbc.sql("insert into audit_event (at, actor, action, object) values (?, ?, ?, ?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), actor, action, object)
                .update();
    }
}
