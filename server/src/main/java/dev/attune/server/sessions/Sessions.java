package dev.attune.server.sessions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Past and running sessions as they are stored. What is older than the notice promises is erased.
@Component
class Sessions {
    private static final int LATEST = 200; // what a page can show without paging
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    private static final String SUMMARY = """
            select s.*,
              (select count(*) from moment m where m.session_id = s.id) as moments,
              (select count(*) from decision d where d.session_id = s.id) as decisions,
              (select avg((a.valence is not null)::int) from affect_second a where a.session_id = s.id) as coverage
            from live_session s
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Duration retention;

    Sessions(
            JdbcClient jdbc,
            InstantSource clock,
            JsonMapper json,
            @Value("${attune.sessions.retention}") Duration retention) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.retention = retention;
    }

    /// @param endedAt null while the session runs, or when the server was killed under it
    /// @param coverage share of the stored seconds in which valence could be measured; null when none are stored
    record Session(
            UUID id,
            String subject,
            UUID receiptId,
            String purpose,
            String source,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            @Nullable Long durationMs,
            @Nullable Double coverage,
            int framesReceived,
            int framesAnalysed,
            int framesDropped) {}

    /// @param moments how many are stored
    /// @param decisions likewise
    record Summary(@JsonUnwrapped Session session, long moments, long decisions) {}

    record StoredSecond(
            double atMs,
            int trackId,
            int frames,
            @Nullable Double valence,
            @Nullable Double arousal,
            double quality,
            Map<String, Double> expression,
            Map<String, Double> states) {}

    record StoredMoment(
            String kind,
            String name,
            int trackId,
            double onsetMs,
            double apexMs,
            double offsetMs,
            double strength,
            Map<String, Double> actionUnits) {}

    List<Summary> latest() {
        return jdbc.sql(SUMMARY + "order by s.started_at desc limit ?")
                .param(LATEST)
                .query(Sessions::summary)
                .list();
    }

    Optional<Summary> find(UUID id) {
        return jdbc.sql(SUMMARY + "where s.id = ?")
                .param(id)
                .query(Sessions::summary)
                .optional();
    }

    List<StoredSecond> seconds(UUID id) {
        return jdbc.sql("select * from affect_second where session_id = ? order by second, track_id")
                .param(id)
                .query((row, n) -> new StoredSecond(
                        1000.0 * row.getInt("second"),
                        row.getInt("track_id"),
                        row.getInt("frames"),
                        number(row, "valence"),
                        number(row, "arousal"),
                        row.getDouble("quality"),
                        json.readValue(row.getString("expression"), NUMBERS),
                        json.readValue(row.getString("states"), NUMBERS)))
                .list();
    }

    List<StoredMoment> moments(UUID id) {
        return jdbc.sql("select * from moment where session_id = ? order by onset_ms, id")
                .param(id)
                .query((row, n) -> new StoredMoment(
                        row.getString("kind"),
                        row.getString("name"),
                        row.getInt("track_id"),
                        row.getDouble("onset_ms"),
                        row.getDouble("apex_ms"),
                        row.getDouble("offset_ms"),
                        row.getDouble("strength"),
                        json.readValue(row.getString("action_units"), NUMBERS)))
                .list();
    }

    /// Erases a session with its seconds, moments and decisions; false when there is none.
    boolean erase(UUID id) {
        return jdbc.sql("delete from live_session where id = ?").param(id).update() > 0;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void eraseWhatIsTooOld() {
        jdbc.sql("delete from live_session where started_at < ?")
                .param(clock.instant().minus(retention).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Summary summary(ResultSet row, int number) throws SQLException {
        var started = row.getObject("started_at", OffsetDateTime.class).toInstant();
        var endedAt = row.getObject("ended_at", OffsetDateTime.class);
        var session = new Session(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getObject("receipt_id", UUID.class),
                row.getString("purpose"),
                row.getString("source"),
                started,
                endedAt == null ? null : endedAt.toInstant(),
                row.getString("end_reason"),
                endedAt == null
                        ? null
                        : Duration.between(started, endedAt.toInstant()).toMillis(),
                number(row, "coverage"),
                row.getInt("frames_received"),
                row.getInt("frames_analysed"),
                row.getInt("frames_dropped"));
        return new Summary(session, row.getLong("moments"), row.getLong("decisions"));
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
