package dev.attune.face;

import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A face at rest: what deviations are measured against.
///
/// @param id where it comes from, for example `population/2`
/// @param centre robust centre (median) of each measure
/// @param spread robust standard deviation of each measure around it; between people for a population, between frames
///     for one person
public record NeutralFace(String id, FaceMeasures centre, FaceMeasures spread) {
    private static final String POPULATION = "neutral-face-population-2.csv";

    public NeutralFace {
        for (var measure : FaceMeasure.values())
            if (spread.left(measure) < 0 || spread.right(measure) < 0)
                throw new IllegalArgumentException("the spread of %s must not be negative, got left %s, right %s"
                        .formatted(measure, spread.left(measure), spread.right(measure)));
    }

    /// The average neutral face, for as long as a person's own is unknown. Provenance stands in the data file.
    ///
    /// People differ at rest by as much as a full action unit moves one of them: intensities against it are weak.
    public static NeutralFace population() {
        var stream = Objects.requireNonNull(NeutralFace.class.getResourceAsStream(POPULATION), POPULATION);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return parse(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines `measure,left,right,leftSpread,rightSpread` after a header; `#` starts a comment.
    private static NeutralFace parse(BufferedReader reader) {
        int count = FaceMeasure.values().length;
        double[][] columns = new double[4][count];
        reader.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("measure,"))
                .map(line -> line.split(","))
                .forEach(cells -> {
                    int measure = FaceMeasure.valueOf(cells[0]).ordinal();
                    for (int i = 0; i < columns.length; i++) columns[i][measure] = Double.parseDouble(cells[i + 1]);
                });
        return new NeutralFace(
                "population/2", new FaceMeasures(columns[0], columns[1]), new FaceMeasures(columns[2], columns[3]));
    }
}
