package dev.attune.evaluation;

import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import dev.attune.signals.VoiceObservation;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `NAME.voice.csv`: one row for each reading of the voice, in order. Times are seconds of media time,
/// the same clock as that of `NAME.frames.csv`. What was not measured is empty; `reasons` says why
/// readings are missing or weak.
public final class VoiceCsv implements AutoCloseable {
    private static final List<String> COLUMNS = columns();

    private final Writer out;

    /// @param out closed by [#close()]
    public VoiceCsv(Writer out) throws IOException {
        this.out = out;
        row(COLUMNS);
    }

    /// @param last whether it sums up all that was said without a pause
    public void write(VoiceObservation observation, boolean last) throws IOException {
        var cells = new ArrayList<String>();
        cells.add(Decimal.format(observation.span().start().toNanos() / 1e9, 3));
        cells.add(Decimal.format(observation.span().end().toNanos() / 1e9, 3));
        cells.add(last ? "1" : "0");
        var prosody = observation.prosody();
        for (var value : List.of(observation.arousal(), observation.anger(), observation.valence())) {
            cells.add(value(value));
            cells.add(confidence(value));
        }
        for (var emotion : Emotion.values())
            cells.add(
                    observation.expression() instanceof DisplayPattern.Displayed displayed
                            ? Decimal.format(displayed.probabilities().of(emotion), 4)
                            : "");
        for (var value : List.of(
                prosody.f0Hz(),
                prosody.f0RangeSemitones(),
                prosody.levelDb(),
                prosody.syllablesPerSecond(),
                prosody.jitter(),
                prosody.shimmerDb(),
                prosody.hnrDb())) cells.add(value(value));
        cells.add(observation.baseline().id());
        cells.add(Decimal.format(observation.quality().score(), 3));
        cells.add(VoiceStatistics.reasons(observation).stream().map(Reason::id).collect(Collectors.joining(" ")));
        row(cells);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static List<String> columns() {
        var columns = new ArrayList<>(List.of("start", "end", "last"));
        for (var value : List.of("arousal", "anger_vs_neutral", "valence")) {
            columns.add(value);
            columns.add(value + "_confidence");
        }
        for (var emotion : Emotion.values()) columns.add(emotion.id());
        columns.addAll(List.of(
                "f0_hz",
                "f0_range_semitones",
                "level_db",
                "syllables_per_second",
                "jitter",
                "shimmer_db",
                "hnr_db",
                "baseline",
                "quality",
                "reasons"));
        return List.copyOf(columns);
    }

    private static String value(Measurement measurement) {
        return measurement.optional().isEmpty()
                ? ""
                : Decimal.format(measurement.optional().getAsDouble(), 4);
    }

    private static String confidence(Measurement measurement) {
        return measurement instanceof Measurement.Measured measured ? Decimal.format(measured.confidence(), 3) : "";
    }

    private void row(List<String> cells) throws IOException {
        out.write(String.join(",", cells));
        out.write('\n');
    }
}
