package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.ModelStore;
import dev.attune.signals.Gate;
import dev.attune.signals.Purpose;
import dev.attune.text.TextReader;
import dev.attune.text.feedback.FeedbackColumns;
import dev.attune.text.feedback.FeedbackReader;
import dev.attune.text.feedback.FeedbackTable;
import dev.attune.text.topics.TopicDictionary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FeedbackReportTest {
    private static final String[] REMARKS = {
        "The delivery was late and the box was torn",
        "Отличное качество, спасибо",
        "客服态度差，再也不买了",
        "write to me at anna@mail.example",
        "=HYPERLINK(\"x\") awful price",
        ""
    };

    private final TextReader words = TextReader.open(ModelStore.bundled());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void fiveFilesAppearAndEveryRowStandsInExactlyOneOfRowsAndRejects() throws IOException {
        var outcome = report(table(600), "en").run(rows -> {}, () -> {});

        assertThat(outcome.rows() + outcome.rejected()).isEqualTo(600);
        assertThat(names()).containsExactlyInAnyOrderElementsOf(FeedbackReport.fileNames("reviews"));
        var rows = lines("reviews.feedback.jsonl").stream()
                .map(line -> JsonMapper.shared().readTree(line).path("row").asLong())
                .toList();
        assertThat(rows).isSorted().doesNotHaveDuplicates().hasSize(500);
        assertThat(lines("reviews.rejects.csv")).hasSize(101);
        assertThat(String.join("", lines("reviews.feedback.csv")))
                .doesNotContain("anna@mail.example")
                .contains("[email]")
                .contains("'=HYPERLINK");
    }

    /// Spreadsheets end a row at a carriage return that stands outside quotation marks, and run what follows.
    @Test
    void aFormulaBehindACarriageReturnStaysInsideItsCell() throws IOException {
        var file = folder.resolve("reviews.csv");
        Files.writeString(file, "shop,text\n\"north\r=1+1\",\"awful price\r=HYPERLINK(1)\"\n");
        var source = new FeedbackReport.Source(
                file, FeedbackTable.Format.CSV, StandardCharsets.UTF_8, new FeedbackColumns("text", "", "shop", ""));

        report(source, "en").run(rows -> {}, () -> {});

        var csv = Files.readString(folder.resolve("out/reviews.feedback.csv"));
        try (var rows = CSVParser.parse(csv.replaceFirst("^\uFEFF", ""), CSVFormat.EXCEL)) {
            assertThat(rows.getRecords())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row).hasSize(15).noneMatch(cell -> cell.startsWith("=")));
        }
    }

    @Test
    void aRunThatWasKilledGoesOnAndGivesTheSameFiles() throws IOException {
        int count = 45_000;
        var table = table(count);
        report(table, "en").run(rows -> {}, () -> {});
        var whole = lines("reviews.feedback.jsonl");
        var summary = Files.readString(folder.resolve("out/reviews.feedback.json"));
        for (var name : names()) Files.delete(folder.resolve("out").resolve(name));

        var seen = new AtomicLong();
        assertThatThrownBy(() -> report(table, "en").run(seen::set, () -> {
                    if (seen.get() > 30_000) throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(names())
                .noneMatch(name -> FeedbackReport.fileNames("reviews").contains(name));
        // a process that dies leaves more than its last note covers
        Files.writeString(
                folder.resolve("out/.reviews.feedback.jsonl.part"), "{\"row\": 99, \"te", StandardOpenOption.APPEND);

        var outcome = report(table, "en").run(rows -> {}, () -> {});

        assertThat(outcome.resumedFrom()).isGreaterThan(20_000);
        assertThat(lines("reviews.feedback.jsonl")).isEqualTo(whole);
        assertThat(Files.readString(folder.resolve("out/reviews.feedback.json")))
                .isEqualTo(summary);
    }

    /// Whoever tidies up, or a machine that fails between two of the five names, leaves the note without its rows.
    @ParameterizedTest
    @ValueSource(strings = {".reviews.feedback.csv.part", ".reviews.feedback.jsonl.part", ".reviews.rejects.csv.part"})
    void aNoteWhoseRowsAreGoneIsWorthNothing(String gone) throws IOException {
        var table = table(2_000);
        report(table, "en").run(rows -> {}, () -> {});
        var whole = lines("reviews.feedback.jsonl");
        var rejects = lines("reviews.rejects.csv");
        var csv = lines("reviews.feedback.csv");
        var seen = new AtomicLong();
        assertThatThrownBy(() -> report(table, "en").run(seen::set, () -> {
                    if (seen.get() > 1_000) throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        Files.delete(folder.resolve("out").resolve(gone));

        var outcome = report(table, "en").run(rows -> {}, () -> {});

        assertThat(outcome.resumedFrom()).isZero();
        assertThat(lines("reviews.feedback.jsonl")).isEqualTo(whole);
        assertThat(lines("reviews.rejects.csv")).isEqualTo(rejects);
        assertThat(lines("reviews.feedback.csv")).isEqualTo(csv);
    }

    @Test
    void aChangedTableIsReadFromTheBeginning() throws IOException {
        assertThatThrownBy(() -> report(table(2_000), "en").run(rows -> {}, () -> {
                    if (Files.exists(folder.resolve("out/.reviews.feedback.jsonl.part")))
                        throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(report(table(1_200), "en").run(rows -> {}, () -> {}).resumedFrom())
                .isZero();
    }

    @Test
    void nothingIsReadWhenTheGateRefuses() throws IOException {
        var source = table(10);
        Gate closed = question -> new Gate.Verdict.Refused("no");
        var report =
                new FeedbackReport(source, folder.resolve("out"), "reviews", "en", reader(), closed, Purpose.ANALYTICS);

        assertThatThrownBy(() -> report.run(rows -> {}, () -> {}))
                .isInstanceOf(SecurityException.class)
                .hasMessage("no");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void thePageIsWellFormedLoadsNothingAndKeepsTheCustomersWordsInPlace(String language) throws Exception {
        report(table(600), language).run(rows -> {}, () -> {});

        var page = Files.readString(folder.resolve("out/reviews.html"));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        assertThat(page).doesNotContain("<script", "http://", "https://", "anna@mail.example", "{0}");
        assertThat(page).contains("客服态度差");
    }

    private FeedbackReport.Source table(int rows) throws IOException {
        var file = folder.resolve("reviews.csv");
        var lines = new ArrayList<String>();
        lines.add("date,shop,text");
        for (int i = 0; i < rows; i++)
            lines.add("2026-0%d-10,shop %d,\"%s\"".formatted(1 + i % 9, i % 3, REMARKS[i % 6].replace("\"", "\"\"")));
        Files.write(file, lines);
        return new FeedbackReport.Source(
                file,
                FeedbackTable.Format.CSV,
                StandardCharsets.UTF_8,
                new FeedbackColumns("text", "date", "shop", ""));
    }

    private FeedbackReader reader() {
        return new FeedbackReader(words, TopicDictionary.bundled());
    }

    private FeedbackReport report(FeedbackReport.Source source, String language) {
        Gate open = question -> new Gate.Verdict.Allowed("test");
        return new FeedbackReport(
                source, folder.resolve("out"), "reviews", language, reader(), open, Purpose.ANALYTICS);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder.resolve("out"))) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toList());
        }
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(name));
    }
}
