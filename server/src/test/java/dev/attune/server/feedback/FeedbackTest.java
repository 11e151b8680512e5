package dev.attune.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.TableKeys;
import jakarta.servlet.http.Cookie;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class FeedbackTest extends ServerTest {
    private static final String TABLE = """
            id,day,shop,text
            1,2026-03-01,North,"The delivery was late, call +44 20 7946 0958"
            2,2026-03-02,North,Отличное качество большое спасибо
            3,2026-03-03
            4,2026-03-04,South,客服态度差，再也不买了
            5,2026-04-05,South,Terrible delivery and a torn box
            """;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private FeedbackSettings settings;

    @Autowired
    private Uploads uploads;

    @Autowired
    private Persons persons;

    @Autowired
    private TableKeys keys;

    @Autowired
    private JavaMigration[] migrations;

    @Autowired
    @FlywayDataSource
    private DataSource source;

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
    }

    @Test
    void aTableIsReadInTheBackgroundAndSaysWhatTheCommandLineSays() throws Exception {
        var id = read(TABLE, Map.of("timeColumn", "day", "productColumn", "shop", "idColumn", "id"));

        var summary = body(get("/v1/feedback/%s/summary".formatted(id)));
        assertThat(summary.path("format").asString()).isEqualTo("attune.feedback/1");
        assertThat(summary.path("rows").asInt()).isEqualTo(4);
        assertThat(summary.path("rejected").toString()).isEqualTo("{\"wrong-width\":1}");
        assertThat(summary.path("languages").size()).isEqualTo(3);
        assertThat(summary.path("drivers").path(0).path("aspect").asString()).isEqualTo("delivery");
        assertThat(summary.path("firstDay").asString()).isEqualTo("2026-03-01");
    }

    @Test
    void personalDataReachesNeitherDatabaseNorDisk() throws Exception {
        var id = read(TABLE, Map.of());

        assertThat(jdbc.sql("select feedback_row::text from feedback_row where upload_id = ?")
                        .param(UUID.fromString(id))
                        .query(String.class)
                        .list())
                .hasSize(4)
                .noneMatch(row -> row.contains("7946 09") || row.contains("37393436203039")); // as text, as bytes
        var read = new ArrayList<String>();
        uploads.each(UUID.fromString(id), Filter.NONE, reading -> read.add(reading.text()));
        assertThat(read).hasSize(4).anyMatch(text -> text.contains("[phone]")).noneMatch(text -> text.contains("7946"));
        assertThat(settings.folder()).isEmptyDirectory();
    }

    @Test
    void whatPeopleWroteAndTheNamesOfShopsStandSealedOnly() throws Exception {
        var id = read(TABLE, Map.of("productColumn", "shop", "idColumn", "id"));

        assertThat(jdbc.sql("""
                        select encode(sealed || product, 'escape') from feedback_row where upload_id = :id
                        union all select encode(sealed_summary, 'escape') from feedback_upload where id = :id""")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .list())
                .hasSize(5)
                .noneMatch(stored -> stored.contains("delivery was late") || stored.contains("North"));
    }

    /// A database of the time when rows stood in plain.
    @Test
    void whatWasStoredInPlainIsSealedWhenTheServerStartsAgain() {
        var owner = new JdbcTemplate(source);
        owner.execute("drop schema if exists plain cascade");
        var flyway = Flyway.configure().dataSource(source).schemas("plain").javaMigrations(migrations);
        flyway.target("66").load().migrate();
        owner.execute("""
                insert into plain.feedback_upload
                  (id, name, purpose, columns, bytes, state, uploaded_at, row_count, summary, tenant) values
                  ('00000000-0000-0000-0000-000000000007', 'a.csv', 'analytics', '{}', 9, 'done', now(), 1,
                   '{"quote": "the parcel is torn"}', 'north');
                insert into plain.feedback_row
                  (upload_id, row_number, product, language, aspects, reading, tenant) values
                  ('00000000-0000-0000-0000-000000000007', 1, 'Riverside', 'en', '{delivery}',
                   '{"row": 1, "text": "the parcel is torn"}', 'north')""");

        flyway.target("latest").load().migrate();

        var row = owner.queryForMap(
                "select r.*, u.sealing_key from plain.feedback_row r join plain.feedback_upload u on u.id = r.upload_id");
        assertThat(row).containsEntry("tenant", "north").containsEntry("language", "en");
        assertThat(owner.queryForList("select table_name from information_schema.tables where table_schema = 'plain'"))
                .noneMatch(table -> table.toString().contains("feedback_row_plain"));
        var place = Sealing.table(UUID.fromString("00000000-0000-0000-0000-000000000007"));
        new Tenant("north")
                .run(() -> assertThat(
                                new Sealing(keys.open(place, bytes(row, "sealing_key"))).row(1, bytes(row, "sealed")))
                        .contains("the parcel is torn"));
    }

    @Test
    void whatPeopleWroteIsShownToWhoSaysWhyOnlyAndTheLookIsOnRecord() throws Exception {
        var id = read(TABLE, Map.of());
        var path = "/v1/feedback/%s/summary".formatted(id);

        assertThat(mvc.get().uri(path).cookie(console).exchange()).hasStatus(403);
        assertThat(get(path)).hasStatus(200);

        assertThat(jdbc.sql("select count(*) from audit_record where action = 'feedback.read' and object_pseudonym = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .as("refused and answered")
                .isEqualTo(2);
    }

    @Test
    void rowsOfAPersonWhoIsErasedGoAndTheSumsAreMadeAgain() throws Exception {
        var subject = "c-" + UUID.randomUUID();
        var person = persons.admit(subject);
        var id = read(
                "id,text\n%s,Terrible delivery and a torn box\n,Great quality\n".formatted(subject),
                Map.of("idColumn", "id"));
        var path = "/v1/feedback/%s/summary".formatted(id);
        assertThat(get(path)).bodyText().contains("Terrible delivery");
        assertThat(uploads.export(person)).hasSize(1);

        assertThat(uploads.erase(person)).containsEntry("feedback_row", 1);

        assertThat(get(path)).bodyText().doesNotContain("Terrible delivery");
        assertThat(body(get(path)).path("rows").asInt()).isEqualTo(1);
        assertThat(uploads.export(person)).isEmpty();
        assertThat(uploads.erase(person)).containsEntry("feedback_row", 0);
    }

    @ParameterizedTest
    @CsvSource({
        "product=North, 2",
        "language=zh, 1",
        "aspect=delivery, 2",
        "from=2026-03-02&to=2026-03-31, 2",
        "product=West, 0"
    })
    void aFilterSumsUpTheRowsItAsksFor(String filter, int rows) throws Exception {
        var id = read(TABLE, Map.of("timeColumn", "day", "productColumn", "shop"));

        assertThat(body(get("/v1/feedback/%s/summary?%s".formatted(id, filter)))
                        .path("rows")
                        .asInt())
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "en, '3,4,\"it has 2 cells, the header names 4\"'",
        "ru, '3,4,\"ячеек: 2, а в заголовке: 4\"'",
        "zh, '3,4,\"有 2 个单元格，表头有 4 个\"'"
    })
    void rowsThatCouldNotBeUsedCanBeDownloadedWithTheirReasons(String language, String line) throws Exception {
        var id = read(TABLE, Map.of());

        var rejects = get("/v1/feedback/%s/rejects?language=%s".formatted(id, language));

        assertThat(new String(rejects.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .startsWith("\uFEFFrow,line,reason\n")
                .contains(line);
    }

    @Test
    void theColumnsOfATableAreToldBeforeItIsSent() {
        var table = "номер;отзыв\n1;медленно\n".getBytes(Charset.forName("windows-1251"));

        var answer = post("/v1/feedback/columns?name=a.csv&encoding=windows-1251", table);

        assertThat(body(answer).path("columns").toString()).isEqualTo("[\"номер\",\"отзыв\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "name=a.csv&textColumn=comment&purpose=analytics, 400, There is no column 'comment'. The columns are: id",
        "name=a.pdf&textColumn=text&purpose=analytics, 400, 'must end in .csv, .tsv, .jsonl or .ndjson, got ''a.pdf'''",
        "name=a.csv&textColumn=text&purpose=profit, 400, profit",
        "name=a.csv&textColumn=text, 400, unknown purpose",
        "name=a.csv&purpose=analytics, 400, the text column needs a name",
        "name=a.csv&textColumn=text&purpose=analytics&encoding=rot13, 400, there is no encoding 'rot13'",
    })
    void whatCannotBeReadIsRefusedWithItsReason(String asked, int status, String reason) {
        var answer = post("/v1/feedback?" + asked, TABLE.getBytes(StandardCharsets.UTF_8));

        assertThat(answer).hasStatus(status);
        assertThat(answer).bodyText().contains(reason);
    }

    @Test
    void aTableThatIsTooLargeIsRefusedAndLeavesNothingBehind() throws Exception {
        var answer = post(
                "/v1/feedback?name=a.csv&textColumn=text&purpose=analytics",
                ("text\n" + "long ".repeat(70_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(answer).hasStatus(413);
        assertThat(answer).bodyText().contains("more than 300,000 bytes");
        assertThat(settings.folder()).isEmptyDirectory();
    }

    @Test
    void aTableWithTooManyRowsFailsWithItsLimitAndKeepsNoRow() throws Exception {
        var rows = IntStream.range(0, 1_200).mapToObj(i -> "fine " + i).collect(Collectors.joining("\n"));

        var id = sent("text\n" + rows, Map.of());

        var upload = await(id, "failed");
        assertThat(upload.path("failure").asString()).isEqualTo("too-many-rows");
        assertThat(upload.path("detail").asString()).isEqualTo("1000");
        assertThat(jdbc.sql("select count(*) from feedback_row where upload_id = ?")
                        .param(UUID.fromString(id))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anErasedTableIsGoneWithItsRows() throws Exception {
        var id = read(TABLE, Map.of());

        var erased = mvc.method(HttpMethod.DELETE)
                .uri("/v1/feedback/" + id)
                .cookie(console)
                .header("Attune-Console", "1")
                .exchange();

        assertThat(erased).hasStatus(204);
        assertThat(get("/v1/feedback/" + id)).hasStatus(404);
        assertThat(jdbc.sql("select count(*) from feedback_row where upload_id = ?")
                        .param(UUID.fromString(id))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyButTheConsoleSeesTables() {
        assertThat(mvc.get().uri("/v1/feedback").exchange()).hasStatus(401);
    }

    private static byte[] bytes(Map<String, @Nullable Object> row, String column) {
        return (byte[]) Objects.requireNonNull(row.get(column), column);
    }

    private String read(String table, Map<String, String> columns) throws InterruptedException {
        var id = sent(table, columns);
        await(id, "done");
        return id;
    }

    private String sent(String table, Map<String, String> columns) {
        var asked = new StringBuilder("/v1/feedback?name=reviews.csv&textColumn=text&purpose=analytics");
        new TreeMap<>(columns)
                .forEach((name, column) ->
                        asked.append('&').append(name).append('=').append(column));
        var answer = post(asked.toString(), table.getBytes(StandardCharsets.UTF_8));
        assertThat(answer).hasStatus(202);
        return body(answer).path("id").asString();
    }

    private JsonNode await(String id, String state) throws InterruptedException {
        while (true) {
            var upload = body(get("/v1/feedback/" + id));
            if (!upload.path("state").asString().equals("reading")) {
                assertThat(upload.path("state").asString())
                        .as(upload.toString())
                        .isEqualTo(state);
                return upload;
            }
            Thread.sleep(20);
        }
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .cookie(console)
                .header("Attune-Purpose", "quality")
                .exchange();
    }

    private MvcTestResult post(String path, byte[] body) {
        return mvc.post()
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType("application/octet-stream")
                .content(body)
                .exchange();
    }
}
