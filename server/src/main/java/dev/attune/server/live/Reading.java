package dev.attune.server.live;

import dev.attune.decisions.Decider;
import dev.attune.decisions.DeciderState;
import dev.attune.decisions.DeciderStep;
import dev.attune.decisions.DecisionEvent;
import dev.attune.decisions.PageContext;
import dev.attune.decisions.Situation;
import dev.attune.face.FaceOptions;
import dev.attune.face.GazeCalibration;
import dev.attune.fusion.FrameDecoder;
import dev.attune.fusion.PerceptionResult;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.PictureDecoder;
import dev.attune.server.sessions.SessionLog;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Purpose;
import dev.attune.signals.SpottingGrade;
import dev.attune.signals.SpottingStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is seen of one person in one session, what is decided on it, and what of it is kept.
///
/// With the purpose `personalization` decisions are taken and kept; seconds and moments are kept only while the person
/// also allows `analytics`. With the other purposes seconds and moments are kept and nothing is decided.
final class Reading {
    private static final String CALIBRATION_FAILED = "calibration-failed"; // see docs/live-protocol.md

    /// Media time goes on without frames for so long; then it waits for the next, because a paused clip's time does.
    private static final Duration TIME_WITHOUT_FRAMES = Duration.ofSeconds(1);

    private final LiveHouse house;
    private final Outlet outlet;
    private final ClientMessage.Hello hello;
    private final String subject;
    private final UUID id;
    private final Gate.Question question;
    private final PerceptionSession perception;
    private final Decider decider;
    private final List<String> models;
    private final Aggregator aggregator = new Aggregator();
    private final List<Double> latencies = new ArrayList<>(); // of the last second, in milliseconds

    private final Screen screen = new Screen();

    private DeciderState decisions;
    private PageContext page;
    private Map<String, Object> facts = Map.of();
    private @Nullable Affect lastAffect;
    private @Nullable EncodedFrame lastFrame;
    private long analysed;
    private long unusable; // frames that came out of order or could not be decoded

    private Reading(ClientMessage.Hello hello, String subject, UUID id, LiveHouse house, Outlet outlet) {
        this.house = house;
        this.outlet = outlet;
        this.hello = hello;
        this.subject = subject;
        this.id = id;
        this.page = hello.page();
        this.question = new Gate.Question(subject, hello.purpose(), Modality.FACE);
        this.decider = house.decider().getObject();
        this.decisions = DeciderState.initial(id.getMostSignificantBits());
        try {
            var networks = house.perception().models();
            this.models = networks.refs().stream().map(ModelRef::toString).toList();
            this.perception = new PerceptionSession(networks, FaceOptions.live(), house.gate(), question);
        } catch (CompletionException e) {
            throw new IllegalStateException("the networks could not be opened", e);
        }
    }

    /// @throws SessionRefusal when the receipt is unknown or does not allow this
    static Reading open(ClientMessage.Hello hello, LiveHouse house, Outlet outlet) {
        var subject = house.consents()
                .subjectOf(hello.receiptId())
                .orElseThrow(() -> noConsent("there is no receipt " + hello.receiptId()));
        var verdict = house.gate().check(new Gate.Question(subject, hello.purpose(), Modality.FACE));
        if (verdict instanceof Gate.Verdict.Refused refused) throw noConsent(refused.reason());
        var id = house.sessionLog()
                .opened(subject, hello.receiptId(), hello.purpose(), hello.source(), hello.language());
        return new Reading(hello, subject, id, house, outlet);
    }

    String subject() {
        return subject;
    }

    ServerMessage.Ready ready() {
        return new ServerMessage.Ready(
                id,
                EncodedFrame.MAX_PICTURE_BYTES,
                modalities(),
                house.settings().recommendedFps(),
                models,
                Wire.states());
    }

    /// What this person allows to be read, the face first.
    private List<String> modalities() {
        return Stream.of(Modality.FACE, Modality.GAZE, Modality.PHYSIOLOGY)
                .filter(modality -> modality == Modality.FACE || allows(hello.purpose(), modality))
                .map(Modality::id)
                .toList();
    }

    /// Analyses one frame and sends what came of it.
    ///
    /// A picture that cannot be decoded costs an error message, not the session.
    void look(EncodedFrame frame) throws IOException, InterruptedException {
        if (lastFrame != null && frame.at().compareTo(lastFrame.at()) <= 0) {
            unusable++;
            return;
        }
        lastFrame = frame;
        var decoding = new Decoding(frame.picture());
        PerceptionResult result;
        try {
            result = house.analysts().ask(() -> perception.accept(frame.at(), decoding));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof MediaException broken))
                throw new IllegalStateException(
                        "frame %d could not be analysed".formatted(frame.sequence()), e.getCause());
            unusable++;
            house.metrics().undecodable.increment();
            outlet.send(new ServerMessage.Error(
                    "undecodable-frame",
                    "Frame %d: %s".formatted(frame.sequence(), broken.getMessage()),
                    "The session goes on."));
            return;
        }
        requireConsent(); // it may have been withdrawn while the frame was analysed
        switch (result) {
            case PerceptionResult.Refused refused -> house.metrics().refused.increment();
            case PerceptionResult.Read read -> tell(frame, decoding, read);
        }
    }

    /// The person is on another page, or the page knows more.
    void turn(ClientMessage.Page turned) throws IOException {
        page = turned.page();
        facts = turned.facts();
        decide(now(), lastAffect);
    }

    /// Learns where on the screen this person looks, and answers with the error or what is wrong.
    void calibrate(ClientMessage.Calibration wanted) throws IOException {
        if (!allows(hello.purpose(), Modality.GAZE)) {
            screen.forget();
            outlet.send(new ServerMessage.Error(
                    CALIBRATION_FAILED, "There is no consent to gaze.", "Ask for consent to the gaze first."));
            return;
        }
        switch (screen.calibrate(wanted)) {
            case GazeCalibration.Refused refused ->
                outlet.send(new ServerMessage.Error(
                        CALIBRATION_FAILED, "The calibration failed: " + refused.reason() + ".", refused.hint()));
            case GazeCalibration.Calibrated calibrated ->
                outlet.send(new ServerMessage.Calibrated(
                        Math.round(calibrated.errorPx()),
                        Math.round(calibrated.errorDegrees() * 10) / 10.0,
                        calibrated.validationPoints(),
                        Math.round(calibrated.calibration().smallestAreaPx())));
        }
    }

    void judge(ClientMessage.Feedback feedback) throws IOException {
        house.decisionLog().judged(id, feedback.decisionId(), feedback.verdict());
        if (feedback.verdict().equals("undo")) follow(decider.undo(decisions, feedback.decisionId(), now()));
    }

    /// @throws SessionRefusal after telling the page, when the person does not allow this any more
    void requireConsent() throws IOException {
        if (allows(hello.purpose(), Modality.FACE)) return;
        outlet.send(new ServerMessage.Withdrawn(
                List.of(new ServerMessage.ChoiceView(hello.purpose().id(), Modality.FACE.id()))));
        throw new SessionRefusal(CloseCode.WITHDRAWN, "consent was withdrawn", "");
    }

    /// Once a second: statistics, and decisions that end although no frame comes.
    void tick(Mailbox.Counts counts) throws IOException {
        decide(now(), lastAffect);
        latencies.sort(Comparator.naturalOrder());
        double median = latencies.isEmpty() ? 0 : latencies.get(latencies.size() / 2);
        outlet.send(new ServerMessage.Stats(
                counts.pictures(), analysed, dropped(counts), Math.round(median * 10) / 10.0, latencies.size()));
        latencies.clear();
    }

    /// Stores what is still open and ends the session's record.
    void close(CloseCode code, Mailbox.Counts counts) {
        if (code != CloseCode.WITHDRAWN) {
            if (mayKeep()) {
                for (var event : perception.finish())
                    if (event instanceof Moment moment && isWorthKeeping(moment))
                        house.sessionLog().moment(id, moment);
                aggregator.finish().forEach(second -> house.sessionLog().second(id, second));
            }
        }
        for (var event : decider.finish(decisions, now()).events())
            if (event instanceof DecisionEvent.Ended ended) house.decisionLog().ended(id, ended);
        perception.close();
        house.sessionLog().ended(id, code.id(), new SessionLog.Frames(counts.pictures(), analysed, dropped(counts)));
    }

    private void tell(EncodedFrame frame, Decoding decoding, PerceptionResult.Read read) throws IOException {
        boolean withGaze = allows(hello.purpose(), Modality.GAZE);
        if (withGaze) screen.saw(read.reading());
        else screen.forget();
        boolean keep = mayKeep();
        var affects = read.events().stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
        double latencyMs = (System.nanoTime() - frame.arrivedNanos()) / 1e6;
        outlet.send(new ServerMessage.Affect(
                frame.sequence(),
                Wire.milliseconds(frame.at()),
                Math.round(latencyMs * 10) / 10.0,
                read.reading().faces().stream()
                        .map(face -> Wire.face(face, of(face, affects), withGaze, screen.of(face)))
                        .toList(),
                new ServerMessage.Picture(decoding.width, decoding.height),
                affects.stream().map(affect -> Wire.person(affect, withGaze)).toList()));
        analysed++;
        latencies.add(latencyMs);
        house.metrics().analysed.increment();
        house.metrics().latency.record((long) (latencyMs * 1e6), TimeUnit.NANOSECONDS);
        for (AffectEvent event : read.events()) {
            switch (event) {
                case Affect affect -> {
                    var seconds = aggregator.add(affect);
                    if (keep) seconds.forEach(second -> house.sessionLog().second(id, second));
                }
                case Moment moment -> {
                    outlet.send(Wire.moment(moment));
                    if (keep && isWorthKeeping(moment)) house.sessionLog().moment(id, moment);
                }
                case PulseReading pulse -> {
                    if (allows(hello.purpose(), Modality.PHYSIOLOGY)) outlet.send(Wire.pulse(pulse));
                }
                case SpottingStatus status -> outlet.send(Wire.spotting(status));
            }
        }
        lastAffect = ofNearest(read.reading(), affects);
        decide(frame.at(), lastAffect);
    }

    private void decide(Duration at, @Nullable Affect affect) throws IOException {
        if (hello.purpose() == Purpose.PERSONALIZATION)
            follow(decider.step(decisions, new Situation(at, affect, page, facts)));
    }

    private void follow(DeciderStep step) throws IOException {
        decisions = step.state();
        for (var event : step.events()) {
            switch (event) {
                case DecisionEvent.Decided decided -> {
                    var message = Wire.decision(decided.decision(), hello.language());
                    house.decisionLog().decided(id, decided.decision(), message.reason());
                    outlet.send(message);
                }
                case DecisionEvent.Ended ended -> {
                    house.decisionLog().ended(id, ended);
                    outlet.send(new ServerMessage.DecisionEnded(
                            ended.decisionId(), ended.reason().id()));
                }
            }
        }
    }

    /// Whoever is nearest to the camera is taken for the person who was asked.
    private static @Nullable Affect ofNearest(FaceReading reading, List<Affect> affects) {
        return reading.faces().stream()
                .max(Comparator.comparingDouble((FaceObservation face) ->
                        face.box().width() * face.box().height()))
                .map(nearest -> of(nearest, affects))
                .orElse(null);
    }

    private static @Nullable Affect of(FaceObservation face, List<Affect> affects) {
        return affects.stream()
                .filter(affect -> affect.trackId() == face.trackId())
                .findFirst()
                .orElse(null);
    }

    /// Media time: that of the last frame and what went by since.
    private Duration now() {
        if (lastFrame == null) return Duration.ZERO;
        var since = Duration.ofNanos(System.nanoTime() - lastFrame.arrivedNanos());
        return lastFrame.at().plus(since.compareTo(TIME_WITHOUT_FRAMES) < 0 ? since : TIME_WITHOUT_FRAMES);
    }

    /// A movement that could not be timed well is shown, but must not enter any statistic.
    private static boolean isWorthKeeping(Moment moment) {
        return !(moment instanceof Moment.MicroExpression micro) || micro.grade() == SpottingGrade.MEASURABLE;
    }

    private boolean mayKeep() {
        return hello.purpose() != Purpose.PERSONALIZATION || allows(Purpose.ANALYTICS, Modality.FACE);
    }

    private boolean allows(Purpose purpose, Modality modality) {
        return house.gate().check(new Gate.Question(subject, purpose, modality)) instanceof Gate.Verdict.Allowed;
    }

    private long dropped(Mailbox.Counts counts) {
        return counts.replaced() + unusable;
    }

    private static SessionRefusal noConsent(String reason) {
        return new SessionRefusal(
                CloseCode.NO_CONSENT,
                "Nothing is read: %s.".formatted(reason),
                "Show the notice and record the answer with POST /v1/consents.");
    }

    /// Decodes only when perception asks, which it does after the gate agreed; remembers the size.
    private static final class Decoding implements FrameDecoder {
        private final byte[] picture;
        private int width;
        private int height;

        Decoding(byte[] picture) {
            this.picture = picture;
        }

        @Override
        public Frame decode(Duration at) throws MediaException {
            var frame = PictureDecoder.decode(picture, at);
            width = frame.width();
            height = frame.height();
            return frame;
        }
    }
}
