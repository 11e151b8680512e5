package dev.attune.text.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.text.feedback.FeedbackTable.Entry;
import dev.attune.text.feedback.FeedbackTable.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTableTest {
    private static final FeedbackColumns TEXT_ONLY = new FeedbackColumns("text", "", "", "");

    @Test
    void quotationMarksCommasAndLineBreaksStayInsideTheirCell() throws IOException {
        var entries = csv("id,text\n1,\"He said \"\"no\"\",\nand left\"\n2,plain\n");

        assertThat(texts(entries)).containsExactly("He said \"no\",\nand left", "plain");
    }

    @Test
    void aTableThatCannotBeOpenedLeavesNoFileOpen() {
        var closed = new AtomicBoolean();
        var in = new ByteArrayInputStream("id,words\n1,fine\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        assertThatThrownBy(() -> FeedbackTable.open(in, Format.CSV, StandardCharsets.UTF_8, TEXT_ONLY))
                .isInstanceOf(UnusableTableException.class);
        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"','", "';'", "'\t'"})
    void theDelimiterIsTheOneOfTheHeader(String delimiter) throws IOException {
        var entries = csv("id,text,more\n1,slow,x\n".replace(",", delimiter));

        assertThat(texts(entries)).containsExactly("slow");
    }

    @Test
    void badRowsAreToldByNumberAndReasonAndTheOthersAreKept() throws IOException {
        var entries = csv("id,text\n1,good\n2\n3,\n4,a,b\n5,\"never closed\n6,still good\n");

        assertThat(texts(entries)).containsExactly("good", "still good");
        assertThat(rejects(entries))
                .containsExactly(
                        "2 line 3: it has 1 cells, the header names 2",
                        "3 line 4: the text is empty",
                        "4 line 5: it has 3 cells, the header names 2",
                        "5 line 6: a quotation mark is opened and never closed");
    }

    @Test
    void aStrayQuotationMarkCostsItsOwnRowOnly() throws IOException {
        var entries = csv("id,text\n1,\"open\n2,fine\n3,it is 5\" wide\n4,last\n");

        assertThat(texts(entries)).contains("fine", "last");
        assertThat(rejects(entries)).hasSize(2);
    }

    @Test
    void bytesThatAreNotUtf8RejectTheirRow() throws IOException {
        var bytes = "text\ngood\nплохо\nlast\n".getBytes(Charset.forName("windows-1251"));

        var entries = read(bytes, Format.CSV, StandardCharsets.UTF_8);

        assertThat(texts(entries)).containsExactly("good", "last");
        assertThat(rejects(entries).getFirst()).contains("encoding");
        assertThat(texts(read(bytes, Format.CSV, Charset.forName("windows-1251"))))
                .contains("плохо");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
        assertThat(texts(csv("\uFEFFtext\nfine\n"))).containsExactly("fine");
    }

    @Test
    void tenMegabytesInOneCellAreRejectedAndTheNextRowIsRead() throws IOException {
        var entries = csv("text\n" + "a".repeat(10 << 20) + "\nnext\n");

        assertThat(texts(entries)).containsExactly("next");
        assertThat(rejects(entries).getFirst()).contains("10,485,760 characters");
    }

    @Test
    void aMissingColumnNamesTheColumnsThatAreThere() {
        assertThatThrownBy(() -> csv("id,comment\n1,x\n"))
                .isInstanceOf(UnusableTableException.class)
                .hasMessage("There is no column 'text'. The columns are: id, comment.");
    }

    @Test
    void anEmptyTableIsRefused() {
        assertThatThrownBy(() -> csv("")).isInstanceOf(UnusableTableException.class);
    }

    @Test
    void jsonLinesAreReadAndBrokenOnesRejected() throws IOException {
        var lines = "{\"text\": \"one\"}\n{broken\n\n[1]\n{\"text\": \"two\", \"more\": {\"x\": 1}}\n";

        var entries = read(lines.getBytes(StandardCharsets.UTF_8), Format.JSONL, StandardCharsets.UTF_8);

        assertThat(texts(entries)).containsExactly("one", "two");
        assertThat(rejects(entries)).hasSize(2);
        assertThat(rejects(entries).getFirst()).startsWith("2 line 2: it is no JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05, 2026-03-05",
        "2026-03-05T10:00:00Z, 2026-03-05",
        "2026/3/5 10:00, 2026-03-05",
        "05.03.2026, 2026-03-05",
        "2026年3月5日, 2026-03-05",
        "1772668800, 2026-03-05",
        "1772668800000, 2026-03-05"
    })
    void timesAreReadInTheWaysTablesWriteThem(String written, LocalDate day) throws IOException {
        var table = "text,time\nx,%s\n".formatted(written);

        var entries = read(table, new FeedbackColumns("text", "time", "", ""));

        assertThat(((Entry.Read) entries.getFirst()).feedback().day()).contains(day);
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "2026-02-30", "03/04/2026"})
    void aTimeThatCannotBeReadLeavesTheRowWithoutOne(String written) throws IOException {
        var entries = read("text,time\nx,%s\n".formatted(written), new FeedbackColumns("text", "time", "", ""));

        assertThat(((Entry.Read) entries.getFirst()).feedback().day()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, 'it has 1 cells, the header names 2'", "ru, 'ячеек: 1, а в заголовке: 2'", "zh, '有 1 个单元格，表头有 2 个'"
    })
    void reasonsAreToldInTheReadersLanguage(String language, String sentence) throws IOException {
        var rejected = (Entry.Rejected) csv("id,text\n1\n").getFirst();

        assertThat(rejected.sentence(language)).isEqualTo(sentence);
        for (var reason : RejectReason.values()) {
            assertThat(reason.name(language)).isNotBlank();
            assertThat(reason.sentence(language, List.of(1, 2))).isNotBlank().doesNotContain("{");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CSV, '\uFEFFid;text;day\n1;x'",
        "JSONL, '{broken\n{\"id\": 1, \"text\": \"x\", \"day\": \"\"}\n{\"cut o'"
    })
    void theColumnsOfATableAreToldFromItsBeginning(Format format, String beginning) throws IOException {
        var bytes = beginning.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(FeedbackTable.columns(new ByteArrayInputStream(bytes), format, StandardCharsets.UTF_8))
                .containsExactly("id", "text", "day");
    }

    private static List<Entry> csv(String text) throws IOException {
        return read(text, TEXT_ONLY);
    }

    private static List<Entry> read(String text, FeedbackColumns columns) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), Format.CSV, StandardCharsets.UTF_8, columns);
    }

    private static List<Entry> read(byte[] bytes, Format format, Charset charset) throws IOException {
        return read(bytes, format, charset, TEXT_ONLY);
    }

    private static List<Entry> read(byte[] bytes, Format format, Charset charset, FeedbackColumns columns)
            throws IOException {
        var entries = new ArrayList<Entry>();
        try (var table = FeedbackTable.open(new ByteArrayInputStream(bytes), format, charset, columns)) {
            for (var entry = table.next(); entry != null; entry = table.next()) entries.add(entry);
        }
        return entries;
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry instanceof Entry.Read)
                .map(entry -> ((Entry.Read) entry).feedback().text())
                .toList();
    }

    private static List<String> rejects(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry instanceof Entry.Rejected)
                .map(entry -> (Entry.Rejected) entry)
                .map(entry -> "%d line %d: %s".formatted(entry.row(), entry.line(), entry.sentence("en")))
                .collect(Collectors.toList());
    }
}
