package dev.attune.text.feedback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table of feedback, row by row, in memory that does not depend on its length. Contract:
/// 1. `next` until it returns null; rows are numbered from 1, the header not counted.
/// 2. A row that cannot be used is an [Entry.Rejected], never an exception; the rows behind it are read on.
/// 3. `close` always.
public abstract sealed class FeedbackTable implements AutoCloseable permits CsvTable, JsonlTable {
    /// A longer text is a file pasted into a cell.
    static final int LONGEST_TEXT = 1 << 20; // characters

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    final BufferedReader in;
    private long unreadableTimes;

    FeedbackTable(BufferedReader in) {
        this.in = in;
    }

    /// What one row of the table is.
    public sealed interface Entry {
        /// Number of the data row, from 1.
        long row();

        record Read(Feedback feedback) implements Entry {
            @Override
            public long row() {
                return feedback.row();
            }
        }

        /// @param line of the file on which the row begins, from 1
        /// @param numbers that the reason names; nothing of the row's content
        record Rejected(long row, long line, RejectReason reason, List<Integer> numbers) implements Entry {
            public Rejected {
                numbers = List.copyOf(numbers);
            }

            /// @param language `en`, `ru` or `zh`
            public String sentence(String language) {
                return reason.sentence(language, numbers);
            }
        }
    }

    /// How the rows are written.
    public enum Format {
        CSV,
        JSONL;

        /// By the extension of a file name; empty when it is no table.
        public static Optional<Format> of(String fileName) {
            var extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return switch (extension) {
                case "csv", "tsv" -> Optional.of(CSV);
                case "jsonl", "ndjson" -> Optional.of(JSONL);
                default -> Optional.empty();
            };
        }
    }

    /// @param in closed with the table, and where there is none
    /// @throws UnusableTableException when there is no header, or a column is missing
    public static FeedbackTable open(InputStream in, Format format, Charset charset, FeedbackColumns columns)
            throws IOException {
        try {
            var reader = reader(in, charset);
            return switch (format) {
                case CSV -> new CsvTable(reader, columns);
                case JSONL -> new JsonlTable(reader, columns);
            };
        } catch (IOException | RuntimeException e) {
            try (in) {
                throw e;
            }
        }
    }

    /// Which columns a table has, from its first lines: a choice to offer before it is read.
    ///
    /// @param beginning may be cut off anywhere behind the first row
    /// @throws UnusableTableException when there is no header, or no object
    public static List<String> columns(InputStream beginning, Format format, Charset charset) throws IOException {
        var reader = reader(beginning, charset);
        return switch (format) {
            case CSV -> CsvTable.columns(reader);
            case JSONL -> JsonlTable.columns(reader);
        };
    }

    private static BufferedReader reader(InputStream in, Charset charset) throws IOException {
        // broken bytes become the replacement character, so that only their row is rejected
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        var reader = new BufferedReader(new InputStreamReader(in, decoder), 1 << 16);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) reader.reset();
        return reader;
    }

    /// The next row, or null behind the last.
    public abstract @Nullable Entry next() throws IOException;

    /// How many rows had a time that could not be read; they count as rows without a time.
    public long unreadableTimes() {
        return unreadableTimes;
    }

    final Entry entry(long row, long line, String text, String time, String product, String id) {
        if (text.isBlank()) return new Entry.Rejected(row, line, RejectReason.EMPTY, List.of());
        if (text.length() > LONGEST_TEXT)
            return new Entry.Rejected(row, line, RejectReason.TOO_LONG, List.of(text.length(), LONGEST_TEXT));
        if (text.indexOf(REPLACEMENT) >= 0)
            return new Entry.Rejected(row, line, RejectReason.WRONG_ENCODING, List.of());
        var day = time.isBlank() ? Optional.<LocalDate>empty() : Days.parse(time.strip());
        if (!time.isBlank() && day.isEmpty()) unreadableTimes++;
        return new Entry.Read(new Feedback(row, id.strip(), day, product.strip(), text.strip()));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
