package dev.attune.evaluation;

import dev.attune.media.Frame;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the few pictures a report shows.
///
/// A moment is known only when it is over, but its picture is wanted from the apex. So small pictures
/// of each face are remembered for a while: five a second for [#FINE], one a second for [#COARSE], then
/// none. When a moment ends, the picture nearest to its apex is kept with it, as long as the moment is
/// among the strongest.
final class KeyFrames {
    static final int STRONGEST = 12;

    private static final Duration FINE_STEP = Duration.ofMillis(200);
    private static final Duration FINE = Duration.ofSeconds(20);
    private static final Duration COARSE_STEP = Duration.ofSeconds(1);
    private static final Duration COARSE = Duration.ofMinutes(3);
    private static final int FACES_PER_FRAME = 4;

    private final @Nullable MeshDrawing drawing;
    private final Map<Integer, List<Thumbnail>> recentByTrack = new HashMap<>();
    private final List<Highlight> strongest = new ArrayList<>();
    private @Nullable Thumbnail clearest;

    /// @param drawing null: no pixel of the recording is kept at all
    KeyFrames(@Nullable MeshDrawing drawing) {
        this.drawing = drawing;
    }

    /// @param quality of the face in this picture, in [0, 1]
    record Thumbnail(Duration at, int trackId, double quality, byte[] jpeg) {}

    /// @param picture empty when none was kept near the apex, or none is wanted
    record Highlight(Moment moment, Optional<Thumbnail> picture) {}

    void add(Frame frame, FrameResult result) {
        if (drawing != null)
            result.reading().faces().stream()
                    .sorted(Comparator.comparingDouble(
                            (FaceObservation face) -> -face.quality().eyeDistancePixels()))
                    .limit(FACES_PER_FRAME)
                    .forEach(face -> remember(drawing, frame, face));
        for (var moment : result.moments()) add(moment);
        forget(result.at());
    }

    void add(Moment moment) {
        strongest.add(
                new Highlight(moment, nearest(moment.trackId(), moment.episode().apex())));
        strongest.sort(Comparator.comparingDouble((Highlight highlight) -> -rank(highlight.moment()))
                .thenComparing(highlight -> highlight.moment().episode().onset()));
        if (strongest.size() > STRONGEST) strongest.removeLast();
    }

    /// Expressions before states before unreadable stretches, by strength: strengths of different
    /// kinds do not compare.
    private static double rank(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> 2 + episode.strength();
            case Moment.MixedExpression episode -> 2 + episode.strength();
            case Moment.StateEpisode episode -> 1 + episode.strength();
            case Moment.Turn turn -> 1 + turn.strength();
            case Moment.MicroExpression movement -> movement.strength();
            case Moment.Unreadable stretch -> stretch.strength();
            case Moment.Blink blink -> blink.strength() - 1; // too many and too alike for the pictures of a report
        };
    }

    /// The strongest moments, strongest first.
    List<Highlight> strongest() {
        return List.copyOf(strongest);
    }

    /// The picture in which a face was seen best; empty without faces or when no pictures are wanted.
    Optional<Thumbnail> clearest() {
        return Optional.ofNullable(clearest);
    }

    private void remember(MeshDrawing drawing, Frame frame, FaceObservation face) {
        var recent = recentByTrack.computeIfAbsent(face.trackId(), id -> new ArrayList<>());
        if (!recent.isEmpty() && frame.at().minus(recent.getLast().at()).compareTo(FINE_STEP) < 0) return;
        double quality = face.quality().overall().score();
        var thumbnail = new Thumbnail(frame.at(), face.trackId(), quality, drawing.face(frame, face));
        recent.add(thumbnail);
        if (clearest == null || quality > clearest.quality()) clearest = thumbnail;
    }

    private Optional<Thumbnail> nearest(int trackId, Duration apex) {
        return recentByTrack.getOrDefault(trackId, List.of()).stream()
                .filter(thumbnail -> distance(thumbnail, apex).compareTo(COARSE_STEP) <= 0)
                .min(Comparator.comparing(thumbnail -> distance(thumbnail, apex)));
    }

    private static Duration distance(Thumbnail thumbnail, Duration apex) {
        return thumbnail.at().minus(apex).abs();
    }

    private void forget(Duration now) {
        for (var recent : recentByTrack.values()) {
            recent.removeIf(thumbnail -> now.minus(thumbnail.at()).compareTo(COARSE) > 0);
            thinOut(recent, now);
        }
        recentByTrack.values().removeIf(List::isEmpty);
    }

    /// Beyond the fine stretch only one picture a second survives.
    private static void thinOut(List<Thumbnail> recent, Duration now) {
        for (int i = 1; i < recent.size() && now.minus(recent.get(i).at()).compareTo(FINE) > 0; )
            if (recent.get(i).at().minus(recent.get(i - 1).at()).compareTo(COARSE_STEP) < 0) recent.remove(i);
            else i++;
    }
}
