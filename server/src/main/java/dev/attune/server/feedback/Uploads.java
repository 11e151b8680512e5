package dev.attune.server.feedback;

import dev.attune.server.privacy.RetentionClock;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Purpose;
import dev.attune.text.feedback.FeedbackColumns;
import dev.attune.text.feedback.FeedbackJson;
import dev.attune.text.feedback.FeedbackReading;
import dev.attune.text.feedback.FeedbackTable.Entry;
import dev.attune.text.feedback.RejectReason;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Tables of feedback as they are stored.
@Component
class Uploads implements RetentionClock {
    private static final int FETCH = 1_000; // rows held in memory while all are walked through

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Duration retention;

    Uploads(
            JdbcTemplate jdbc,
            JdbcClient client,
            TransactionTemplate transactions,
            InstantSource clock,
            JsonMapper json,
            FeedbackSettings settings) {
        this.jdbc = jdbc;
        this.client = client;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
        this.retention = settings.retention();
    }

    /// @param state `reading`, `done` or `failed`
    /// @param failure why it failed, an id; `detail` what is to be added to it
    /// @param rows that were read, `rejected` not counted
    record Upload(
            UUID id,
            String name,
            String purpose,
            FeedbackColumns columns,
            long bytes,
            String state,
            @Nullable String failure,
            @Nullable String detail,
            Instant uploadedAt,
            Instant erasedAt,
            long rows,
            long rejected) {
        Upload at(long rowsSoFar, long rejectedSoFar) {
            return new Upload(
                    id,
                    name,
                    purpose,
                    columns,
                    bytes,
                    state,
                    failure,
                    detail,
                    uploadedAt,
                    erasedAt,
                    rowsSoFar,
                    rejectedSoFar);
        }
    }

    /// Rows as they come out of the reader.
    record Batch(List<FeedbackReading> readings, List<Entry.Rejected> rejected) {}

    UUID add(String name, Purpose purpose, FeedbackColumns columns, long bytes) {
        var id = UUID.randomUUID();
        client.sql("""
                        insert into feedback_upload (id, name, purpose, columns, bytes, state, uploaded_at)
                        values (?, ?, ?, ?::jsonb, ?, 'reading', ?)""")
                .params(id, name, purpose.id(), json.writeValueAsString(columns), bytes, now())
                .update();
        return id;
    }

    void add(UUID id, Batch batch) {
        transactions.executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    """
                    insert into feedback_row (upload_id, row_number, day, product, language, aspects, reading)
                    values (?, ?, ?, ?, ?, ?, ?)""", batch.readings, batch.readings.size(), (statement, reading) -> row(statement, id, reading));
            jdbc.batchUpdate(
                    """
                    insert into feedback_reject (upload_id, row_number, line, reason, numbers)
                    values (?, ?, ?, ?, ?)""",
                    batch.rejected,
                    batch.rejected.size(),
                    (statement, rejected) -> reject(statement, id, rejected));
        });
    }

    private static void row(PreparedStatement statement, UUID id, FeedbackReading reading) throws SQLException {
        statement.setObject(1, id);
        statement.setLong(2, reading.row());
        statement.setDate(3, reading.day().map(Date::valueOf).orElse(null));
        statement.setString(4, reading.product());
        statement.setString(5, reading.language());
        var aspects = reading.aspects().stream()
                .map(aspect -> aspect.aspect())
                .distinct()
                .toArray(String[]::new);
        statement.setArray(6, statement.getConnection().createArrayOf("text", aspects));
        statement.setString(7, FeedbackJson.write(reading));
    }

    private static void reject(PreparedStatement statement, UUID id, Entry.Rejected rejected) throws SQLException {
        statement.setObject(1, id);
        statement.setLong(2, rejected.row());
        statement.setLong(3, rejected.line());
        statement.setString(4, rejected.reason().id());
        statement.setArray(
                5,
                statement
                        .getConnection()
                        .createArrayOf("int4", rejected.numbers().toArray()));
    }

    void done(UUID id, long rows, long rejected, List<ModelRef> models, String summary) {
        jdbc.update("""
                update feedback_upload set state = 'done', row_count = ?, rejected = ?, models = ?, summary = ?
                where id = ?""", statement -> {
            statement.setLong(1, rows);
            statement.setLong(2, rejected);
            var named = models.stream().map(ModelRef::toString).toArray(String[]::new);
            statement.setArray(3, statement.getConnection().createArrayOf("text", named));
            statement.setString(4, summary);
            statement.setObject(5, id);
        });
    }

    /// Keeps nothing of it but that it failed, and why.
    void failed(UUID id, String failure, String detail) {
        transactions.executeWithoutResult(status -> {
            client.sql("delete from feedback_row where upload_id = ?").param(id).update();
            client.sql("delete from feedback_reject where upload_id = ?")
                    .param(id)
                    .update();
            client.sql("update feedback_upload set state = 'failed', failure = ?, detail = ? where id = ?")
                    .params(failure, detail, id)
                    .update();
        });
    }

    /// Tables that an earlier process was reading when it ended.
    List<UUID> unfinished() {
        return client.sql("select id from feedback_upload where state = 'reading'")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    List<Upload> all() {
        return client.sql("select * from feedback_upload order by uploaded_at desc, id")
                .query(this::upload)
                .list();
    }

    Optional<Upload> find(UUID id) {
        return client.sql("select * from feedback_upload where id = ?")
                .param(id)
                .query(this::upload)
                .optional();
    }

    private Upload upload(ResultSet row, int number) throws SQLException {
        var uploadedAt = row.getObject("uploaded_at", OffsetDateTime.class).toInstant();
        return new Upload(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("purpose"),
                json.readValue(row.getString("columns"), FeedbackColumns.class),
                row.getLong("bytes"),
                row.getString("state"),
                row.getString("failure"),
                row.getString("detail"),
                uploadedAt,
                uploadedAt.plus(retention),
                row.getLong("row_count"),
                row.getLong("rejected"));
    }

    /// Of all rows; empty until it is done.
    Optional<String> summary(UUID id) {
        return client.sql("select summary from feedback_upload where id = ? and summary is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    List<ModelRef> models(UUID id) {
        return client
                .sql("select models from feedback_upload where id = ?")
                .param(id)
                .query((row, number) -> (String[]) row.getArray("models").getArray())
                .optional()
                .stream()
                .flatMap(Arrays::stream)
                .map(named -> new ModelRef(
                        named.substring(0, named.lastIndexOf('/')), named.substring(named.lastIndexOf('/') + 1)))
                .toList();
    }

    /// Walks through the readings in the order of the table, a few at a time.
    void each(UUID id, Filter filter, Consumer<FeedbackReading> reading) {
        var condition = filter.condition();
        var parameters = new Object[condition.parameters().size() + 1];
        parameters[0] = id;
        for (int i = 1; i < parameters.length; i++)
            parameters[i] = condition.parameters().get(i - 1);
        // a cursor lives inside a transaction only
        transactions.executeWithoutResult(status -> jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("select reading from feedback_row where upload_id = ?"
                            + condition.sql() + " order by row_number");
                    statement.setFetchSize(FETCH);
                    for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
                    return statement;
                },
                row -> {
                    reading.accept(FeedbackJson.read(row.getString(1)));
                }));
    }

    SortedMap<RejectReason, Long> reasons(UUID id) {
        var counts = new TreeMap<RejectReason, Long>();
        jdbc.query(
                "select reason, count(*) from feedback_reject where upload_id = ? group by reason",
                row -> {
                    counts.put(RejectReason.of(row.getString(1)), row.getLong(2));
                },
                id);
        return counts;
    }

    void eachReject(UUID id, Consumer<Entry.Rejected> rejected) {
        transactions.executeWithoutResult(status -> jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "select * from feedback_reject where upload_id = ? order by row_number");
                    statement.setFetchSize(FETCH);
                    statement.setObject(1, id);
                    return statement;
                },
                row -> {
                    rejected.accept(new Entry.Rejected(
                            row.getLong("row_number"),
                            row.getLong("line"),
                            RejectReason.of(row.getString("reason")),
                            List.of((Integer[]) row.getArray("numbers").getArray())));
                }));
    }

    /// With its rows; false when there is none.
    boolean erase(UUID id) {
        return client.sql("delete from feedback_upload where id = ?").param(id).update() > 0;
    }

    @Override
    public String category() {
        return "feedback";
    }

    @Override
    public Duration keep() {
        return retention;
    }

    @Override
    public int sweep(Instant olderThan) {
        return client.sql("delete from feedback_upload where uploaded_at < ?")
                .param(olderThan.atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
