package dev.attune.server.sessions;

import dev.attune.server.database.DatabaseFailures;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.SessionRef;
import dev.attune.server.vault.Vault;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Moment;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes down live sessions while they run. Only [#opened] waits for the database; where it is away or full, that row
/// too is written when it is back.
@Component
public class SessionLog {
    private static final String OPENED = """
            insert into live_session (id, subject, receipt_id, purpose, source, language, started_at)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Persons persons;
    private final Vault vault;

    SessionLog(
            JdbcClient jdbc, GroupCommit writes, InstantSource clock, JsonMapper json, Persons persons, Vault vault) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
        this.json = json;
        this.persons = persons;
        this.vault = vault;
    }

    /// What one person displayed in one second of media time.
    ///
    /// @param frames analysed frames in which the person was seen
    /// @param valence mean of the measured frames; null when none was
    /// @param expression mean probabilities; empty when every frame abstained
    /// @param states means of the measured ones
    public record Second(
            int trackId,
            int second,
            int frames,
            @Nullable Double valence,
            @Nullable Double arousal,
            double quality,
            Map<String, Double> expression,
            Map<String, Double> states) {
        public Second {
            expression = Map.copyOf(expression);
            states = Map.copyOf(states);
        }
    }

    /// What of a second is kept under the person's key.
    record SealedSecond(
            @Nullable Double valence,
            @Nullable Double arousal,
            double quality,
            Map<String, Double> expression,
            Map<String, Double> states) {}

    /// What of a moment is kept under the person's key.
    ///
    /// @param firstWeight of a mixture only, as is `secondWeight`; null too where it was kept without
    record SealedMoment(
            String kind,
            String name,
            double apexMs,
            double offsetMs,
            double strength,
            Map<String, Double> actionUnits,
            @Nullable Double firstWeight,
            @Nullable Double secondWeight) {
        static SealedMoment of(Moment moment) {
            var mixture = moment instanceof Moment.MixedExpression mixed ? mixed : null;
            return new SealedMoment(
                    SessionLog.kind(moment),
                    SessionLog.name(moment),
                    milliseconds(moment.episode().apex()),
                    milliseconds(moment.episode().offset()),
                    moment.strength(),
                    intensities(moment),
                    mixture == null ? null : mixture.firstWeight(),
                    mixture == null ? null : mixture.secondWeight());
        }
    }

    /// How many frames came and what became of them.
    public record Frames(long received, long analysed, long dropped) {}

    /// @param subject the pseudonym that pages use
    public SessionRef opened(String subject, UUID receiptId, Purpose purpose, String source, String language) {
        String person = persons.find(subject)
                .orElseThrow(() -> new IllegalStateException("a session of somebody who was never asked"));
        var id = UUID.randomUUID();
        var row = new Object[] {
            id,
            person,
            receiptId,
            purpose.id(),
            source,
            language,
            clock.instant().atOffset(ZoneOffset.UTC)
        };
        try {
            jdbc.sql(OPENED).params(row).update();
        } catch (DataAccessException e) {
            if (!DatabaseFailures.isForNow(e)) throw e;
            writes.add(OPENED, row); // before everything else of this session
        }
        return new SessionRef(id, person);
    }

    /// @param allowed whether it may be kept, asked again when it is written: a consent may be gone by then
    public void second(SessionRef session, Second second, BooleanSupplier allowed) {
        writes.add(
                """
                insert into affect_second (session_id, track_id, second, frames, measured, sealed)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing""",
                session.id(),
                second.trackId(),
                second.second(),
                second.frames(),
                second.valence() != null,
                vault.sealLater(
                                session.person(),
                                "affect_second",
                                "sealed",
                                json.writeValueAsString(new SealedSecond(
                                        second.valence(),
                                        second.arousal(),
                                        second.quality(),
                                        second.expression(),
                                        second.states())))
                        .onlyWhile(allowed));
    }

    /// @param allowed as of seconds
    public void moment(SessionRef session, Moment moment, BooleanSupplier allowed) {
        var episode = moment.episode();
        writes.add(
                "insert into moment (session_id, track_id, onset_ms, sealed) values (?, ?, ?, ?)",
                session.id(),
                episode.trackId(),
                milliseconds(episode.onset()),
                vault.sealLater(session.person(), "moment", "sealed", json.writeValueAsString(SealedMoment.of(moment)))
                        .onlyWhile(allowed));
    }

    /// @param allowed as of seconds
    public void conversation(SessionRef session, ConversationView conversation, BooleanSupplier allowed) {
        writes.add(
                "insert into call_dynamics (session_id, sealed) values (?, ?) on conflict do nothing",
                session.id(),
                vault.sealLater(session.person(), "call_dynamics", "sealed", json.writeValueAsString(conversation))
                        .onlyWhile(allowed));
    }

    public void ended(SessionRef session, String reason, Frames frames) {
        writes.add(
                """
                update live_session set ended_at = greatest(?, started_at), end_reason = ?,
                  frames_received = ?, frames_analysed = ?, frames_dropped = ? where id = ?""",
                clock.instant().atOffset(ZoneOffset.UTC),
                reason,
                frames.received(),
                frames.analysed(),
                frames.dropped(),
                session.id());
    }

    /// `expression`, `mixed`, `state`, `turn`, `micro-expression`, `blink` or `unreadable`.
    public static String kind(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode expression -> "expression";
            case Moment.MixedExpression mixed -> "mixed";
            case Moment.StateEpisode state -> "state";
            case Moment.Turn turn -> "turn";
            case Moment.MicroExpression micro -> "micro-expression";
            case Moment.Blink blink -> "blink";
            case Moment.Unreadable unreadable -> "unreadable";
        };
    }

    /// The id of the expression, the state, the turn, the group of muscles, or the reason; `blink`; of a mixture both,
    /// `joy+surprise`.
    public static String name(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode expression -> expression.emotion().id();
            case Moment.MixedExpression mixed ->
                mixed.first().id() + "+" + mixed.second().id();
            case Moment.StateEpisode state -> state.state().id();
            case Moment.Turn turn -> turn.kind().id();
            case Moment.MicroExpression micro -> micro.group().id();
            case Moment.Blink blink -> "blink";
            case Moment.Unreadable unreadable -> unreadable.reason().id();
        };
    }

    /// Mean of both sides at the apex, by id, for example `AU12`.
    public static Map<String, Double> intensities(Moment moment) {
        List<ActionUnit> units = switch (moment) {
            case Moment.ExpressionEpisode expression -> expression.actionUnits();
            case Moment.MixedExpression mixed -> mixed.actionUnits();
            case Moment.StateEpisode state -> state.actionUnits();
            case Moment.MicroExpression micro -> micro.actionUnits();
            case Moment.Turn turn -> List.of();
            case Moment.Blink blink -> List.of();
            case Moment.Unreadable unreadable -> List.of();
        };
        return units.stream().collect(Collectors.toMap(ActionUnit::id, ActionUnit::intensity));
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
