package dev.attune.evaluation;

import dev.attune.fusion.PersonalUsual;
import dev.attune.signals.EegBand;
import dev.attune.signals.PhysiologyObservation;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// `NAME.physiology.csv`: one row for each observation of the body, in order, on the clock of
/// `NAME.frames.csv`. What was not measured is empty.
final class PhysiologyCsv implements AutoCloseable {
    private final Writer out;

    /// @param out closed by [#close()]
    PhysiologyCsv(Writer out) throws IOException {
        this.out = out;
        var columns = new ArrayList<>(List.of("start", "end"));
        for (var value : BodyValue.values()) columns.add(value.id());
        columns.addAll(List.of("eeg_microvolts_squared", "quality", "device"));
        row(columns);
    }

    /// @param usual what was known of the heart rate before
    void write(PhysiologyObservation body, PersonalUsual usual) throws IOException {
        var cells = new ArrayList<String>();
        cells.add(Decimal.format(body.span().start().toNanos() / 1e9, 3));
        cells.add(Decimal.format(body.span().end().toNanos() / 1e9, 3));
        for (var value : BodyValue.values()) {
            var measured = value.of(body, usual);
            cells.add(measured.isEmpty() ? "" : Decimal.format(measured.getAsDouble(), 4));
        }
        cells.add(bands(body));
        cells.add(Decimal.format(body.quality().score(), 3));
        cells.add('"' + body.device().replace("\"", "\"\"") + '"');
        row(cells);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /// `F3 theta=2.1 alpha=10.4;F4 …`
    private static String bands(PhysiologyObservation body) {
        return body.eeg().stream()
                .map(electrode -> electrode.channel().replaceAll("[\",;\\s]", "_") + " "
                        + Arrays.stream(EegBand.values())
                                .filter(electrode.microvoltsSquared()::containsKey)
                                .map(band -> band.id() + "="
                                        + Decimal.format(
                                                electrode.microvoltsSquared().getOrDefault(band, Double.NaN), 4))
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(";"));
    }

    private void row(List<String> cells) throws IOException {
        out.write(String.join(",", cells));
        out.write('\n');
    }
}
