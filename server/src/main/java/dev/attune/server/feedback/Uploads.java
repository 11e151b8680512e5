package dev.attune.server.feedback;

import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.RetentionClock;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.TableKeys;
import dev.attune.server.vault.Vault;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Purpose;
import dev.attune.text.feedback.FeedbackColumns;
import dev.attune.text.feedback.FeedbackJson;
import dev.attune.text.feedback.FeedbackReading;
import dev.attune.text.feedback.FeedbackTable.Entry;
import dev.attune.text.feedback.RejectReason;
import dev.attune.text.feedback.Summarizer;
import dev.attune.text.feedback.SummaryJson;
import dev.attune.text.topics.TopicDictionary;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tables of feedback as they are stored: each under a key of its own, the rows of people who were known when it was
/// read under theirs, so that their erasure reaches copies too. In plain stand day, language and aspects, by which rows
/// are looked for.
@Component
class Uploads implements RetentionClock, PersonDataHolder {
    private static final int FETCH = 1_000; // rows held in memory while all are walked through
    private static final String ROWS = "feedback_row";
    private static final String SEALED = "sealed";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final JsonMapper json;
    private final TableKeys keys;
    private final Vault vault;
    private final Duration retention;

    Uploads(
            JdbcTemplate jdbc,
            JdbcClient client,
            TransactionTemplate transactions,
            InstantSource clock,
            JsonMapper json,
            TableKeys keys,
            Vault vault,
            FeedbackSettings settings) {
        this.jdbc = jdbc;
        this.client = client;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
        this.keys = keys;
        this.vault = vault;
        this.retention = settings.retention();
    }

    /// @param state `reading`, `done` or `failed`
    /// @param failure why it failed, an id
    /// @param detail what is to be added to `failure`; null where nothing is
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
    ///
    /// @param people who is meant by the id of a row, by its number
    record Batch(List<FeedbackReading> readings, Map<Long, String> people, List<Entry.Rejected> rejected) {}

    UUID add(String name, Purpose purpose, FeedbackColumns columns, long bytes) {
        var id = UUID.randomUUID();
        client.sql("""
                        insert into feedback_upload (id, name, purpose, columns, bytes, state, uploaded_at, sealing_key)
                        values (?, ?, ?, ?::jsonb, ?, 'reading', ?, ?)""")
                .params(
                        id,
                        name,
                        purpose.id(),
                        json.writeValueAsString(columns),
                        bytes,
                        now(),
                        keys.create(Sealing.table(id)))
                .update();
        return id;
    }

    void add(UUID id, Batch batch) {
        var sealing = sealing(id).orElse(null);
        if (sealing == null) return; // erased meanwhile
        var rows = sealed(batch, sealing);
        transactions.executeWithoutResult(status -> {
            jdbc.batchUpdate("""
                    insert into feedback_row
                      (upload_id, row_number, day, product, language, aspects, request, person, sealed)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows, rows.size(), (statement, row) -> set(statement, id, row, sealing));
            jdbc.batchUpdate(
                    """
                    insert into feedback_reject (upload_id, row_number, line, reason, numbers)
                    values (?, ?, ?, ?, ?)""",
                    batch.rejected,
                    batch.rejected.size(),
                    (statement, rejected) -> reject(statement, id, rejected));
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(FeedbackReading reading, @Nullable String person, byte[] sealed) {}

    /// Without the rows of people who were erased since they were looked up.
    private List<Row> sealed(Batch batch, Sealing sealing) {
        vault.openAll(batch.people.values());
        var rows = new ArrayList<Row>();
        for (var reading : batch.readings) {
            var person = batch.people.get(reading.row());
            var line = FeedbackJson.write(reading);
            try {
                rows.add(new Row(
                        reading,
                        person,
                        person == null ? sealing.row(reading.row(), line) : vault.seal(person, ROWS, SEALED, line)));
            } catch (PersonErased e) {
                continue;
            }
        }
        return rows;
    }

    private static void set(PreparedStatement statement, UUID id, Row row, Sealing sealing) throws SQLException {
        var reading = row.reading;
        statement.setObject(1, id);
        statement.setLong(2, reading.row());
        statement.setDate(3, reading.day().map(Date::valueOf).orElse(null));
        statement.setBytes(4, sealing.product(reading.product()));
        statement.setString(5, reading.language());
        var aspects = reading.aspects().stream()
                .map(aspect -> aspect.aspect())
                .distinct()
                .toArray(String[]::new);
        statement.setArray(6, statement.getConnection().createArrayOf("text", aspects));
        statement.setString(7, reading.request().orElse(null));
        statement.setString(8, row.person);
        statement.setBytes(9, row.sealed);
    }

    private Optional<Sealing> sealing(UUID id) {
        return client.sql("select sealing_key from feedback_upload where id = ?")
                .param(id)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(wrapped -> new Sealing(keys.open(Sealing.table(id), wrapped)));
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

    /// Which models and dictionaries read it.
    void spoke(UUID id, List<ModelRef> models) {
        jdbc.update("update feedback_upload set models = ? where id = ?", statement -> {
            var named = models.stream().map(ModelRef::toString).toArray(String[]::new);
            statement.setArray(1, statement.getConnection().createArrayOf("text", named));
            statement.setObject(2, id);
        });
    }

    /// @param summary of all rows
    void done(UUID id, long rows, long rejected, String summary) {
        sealing(id)
                .ifPresent(sealing -> client.sql("""
                                update feedback_upload set state = 'done', row_count = ?, rejected = ?, sealed_summary = ?
                                where id = ?""")
                        .params(rows, rejected, sealing.summary(summary), id)
                        .update());
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
        return sealing(id)
                .flatMap(sealing -> client.sql(
                                "select sealed_summary from feedback_upload where id = ? and state = 'done'")
                        .param(id)
                        .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                        .optional()
                        .map(stored -> stored.map(sealing::summary).orElseGet(() -> summedUpAgain(id, sealing))));
    }

    /// A person's rows were erased since.
    private String summedUpAgain(UUID id, Sealing sealing) {
        var summary = summary(id, Filter.NONE);
        client.sql("update feedback_upload set sealed_summary = ? where id = ?")
                .params(sealing.summary(summary), id)
                .update();
        return summary;
    }

    /// `attune.feedback/1` of the rows asked for.
    String summary(UUID id, Filter filter) {
        var summarizer = new Summarizer(TopicDictionary.bundled());
        each(id, filter, summarizer::add);
        each(id, filter, summarizer::addAgain);
        return SummaryJson.of(summarizer.summary(reasons(id), models(id))).toString();
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
        var sealing = sealing(id).orElse(null);
        if (sealing == null) return; // erased meanwhile
        var condition = filter.condition(sealing);
        var parameters = new Object[condition.parameters().size() + 1];
        parameters[0] = id;
        for (int i = 1; i < parameters.length; i++)
            parameters[i] = condition.parameters().get(i - 1);
        // a cursor lives inside a transaction only
        transactions.executeWithoutResult(status -> jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "select row_number, person, sealed from feedback_row where upload_id = ?" + condition.sql()
                                    + " order by row_number");
                    statement.setFetchSize(FETCH);
                    for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
                    return statement;
                },
                row -> {
                    opened(row, sealing).map(FeedbackJson::read).ifPresent(reading);
                }));
    }

    /// Empty when the key of the person whose row it is was destroyed meanwhile.
    private Optional<String> opened(ResultSet row, Sealing sealing) throws SQLException {
        var person = row.getString("person");
        byte[] sealed = row.getBytes(SEALED);
        if (person == null) return Optional.of(sealing.row(row.getLong("row_number"), sealed));
        try {
            return Optional.of(vault.open(person, ROWS, SEALED, sealed));
        } catch (PersonErased e) {
            return Optional.empty();
        }
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
    public String name() {
        return "feedback";
    }

    @Override
    public Set<String> tables() {
        return Set.of(ROWS);
    }

    /// What they wrote, as it was read and is kept: redacted.
    @Override
    public List<JsonNode> export(String person) {
        return client.sql("select sealed from feedback_row where person = ? order by upload_id, row_number")
                .param(person)
                .query((row, number) -> json.readTree(vault.open(person, ROWS, SEALED, row.getBytes(SEALED))))
                .list();
    }

    /// Their rows, and the sums that these went into: those are made again when somebody asks for them.
    @Override
    public Map<String, Integer> erase(String person) {
        return Map.of(ROWS, Objects.requireNonNull(transactions.execute(status -> {
            client.sql("""
                            update feedback_upload u set sealed_summary = null, row_count = row_count - own.rows
                            from (select upload_id, count(*) as rows from feedback_row where person = ?
                                  group by upload_id) own
                            where u.id = own.upload_id and u.state = 'done'""").param(person).update();
            return client.sql("delete from feedback_row where person = ?")
                    .param(person)
                    .update();
        })));
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
