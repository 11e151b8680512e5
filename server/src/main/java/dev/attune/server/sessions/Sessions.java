package dev.attune.server.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.attune.server.privacy.RetentionClock;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.SessionRef;
import dev.attune.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Past and running sessions as they are stored. What is older than the notice promises is erased.
@Component
class Sessions implements RetentionClock {
    private static final String ERASED = "erased";
    private static final int LATEST = 200; // what a page can show without paging

    private static final String SUMMARY = """
            select s.*,
              (select count(*) from moment m where m.session_id = s.id) as moments,
              (select count(*) from decision d where d.session_id = s.id) as decisions,
              (select avg(a.measured::int) from affect_second a where a.session_id = s.id) as coverage
            from live_session s
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Duration retention;
    private final Persons persons;
    private final Vault vault;

    Sessions(
            JdbcClient jdbc,
            JsonMapper json,
            Persons persons,
            Vault vault,
            @Value("${attune.sessions.retention}") Duration retention) {
        this.jdbc = jdbc;
        this.json = json;
        this.retention = retention;
        this.persons = persons;
        this.vault = vault;
    }

    /// @param subject the pseudonym that pages use; `erased` while the person is being erased
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

    /// @param atMs where the second begins, in milliseconds of media time
    /// @param frames how many were read in it
    /// @param valence mean of the displayed valence in [-1, 1]; null where none could be read
    /// @param arousal mean of the displayed arousal in [-1, 1]; null where none could be read
    /// @param quality of the pictures, in [0, 1]
    /// @param expression probability in [0, 1] by displayed emotion
    /// @param states in [0, 1] by state, for example `interest`
    record StoredSecond(
            double atMs,
            int trackId,
            int frames,
            @Nullable Double valence,
            @Nullable Double arousal,
            double quality,
            Map<String, Double> expression,
            Map<String, Double> states) {}

    /// @param kind for example an expression, a micro-expression or a turn
    /// @param name the id of the expression, the state, the turn, the group of muscles, or the reason; `blink`;
    ///     of a mixture both, `joy+surprise`
    /// @param onsetMs where it begins, in milliseconds of media time
    /// @param apexMs where it is strongest, in milliseconds of media time
    /// @param offsetMs where it ends, in milliseconds of media time
    /// @param strength how strong it was at its apex
    /// @param actionUnits intensities 0 to 5 by action unit
    /// @param firstWeight of a mixture only, as is `secondWeight`; null too where it was kept without
    /// @param secondWeight share of the second emotion of a mixture, in [0, 1]
    record StoredMoment(
            String kind,
            String name,
            int trackId,
            double onsetMs,
            double apexMs,
            double offsetMs,
            double strength,
            Map<String, Double> actionUnits,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double firstWeight,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double secondWeight) {}

    List<Summary> latest() {
        return jdbc.sql(SUMMARY + "order by s.started_at desc limit ?")
                .param(LATEST)
                .query(this::summary)
                .list();
    }

    Optional<Summary> find(UUID id) {
        return jdbc.sql(SUMMARY + "where s.id = ?")
                .param(id)
                .query(this::summary)
                .optional();
    }

    /// Of one person, oldest first.
    List<Summary> of(String person) {
        return jdbc.sql(SUMMARY + "where s.subject = ? order by s.started_at")
                .param(person)
                .query(this::summary)
                .list();
    }

    /// Whose session this is.
    Optional<SessionRef> ref(UUID id) {
        return jdbc.sql("select subject from live_session where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(person -> new SessionRef(id, person));
    }

    /// Of the person of the session, who alone has the key.
    List<StoredSecond> seconds(SessionRef session) {
        return jdbc.sql("select * from affect_second where session_id = ? order by second, track_id")
                .param(session.id())
                .query((row, n) -> {
                    var sealed = open(session, "affect_second", row, SessionLog.SealedSecond.class);
                    return new StoredSecond(
                            1000.0 * row.getInt("second"),
                            row.getInt("track_id"),
                            row.getInt("frames"),
                            sealed.valence(),
                            sealed.arousal(),
                            sealed.quality(),
                            sealed.expression(),
                            sealed.states());
                })
                .list();
    }

    List<StoredMoment> moments(SessionRef session) {
        return jdbc.sql("select * from moment where session_id = ? order by onset_ms, id")
                .param(session.id())
                .query((row, n) -> {
                    var sealed = open(session, "moment", row, SessionLog.SealedMoment.class);
                    return new StoredMoment(
                            sealed.kind(),
                            sealed.name(),
                            row.getInt("track_id"),
                            row.getDouble("onset_ms"),
                            sealed.apexMs(),
                            sealed.offsetMs(),
                            sealed.strength(),
                            sealed.actionUnits(),
                            sealed.firstWeight(),
                            sealed.secondWeight());
                })
                .list();
    }

    /// Of a call whose person allows statistics of the voice; empty of every other session.
    Optional<ConversationView> conversation(SessionRef session) {
        return jdbc.sql("select sealed from call_dynamics where session_id = ?")
                .param(session.id())
                .query((row, n) -> open(session, "call_dynamics", row, ConversationView.class))
                .optional();
    }

    private <T> T open(SessionRef session, String table, ResultSet row, Class<T> type) throws SQLException {
        return json.readValue(vault.open(session.person(), table, "sealed", row.getBytes("sealed")), type);
    }

    /// Erases a session with its seconds, moments and decisions; false when there is none.
    boolean erase(UUID id) {
        return jdbc.sql("delete from live_session where id = ?").param(id).update() > 0;
    }

    @Override
    public String category() {
        return "sessions";
    }

    @Override
    public Duration keep() {
        return retention;
    }

    @Override
    public int sweep(Instant olderThan) {
        return jdbc.sql("delete from live_session where started_at < ?")
                .param(olderThan.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Summary summary(ResultSet row, int number) throws SQLException {
        var started = row.getObject("started_at", OffsetDateTime.class).toInstant();
        var endedAt = row.getObject("ended_at", OffsetDateTime.class);
        var session = new Session(
                row.getObject("id", UUID.class),
                persons.subjectOf(row.getString("subject")).orElse(ERASED),
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
