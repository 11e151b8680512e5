package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnalyzeFeedbackTest {
    private static final int ROWS_OF_EACH = 300;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTableBecomesRowsRejectsSummaryAndPage() throws IOException {
        var table = write("reviews.csv", """
                id,day,shop,text
                1,2026-03-01,North,"The delivery was late, call +44 20 7946 0958"
                2,2026-03-02,North,"Отличное качество, спасибо"
                3,2026-03-03,South
                4,2026-03-04,South,"客服态度差，再也不买了"
                """);

        var run = analyze(table, "--time-column", "day", "--product-column", "shop", "--id-column", "id");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 rows").contains("1 left out");
        assertThat(summary().path("rows").asInt()).isEqualTo(3);
        assertThat(summary().path("purpose").asString()).isEqualTo("research");
        assertThat(Files.readString(folder.resolve("out/reviews.rejects.csv"))).contains("3,4,");
        assertThat(Files.readString(folder.resolve("out/reviews.html"))).doesNotContain("7946");
        assertThat(analyze(table, "--time-column", "day", "--product-column", "shop", "--id-column", "id")
                        .out())
                .contains("kept");
    }

    @Test
    void theRequestsOfATradeAreToldWhereItIsNamed() throws IOException {
        var table = write("bank.csv", """
                text
                "My new card still has not arrived, when will it come?"
                How do I change my PIN?
                """);

        assertThat(analyze(table).exitCode()).isZero();
        assertThat(summary("bank").path("requests")).isEmpty();
        var run = analyze(table, "--requests", "banking", "--language", "zh");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("kept");
        assertThat(summary("bank").path("requests").findValuesAsString("request"))
                .containsExactlyInAnyOrder("card_arrival", "change_pin");
        assertThat(summary("bank").path("models").toString()).contains("text-en-requests");
        assertThat(Files.readString(folder.resolve("out/bank.html"))).contains("卡片未收到");
        assertThat(Files.readString(folder.resolve("out/bank.feedback.csv"))).contains(",card_arrival,");
    }

    @Test
    void aMissingColumnNamesTheColumnsThatAreThere() throws IOException {
        var run = analyze(write("reviews.csv", "id,comment\n1,x\n"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("There is no column 'text'. The columns are: id, comment.");
    }

    @Test
    void aTableThatIsMissingEmptyOrAFolderIsToldForWhatItIs() throws IOException {
        var missing = folder.resolve("gone.csv");
        var empty = write("empty.csv", "");
        var tables = Files.createDirectory(folder.resolve("tables.csv"));

        assertThat(analyze(missing).exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(analyze(missing).err()).contains("does not exist");
        assertThat(analyze(empty).exitCode()).isEqualTo(ExitCode.EMPTY_FILE);
        assertThat(analyze(empty).err()).contains("0 bytes");
        assertThat(analyze(tables).exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(analyze(tables).err()).contains("it is a folder");
    }

    @Test
    void oneRowIsNotToldAsSeveral() throws IOException {
        assertThat(analyze(write("one.csv", "text\ngood\n")).out()).contains("1 row ·");
    }

    @Test
    void aTableWithoutItsTextColumnIsAskedFor() throws IOException {
        var table = write("reviews.csv", "text\nx\n");

        var run = Run.attune(
                "analyze", table.toString(), "--out", folder.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Maybe add --text-column NAME.");
    }

    @Test
    void anOperatorsOwnTopicsAreUsed() throws IOException {
        var table = write("reviews.jsonl", "{\"text\": \"terrible popcorn\"}\n");
        var topics = write("own.properties", "format = attune.topics/1\naspect.popcorn.en = popcorn\n");

        var run = analyze(table, "--topics", topics.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(summary().path("drivers").path(0).path("aspect").asString()).isEqualTo("popcorn");
    }

    @Test
    void aMixedFileOfTheDevelopmentSetsGoesThrough() throws IOException {
        var data = SharedData.folder();
        assumeTrue(data.isPresent(), "needs ../shared/data/text");
        var lines = new ArrayList<String>();
        lines.add("day,source,text");
        for (var name : List.of("zh-shop2.dev.tsv", "ru-cedr.dev.tsv", "en-bank77.dev.tsv"))
            try (var rows = Files.lines(data.get().resolve("text").resolve(name))) {
                rows.limit(ROWS_OF_EACH)
                        .forEach(row -> lines.add("2026-0%d-01,%s,\"%s\""
                                .formatted(
                                        1 + lines.size() % 9,
                                        name,
                                        row.substring(row.indexOf('\t') + 1).replace("\"", "\"\""))));
            }
        var table = write("reviews.csv", String.join("\n", lines));

        var run = analyze(table, "--time-column", "day", "--product-column", "source", "--language", "ru");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(summary().path("rows").asInt()).isEqualTo(3 * ROWS_OF_EACH);
        assertThat(summary().path("languages").size()).isGreaterThanOrEqualTo(3);
        assertThat(summary().path("drivers").size()).isPositive();
    }

    /// The rows are noted every 20,000; the process dies after the first note and before the end.
    @Test
    void aProcessThatIsKilledHardLeavesNoHalfFileAndTheSameCommandGoesOnFromThere() throws Exception {
        var lines = new StringBuilder("text\n");
        var said = List.of("late again", "спасибо всё хорошо", "客服态度差", "works");
        int rows = 26_000;
        for (int i = 0; i < rows; i++)
            lines.append(said.get(i % said.size())).append(i).append('\n');
        var table = write("reviews.csv", lines.toString());
        var out = folder.resolve("out");

        var process = Child.begin("analyze", table.toString(), "--text-column", "text", "--out", out.toString());
        var noted = out.resolve(".reviews.feedback.checkpoint");
        while (process.isAlive() && !Files.exists(noted)) Thread.sleep(10);
        process.destroyForcibly(); // SIGKILL: no handler of ours runs
        assertThat(process.waitFor()).as("it was killed").isNotZero();
        assertThat(out.resolve("reviews.feedback.csv")).doesNotExist();

        var run = analyze(table);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).contains("\"resumedFrom\":2"); // 20,000 and what its batch held
        assertThat(summary().path("rows").asInt()).isEqualTo(rows);
        try (var written = Files.lines(out.resolve("reviews.feedback.jsonl"))) {
            assertThat(written.mapToLong(line -> JsonMapper.shared()
                                    .readTree(line)
                                    .path("row")
                                    .asLong())
                            .toArray())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSize(rows);
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
    }

    private Run analyze(Path table, String... options) {
        var arguments = new ArrayList<>(List.of(
                "analyze",
                table.toString(),
                "--text-column",
                "text",
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(options));
        return Run.attune(arguments.toArray(String[]::new));
    }

    private JsonNode summary() throws IOException {
        return summary("reviews");
    }

    private JsonNode summary(String table) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("out/" + table + ".feedback.json")));
    }
}
