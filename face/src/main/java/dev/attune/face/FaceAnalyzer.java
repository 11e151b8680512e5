package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.signals.Box;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Modality;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the faces of one stream, frame by frame. Contract:
/// 1. One analyzer per stream; one thread at a time (it keeps tracks and buffers).
/// 2. Frames in order of media time; gaps are allowed.
/// 3. The frame's pixels are not kept; the reading is the caller's.
/// 4. `close` always, before the [FaceModels].
///
/// Tracked faces are followed by the mesh alone. The detector runs when no face is tracked, when one was lost, and at
/// the interval of [FaceOptions] to look for newcomers.
public final class FaceAnalyzer implements AutoCloseable {
    private static final Set<Modality> FACE_AND_GAZE = Set.of(Modality.FACE, Modality.GAZE);
    private static final double MIN_DETECTION = 0.5; // the mesh network judges each proposal again
    /// Faces the right way up score above, upside down (read as upright: brows for mouths) below: .87 to .96 against
    /// .53 to .78 on six faces. The mesh network does not notice: presence 1.0 either way.
    private static final double SURE = 0.82;

    /// Most faces stand upright, so a turned one must score this much better; turned, six faces gained .09 and more.
    private static final double TURNED_GAINS = 0.09;

    private static final double MIN_PRESENCE = 0.5; // the mesh network's own "this is a face"

    private static final double FAST_STEP = 0.05; // face widths a frame; heads that stay in place move less
    private static final Duration LONGEST_STEP = Duration.ofMillis(200); // with fewer frames motion foretells little

    /// Somebody who comes out from behind another is found before they walked far.
    private static final Duration HIDDEN_SEARCH = Duration.ofMillis(200);

    /// Radians clockwise, tried one after the other: heads lie on a side more often than they hang. BlazeFace itself
    /// bears about 45 degrees.
    private static final double[] TURNS = {Math.PI / 2, -Math.PI / 2, Math.PI};

    private final FaceModels models;
    private final FaceOptions options;
    private final FaceNetworks networks;
    private final FaceTracker tracker;
    private final SceneCut sceneCut = new SceneCut();
    private final PupilReader pupilReader = new PupilReader();
    private final NeutralFace neutral = NeutralFace.population();
    private @Nullable Duration lastSearch;
    private int turns;

    public FaceAnalyzer(FaceModels models, FaceOptions options) {
        this(models, options, ExpressionNets.CURRENT);
    }

    /// @param nets others than the product's own, to compare with
    FaceAnalyzer(FaceModels models, FaceOptions options, ExpressionNets nets) {
        this(models, options, FaceNetworks.running(models, nets));
    }

    /// Its networks are asked about these frames now, once, and answer from memory whenever the same pixels come again:
    /// for measuring what follows the networks over hours of media time. Other pixels are refused.
    ///
    /// @param frames each with pixels of its own and a face
    public static FaceAnalyzer remembering(FaceModels models, FaceOptions options, List<Frame> frames) {
        try (var running = FaceNetworks.running(models, ExpressionNets.CURRENT)) {
            return new FaceAnalyzer(models, options, new RememberedNetworks(running, frames, options.settlingPasses()));
        }
    }

    private FaceAnalyzer(FaceModels models, FaceOptions options, FaceNetworks networks) {
        this.models = models;
        this.options = options;
        this.networks = networks;
        this.tracker = new FaceTracker(options.memory(), models.facePattern());
    }

    /// All faces of the frame, with the gaze and without the skin; an empty list when there is none.
    ///
    /// @throws dev.attune.models.ModelException when a network fails; never reported as "no face"
    public FaceReading analyze(Frame frame) {
        return analyze(frame, FACE_AND_GAZE);
    }

    /// Likewise, but what the face is not the only owner of is read only with permission: where the eyes point with
    /// [Modality#GAZE], the colour of the skin with [Modality#PHYSIOLOGY]. What is not permitted is not computed.
    public FaceReading analyze(Frame frame, Set<Modality> permitted) {
        return analyze(frame, permitted, FaceChoice.EVERYBODY);
    }

    /// Likewise, and only the faces that are chosen.
    public FaceReading analyze(Frame frame, Set<Modality> permitted, FaceChoice choice) {
        if (sceneCut.isCut(frame) && !goesOn(frame)) {
            tracker.reset();
            lastSearch = null;
            turns = 0; // every picture of an unconnected series is searched alike
        }
        boolean lostOne = follow(frame);
        if (lostOne || searchIsDue(frame.at())) search(frame);
        var faces = new ArrayList<FaceObservation>();
        tracker.settle(frame.at());
        var followed = tracker.live().stream()
                .map(track -> new FollowedFace(track.id(), track.motion().box(), track.isTold()))
                .toList();
        var chosen = choice.of(frame.at(), followed);
        for (var track : tracker.live())
            if (track.isTold() && chosen.contains(track.id())) faces.add(observe(frame, track, permitted));
        return new FaceReading(frame.at(), faces);
    }

    /// The face of a picture that was cut to it, without the detector: data sets cut faces so closely that the detector
    /// misses them. Empty when the mesh does not settle on a face.
    FaceReading analyzeFilling(Frame picture) {
        double side = Math.min(picture.width(), picture.height());
        var start = MeshCrops.ofFaceCut(picture.width() / 2.0, picture.height() / 2.0, side);
        var fit = networks.fit(picture, start, options.settlingPasses());
        if (fit.presence() < MIN_PRESENCE) return new FaceReading(picture.at(), List.of());
        var track = tracker.admit(List.of(sighting(picture, fit)), picture.at()).getFirst();
        return new FaceReading(picture.at(), List.of(observe(picture, track, FACE_AND_GAZE)));
    }

    /// Fits the mesh of every live track where the face was last.
    ///
    /// @return whether a track was lost
    private boolean follow(Frame frame) {
        int before = tracker.live().size();
        var strangers = new LinkedHashMap<Track, Sighting>(); // in order of id: the next ids must not be left to chance
        for (var track : tracker.live()) {
            var fit = networks.fit(frame, expected(track, frame.at()), 1);
            var sighting = sighting(frame, fit);
            if (fit.presence() < MIN_PRESENCE) tracker.lose(track, frame.at());
            else if (!tracker.follow(track, sighting, frame.at())) strangers.put(track, sighting);
        }
        tracker.separate(frame.at());
        strangers.forEach((gone, stranger) -> {
            if (!isKnown(stranger.box(), List.of())) tracker.replace(gone, stranger, frame.at());
        });
        return tracker.live().size() < before;
    }

    /// Whether a picture that changed a lot still shows a followed face where it should be: people who walk in front of
    /// a plain wall change most of the picture, and are no cut.
    private boolean goesOn(Frame frame) {
        return tracker.live().stream()
                .anyMatch(track -> goesOn(track, frame, expected(track, frame.at()))
                        || goesOn(
                                track,
                                frame,
                                MeshCrops.around(track.sighting().fit().points())));
    }

    private boolean goesOn(Track track, Frame frame, Crop where) {
        var fit = networks.fit(frame, where, options.settlingPasses());
        return fit.presence() >= MIN_PRESENCE && track.isSameFaceAs(sighting(frame, fit), frame.at());
    }

    /// Where to look for a followed face: where it was, or ahead of that when it moves fast and nothing is in its way.
    private static Crop expected(Track track, Duration at) {
        var crop = MeshCrops.around(track.sighting().fit().points());
        var motion = track.motion();
        if (track.beside() != null || at.minus(motion.at()).compareTo(LONGEST_STEP) > 0) return crop;
        var next = motion.predicted(at);
        double dx = next.centreX() - motion.box().centreX();
        double dy = next.centreY() - motion.box().centreY();
        if (Math.hypot(dx, dy) < FAST_STEP * next.width()) return crop;
        return new Crop(crop.centreX() + dx, crop.centreY() + dy, crop.side(), crop.roll());
    }

    private boolean searchIsDue(Duration at) {
        var live = tracker.live();
        if (live.isEmpty() || lastSearch == null) return true;
        var interval = tracker.hidesSomebody() && options.searchInterval().compareTo(HIDDEN_SEARCH) > 0
                ? HIDDEN_SEARCH
                : options.searchInterval();
        return live.size() < options.maxFaces() && at.minus(lastSearch).compareTo(interval) >= 0;
    }

    private void search(Frame frame) {
        lastSearch = frame.at();
        var newcomers = new ArrayList<Sighting>();
        for (var detection : detect(frame)) {
            if (tracker.live().size() + newcomers.size() >= options.maxFaces()) break;
            if (isKnown(detection.box(), newcomers)) continue;
            var fit = networks.fit(frame, MeshCrops.of(detection), options.settlingPasses());
            if (fit.presence() < MIN_PRESENCE) continue;
            var sighting = sighting(frame, fit);
            if (!isKnown(sighting.box(), newcomers) && !tracker.isComingOut(sighting)) newcomers.add(sighting);
        }
        tracker.admit(newcomers, frame.at());
    }

    /// Largest first.
    private List<Detection> detect(Frame frame) {
        var tiles = Tiles.covering(frame.width(), frame.height(), options.smallestFacePixels(), options.tileLevels());
        var found = networks.detect(frame, tiles.subList(0, 1), MIN_DETECTION);
        if (found.isEmpty())
            found = networks.detect(frame, List.of(Tiles.closeUp(frame.width(), frame.height())), MIN_DETECTION);
        found = withSmaller(found, networks.detect(frame, tiles.subList(1, tiles.size()), MIN_DETECTION));
        if (options.turnsPerSearch() > 0 && found.stream().anyMatch(face -> face.score() < SURE)) {
            // once more with a frame around it: a face that fills the picture scores low without
            var upright = new ArrayList<>(found);
            upright.addAll(
                    networks.detect(frame, List.of(Tiles.turned(frame.width(), frame.height(), 0)), MIN_DETECTION));
            var either = new ArrayList<>(upright);
            for (var turned : networks.detect(
                    frame, List.of(Tiles.turned(frame.width(), frame.height(), Math.PI)), MIN_DETECTION))
                if (upright.stream().noneMatch(face -> isAsGoodUpright(face, turned))) either.add(turned);
            found = Detection.withoutDuplicates(either); // the better score is the right way up
        }
        for (int n = 0; found.isEmpty() && n < options.turnsPerSearch(); n++)
            found = networks.detect(
                    frame, List.of(Tiles.turned(frame.width(), frame.height(), nextTurn())), MIN_DETECTION);
        return found.stream()
                .filter(detection -> detection.box().width() >= options.smallestFacePixels())
                .sorted(Comparator.comparingDouble(
                        (Detection detection) -> -detection.box().width()))
                .toList();
    }

    private static boolean isAsGoodUpright(Detection upright, Detection turned) {
        return upright.showsSameFaceAs(turned) && upright.score() > turned.score() - TURNED_GAINS;
    }

    /// What a small tile shows inside a face of the whole picture is a part of that face.
    private static List<Detection> withSmaller(List<Detection> whole, List<Detection> inTiles) {
        var all = new ArrayList<>(whole);
        for (var small : inTiles) {
            double x = small.box().centreX();
            double y = small.box().centreY();
            if (whole.stream().noneMatch(face -> face.box().contains(x, y))) all.add(small);
        }
        return all;
    }

    private double nextTurn() {
        double turn = TURNS[turns % TURNS.length];
        turns++;
        return turn;
    }

    private boolean isKnown(Box box, List<Sighting> newcomers) {
        return tracker.live().stream().anyMatch(track -> sameFace(track.motion().box(), box))
                || newcomers.stream().anyMatch(newcomer -> sameFace(newcomer.box(), box));
    }

    /// Detector and mesh draw different boxes of one face; their centres still lie within each other's middle.
    private static boolean sameFace(Box one, Box other) {
        double distance = Math.hypot(one.centreX() - other.centreX(), one.centreY() - other.centreY());
        return distance < 0.4 * Math.min(one.width(), other.width()) || one.overlap(other) > 0.3;
    }

    private Sighting sighting(Frame frame, MeshFit fit) {
        var pose = HeadPoseFit.of(fit.points(), models.poseAnchors(), frame.width(), frame.height());
        var head = HeadMesh.of(fit.points(), pose.meshRotation());
        return new Sighting(
                fit,
                pose,
                head,
                boundingBox(fit.points()),
                HeadShape.of(head),
                models.facePattern().look(fit.appearance().luma()));
    }

    private FaceObservation observe(Frame frame, Track track, Set<Modality> permitted) {
        var sighting = track.sighting();
        var fit = sighting.fit();
        var pose = sighting.pose();
        var measures = FaceMeasurer.measure(sighting.head(), fit.appearance().wrinkles());
        double visible = Math.min(
                insidePicture(frame, fit.points()),
                track.cover().visible(fit.appearance(), pose.pose().yaw(), frame.at()));
        var expression = networks.expression(
                frame, MeshCrops.around(fit.points()), fit.appearance().brightness());
        return new FaceObservation(
                track.id(),
                sighting.box(),
                fit.presence(),
                new Landmarks(fit.points()),
                pose.pose(),
                permitted.contains(Modality.GAZE)
                        ? eyes(frame, track, measures)
                        : Eyes.notMeasurable(Reason.CONSENT_MISSING),
                measures,
                ActionUnitReader.read(measures, neutral, pose.pose()),
                expression,
                QualityMeter.rate(
                        HeadMesh.outerEyeDistance(fit.points()),
                        fit.appearance(),
                        pose.rotation().awayDegrees(),
                        visible),
                permitted.contains(Modality.PHYSIOLOGY)
                        ? SkinReader.read(frame, fit.points(), pose.pose().yaw())
                        : null,
                models.refs());
    }

    private Eyes eyes(Frame frame, Track track, FaceMeasures measures) {
        var sighting = track.sighting();
        double eyeDistance = HeadMesh.outerEyeDistance(sighting.fit().points());
        var pupils = pupilReader.read(frame, sighting.fit(), sighting.pose().pose(), measures);
        return new Eyes(
                models.gazeReader()
                        .read(sighting.head(), measures, sighting.pose().pose(), eyeDistance),
                track.pupils().next(pupils, frame.at()));
    }

    private static Box boundingBox(float[] points) {
        float minX = Float.POSITIVE_INFINITY;
        float maxX = Float.NEGATIVE_INFINITY;
        float minY = Float.POSITIVE_INFINITY;
        float maxY = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < 3 * MeshTopology.BASE_POINTS; i += 3) {
            minX = Math.min(minX, points[i]);
            maxX = Math.max(maxX, points[i]);
            minY = Math.min(minY, points[i + 1]);
            maxY = Math.max(maxY, points[i + 1]);
        }
        return new Box(minX, minY, maxX - minX, maxY - minY);
    }

    /// Share of the mesh inside the picture.
    private static double insidePicture(Frame frame, float[] points) {
        int inside = 0;
        for (int i = 0; i < 3 * MeshTopology.BASE_POINTS; i += 3)
            if (points[i] >= 0 && points[i + 1] >= 0 && points[i] < frame.width() && points[i + 1] < frame.height())
                inside++;
        return (double) inside / MeshTopology.BASE_POINTS;
    }

    @Override
    public void close() {
        networks.close();
    }
}
