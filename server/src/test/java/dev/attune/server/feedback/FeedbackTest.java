package dev.attune.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
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

        assertThat(jdbc.sql("select reading from feedback_row where upload_id = ?")
                        .param(UUID.fromString(id))
                        .query(String.class)
                        .list())
                .hasSize(4)
                .anyMatch(reading -> reading.contains("[phone]"))
                .noneMatch(reading -> reading.contains("7946"));
        try (var waiting = Files.list(settings.folder())) {
            assertThat(waiting).isEmpty();
        }
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
        assertThat(Files.list(settings.folder())).isEmpty();
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
        return mvc.get().uri(path).cookie(console).exchange();
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
