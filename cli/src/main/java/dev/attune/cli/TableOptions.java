package dev.attune.cli;

import dev.attune.evaluation.FeedbackReport;
import dev.attune.models.ModelStore;
import dev.attune.text.RequestReader;
import dev.attune.text.TextReader;
import dev.attune.text.feedback.FeedbackColumns;
import dev.attune.text.feedback.FeedbackTable;
import dev.attune.text.topics.TopicDictionary;
import dev.attune.text.topics.UnusableDictionaryException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What [AnalyzeCommand] must know of a table of feedback; a mixin.
final class TableOptions {
    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "Read tables of feedback (.csv, .tsv, .jsonl): the column or field that holds the text.")
    private String text = "";

    @Option(names = "--time-column", paramLabel = "NAME", description = "When it was written; for the time axis.")
    private String time = "";

    @Option(names = "--product-column", paramLabel = "NAME", description = "What it is about; for the comparison.")
    private String product = "";

    @Option(names = "--id-column", paramLabel = "NAME", description = "A customer or ticket number, passed through.")
    private String id = "";

    @Option(names = "--topics", paramLabel = "FILE", description = "Your own aspects and intents, see docs/topics.md.")
    private Path topics = Path.of("");

    @Option(
            names = "--requests",
            paramLabel = "TRADE",
            description = "Also tell what is asked for, in the learned requests of a trade: ${COMPLETION-CANDIDATES}."
                    + " English only.")
    private @Nullable Trade trade;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            description = "Of tables: open reads with weights trained on openly licensed data (default); research also"
                    + " with those for research only, so that Chinese praise and blame is told from a model of shop"
                    + " reviews whose licence nobody states. The report says so.")
    private TextReader.Weights weights = TextReader.Weights.OPEN;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = EncodingConverter.class,
            description = "Encoding of tables, for example windows-1251 or GB18030 (default: UTF-8).")
    private Charset encoding = StandardCharsets.UTF_8;

    /// Whose requests can be told.
    enum Trade {
        banking
    }

    boolean wanted() {
        return !text.isEmpty();
    }

    /// @param file named on the command line
    FeedbackReport.Source source(Path file) throws CommandFailure {
        var format = format(file);
        if (format.isEmpty()) throw new CommandFailure(ExitCode.USAGE, """
                    %s is no table: with --text-column only .csv, .tsv, .jsonl and .ndjson files are read.
                    Maybe analyse recordings in a run of their own.""".formatted(file));
        return new FeedbackReport.Source(file, format.get(), encoding, new FeedbackColumns(text, time, product, id));
    }

    static Optional<FeedbackTable.Format> format(Path file) {
        return FeedbackTable.Format.of(String.valueOf(file.getFileName()));
    }

    TopicDictionary dictionary() throws CommandFailure {
        if (topics.toString().isEmpty()) return TopicDictionary.bundled();
        try {
            return TopicDictionary.with(topics);
        } catch (UnusableDictionaryException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_READ,
                    "%s cannot be read: %s. Maybe check its name.".formatted(topics, e.getMessage()));
        }
    }

    /// @param store holds the weights; stays the caller's
    TextReader words(ModelStore store) {
        return TextReader.open(store, TextReader.Heads.NGRAM, weights);
    }

    /// @param store holds the weights; stays the caller's
    /// @return null when no trade was named
    @Nullable
    RequestReader requests(ModelStore store) {
        return trade == null ? null : RequestReader.open(store);
    }

    static final class EncodingConverter implements ITypeConverter<Charset> {
        @Override
        public Charset convert(String name) {
            try {
                return Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new TypeConversionException(
                        "there is no encoding '%s'. Maybe UTF-8, windows-1251, UTF-16 or GB18030.".formatted(name));
            }
        }
    }
}
