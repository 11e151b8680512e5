package dev.attune.evaluation.actionunits;

import dev.attune.evaluation.expressions.LabelledIndex;
import dev.attune.evaluation.statistics.RankOrder;
import dev.attune.face.ExpressionNets;
import dev.attune.face.FaceModels;
import dev.attune.face.StillFace;
import dev.attune.face.StillFaceReader;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceObservation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/// Whether real stills order as they should: a unit that a labelled expression is expected to show should read higher
/// there than on neutral faces. Labels are not FACS codes, so this is a check of direction, not of accuracy.
///
/// @param unreadable files that could not be read
public record StillOrder(List<Still> stills, int noFace, int unreadable) {
    /// Prototypes after EMFACS and Du, Tao and Martinez (2014), as far as the units are read here.
    private static final Map<Emotion, List<Integer>> EXPECTED = new EnumMap<>(Map.of(
            Emotion.JOY, List.of(6, 12, 25),
            Emotion.SURPRISE, List.of(1, 2, 5, 25, 26, 27),
            Emotion.ANGER, List.of(4, 5, 7, 23, 24),
            Emotion.SADNESS, List.of(1, 4, 15, 17),
            Emotion.DISGUST, List.of(4, 9, 10, 17),
            Emotion.FEAR, List.of(1, 2, 4, 5, 20, 25, 26),
            Emotion.CONTEMPT, List.of(12, 14)));

    private static final int FEWEST = 5; // of either kind, for an order to be worth a line

    public StillOrder {
        stills = List.copyOf(stills);
    }

    /// A picture with its label and the largest face in it.
    public record Still(String name, Emotion label, FaceObservation face) {
        /// Every picture is in one of two halves, whatever the list it stands in: one to decide on, one to report.
        public boolean decides() {
            var crc = new CRC32();
            crc.update(name.getBytes(StandardCharsets.UTF_8));
            return crc.getValue() % 2 == 0;
        }
    }

    /// @param area under the curve, this label against neutral: .5 = chance
    public record Row(Emotion label, int unit, int n, int neutral, OptionalDouble area) {}

    /// @param progress told in words how many are done
    public static StillOrder read(LabelledIndex index, FaceModels models, Consumer<String> progress) {
        var stills = new ArrayList<Still>();
        int noFace = 0;
        int unreadable = 0;
        try (var reader = new StillFaceReader(models, ExpressionNets.CURRENT)) {
            for (int i = 0; i < index.rows().size(); i++) {
                var row = index.rows().get(i);
                if ((i + 1) % 100 == 0)
                    progress.accept(
                            "%d of %d pictures".formatted(i + 1, index.rows().size()));
                try (var source = MediaFile.open(row.picture())) {
                    var frame = Objects.requireNonNull(source.next(), "a picture has one frame");
                    var face = reader.largest(new Frame(Duration.ZERO, frame.width(), frame.height(), frame.bgr()))
                            .map(StillFace::observation);
                    var label = row.label();
                    if (face.isPresent() && label != null) stills.add(new Still(row.name(), label, face.get()));
                    else noFace++;
                } catch (MediaException e) {
                    unreadable++;
                }
            }
        }
        return new StillOrder(stills, noFace, unreadable);
    }

    /// One row per label and unit of which there are enough pictures.
    ///
    /// @param units how action units are read from a face
    /// @param which pictures take part
    public List<Row> rows(Function<FaceObservation, List<ActionUnit>> units, Predicate<Still> which) {
        var readings = new EnumMap<Emotion, List<List<ActionUnit>>>(Emotion.class);
        for (var still : stills)
            if (which.test(still))
                readings.computeIfAbsent(still.label(), label -> new ArrayList<>())
                        .add(units.apply(still.face()));
        var neutral = readings.getOrDefault(Emotion.NEUTRAL, List.of());
        var rows = new ArrayList<Row>();
        for (var expected : EXPECTED.entrySet()) {
            var shown = readings.getOrDefault(expected.getKey(), List.of());
            if (shown.size() < FEWEST || neutral.size() < FEWEST) continue;
            boolean oneSided = expected.getKey() == Emotion.CONTEMPT;
            for (int unit : expected.getValue())
                rows.add(new Row(
                        expected.getKey(),
                        unit,
                        shown.size(),
                        neutral.size(),
                        RankOrder.area(values(shown, unit, oneSided), values(neutral, unit, oneSided))));
        }
        return rows;
    }

    /// Mean area of a unit over the labels that expect it; empty when none does.
    public static OptionalDouble area(List<Row> rows, int unit) {
        return rows.stream()
                .filter(row -> row.unit() == unit && row.area().isPresent())
                .mapToDouble(row -> row.area().getAsDouble())
                .average();
    }

    private static double[] values(List<List<ActionUnit>> faces, int unit, boolean oneSided) {
        return faces.stream()
                .flatMap(List::stream)
                .filter(read -> read.number() == unit)
                .mapToDouble(read -> oneSided ? Math.abs(read.left() - read.right()) : read.intensity())
                .toArray();
    }
}
