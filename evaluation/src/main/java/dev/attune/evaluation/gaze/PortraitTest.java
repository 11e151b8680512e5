package dev.attune.evaluation.gaze;

import dev.attune.evaluation.gaze.PortraitResult.Portrait;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads the eyes in pictures of people, one after the other; only what was read is kept.
public final class PortraitTest {
    private final FaceModels models;
    private final List<Portrait> portraits = new ArrayList<>();
    private int pictures;

    public PortraitTest(FaceModels models) {
        this.models = models;
    }

    public void take(Frame picture) {
        pictures++;
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.still())) {
            analyzer.analyze(picture).faces().stream()
                    .max(Comparator.comparingDouble(
                            face -> face.box().width() * face.box().height()))
                    .map(Portrait::of)
                    .ifPresent(portraits::add);
        }
    }

    public PortraitResult result() {
        return new PortraitResult(pictures, portraits);
    }
}
