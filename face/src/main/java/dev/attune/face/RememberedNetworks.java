package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.signals.EmotionDistribution;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Networks that were asked about a few frames once and answer from memory, whenever a frame with the same pixels comes
/// again: for measuring what follows the networks over hours of media time. They know the largest face of a frame.
final class RememberedNetworks implements FaceNetworks {
    private static final double MIN_DETECTION = 0.5;

    private final Map<byte[], Answer> answers = new IdentityHashMap<>(); // by the pixels

    private record Answer(Detection detection, MeshFit fit, EmotionDistribution expression) {}

    /// @param running asked now, not kept
    /// @param passes of the mesh, so that it rests on the face
    RememberedNetworks(FaceNetworks running, List<Frame> frames, int passes) {
        for (var frame : frames) {
            var whole = Tiles.covering(frame.width(), frame.height(), frame.height(), 0);
            var detection = running.detect(frame, whole, MIN_DETECTION).stream()
                    .max(Comparator.comparingDouble(found -> found.box().width()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there must be a face in every frame, but none is in that of %s".formatted(frame.at())));
            var fit = running.fit(frame, MeshCrops.of(detection), passes);
            var expression = running.expression(
                    frame, MeshCrops.around(fit.points()), fit.appearance().brightness());
            answers.put(frame.bgr(), new Answer(detection, fit, expression));
        }
    }

    private Answer of(Frame frame) {
        var answer = answers.get(frame.bgr());
        if (answer == null)
            throw new IllegalArgumentException("the networks were never asked about the frame of " + frame.at());
        return answer;
    }

    @Override
    public List<Detection> detect(Frame frame, List<Crop> tiles, double minScore) {
        return List.of(of(frame).detection());
    }

    @Override
    public MeshFit fit(Frame frame, Crop start, int maxPasses) {
        return of(frame).fit();
    }

    @Override
    public EmotionDistribution expression(Frame frame, Crop face, double brightness) {
        return of(frame).expression();
    }

    @Override
    public void close() {}
}
