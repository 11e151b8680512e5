package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.face.FollowedFace;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.PictureDecoder;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Baseline;
import dev.attune.signals.Box;
import dev.attune.signals.Contribution;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import dev.attune.signals.StreamReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PerceptionSessionTest {
    private static final Gate.Question QUESTION = new Gate.Question("p-1", Purpose.PERSONALIZATION, Modality.FACE);

    private boolean consent = true;
    private final Set<Modality> consentBesideTheFace = EnumSet.noneOf(Modality.class);
    private Set<Modality> lastPermitted = Set.of();
    private int decoded;
    private int analyzersOpened;
    private int analyzersClosed;
    private final PerceptionSession session = new PerceptionSession(ScriptedReader::new, this::answer, QUESTION, null);

    @Test
    void theGateIsAskedBeforeAFrameIsDecoded() throws MediaException {
        consent = false;

        var result = session.accept(Duration.ofSeconds(1), this::decode);

        assertThat(result).isEqualTo(new PerceptionResult.Refused(Duration.ofSeconds(1), "no receipt"));
        assertThat(decoded).isZero();
        assertThat(session.refused()).isEqualTo(1);
        assertThat(analyzersOpened).isZero();
    }

    @Test
    void aDecodedFrameIsReadAndFused() throws MediaException {
        var result = session.accept(Duration.ZERO, this::decode);

        assertThat(result).isInstanceOfSatisfying(PerceptionResult.Read.class, read -> {
            assertThat(read.reading().faces()).hasSize(1);
            assertThat(read.events())
                    .satisfiesExactly(
                            affect -> assertThat(affect).isInstanceOf(Affect.class),
                            stream -> assertThat(stream).isInstanceOf(StreamReading.class));
        });
        assertThat(session.read()).isEqualTo(1);
    }

    @Test
    void aRefusalIsNobodysWordThatTheConsentHoldsForWhoeverIsThereAfterwards() throws MediaException {
        var consenting = new ConsentingFace();
        try (var camera = new PerceptionSession(ScriptedReader::new, this::answer, QUESTION, consenting)) {
            var face = List.of(new FollowedFace(0, new Box(0, 0, 100, 100), true));
            assertThat(consenting.of(Duration.ZERO, face)).containsExactly(0);

            consent = false;
            camera.accept(Duration.ofMillis(40), this::decode);
            consent = true;

            assertThat(consenting.of(Duration.ofMillis(80), face))
                    .as("the ids began anew")
                    .isEmpty();
            assertThat(consenting.standing()).isEqualTo(ConsentingFace.Standing.ANOTHER);
        }
    }

    @Test
    void withdrawalForgetsThePersonWithinOneFrame() throws MediaException {
        for (int i = 0; i < 100; i++) session.accept(Duration.ofMillis(40 * i), this::decode);
        assertThat(baselineAt(4000)).isEqualTo(Baseline.PERSONAL);

        consent = false;
        session.accept(Duration.ofMillis(4040), this::decode);

        assertThat(analyzersClosed).isEqualTo(1);
        assertThat(session.finish()).isEmpty();
        consent = true;
        assertThat(baselineAt(4080)).isEqualTo(Baseline.POPULATION);
        assertThat(analyzersOpened).isEqualTo(2);
    }

    @Test
    void aPictureThatCannotBeDecodedLeavesTheSessionUsable() throws MediaException {
        assertThatThrownBy(() ->
                        session.accept(Duration.ofMillis(1), at -> PictureDecoder.decode(new byte[] {1, 2, 3}, at)))
                .isInstanceOf(MediaException.class);

        assertThat(session.accept(Duration.ofMillis(2), this::decode)).isInstanceOf(PerceptionResult.Read.class);
    }

    @Test
    void skinAndGazeAreReadOnlyWithConsentsOfTheirOwnAskedForEveryFrame() throws MediaException {
        session.accept(Duration.ZERO, this::decode);
        assertThat(lastPermitted).containsExactly(Modality.FACE);

        consentBesideTheFace.add(Modality.PHYSIOLOGY);
        session.accept(Duration.ofMillis(40), this::decode);
        assertThat(lastPermitted).containsExactlyInAnyOrder(Modality.FACE, Modality.PHYSIOLOGY);

        consentBesideTheFace.add(Modality.GAZE);
        consentBesideTheFace.remove(Modality.PHYSIOLOGY);
        session.accept(Duration.ofMillis(80), this::decode);
        assertThat(lastPermitted).containsExactlyInAnyOrder(Modality.FACE, Modality.GAZE);
    }

    @Test
    void aVoiceJoinsOnlyWithItsOwnConsent() {
        assertThat(session.join(Said.angrily(Duration.ofSeconds(2)))).isEmpty();

        consentBesideTheFace.add(Modality.VOICE);
        assertThat(session.join(Said.angrily(Duration.ofSeconds(3))))
                .satisfiesExactly(
                        affect -> assertThat(affect).isInstanceOf(Affect.class),
                        stream -> assertThat(stream).isInstanceOf(StreamReading.class));
    }

    @Test
    void somebodyWhoCameBackBringsTheirUsual() throws MediaException {
        var known = TrackState.initial();
        for (int second = 0; second < 40; second++)
            for (var cue :
                    List.of(Cues.face(second, 0, 0, Emotion.NEUTRAL), Cues.voice(second + 0.5, 0.8, Emotion.NEUTRAL)))
                known = AffectStream.step(known, cue).state();
        session.expect(TrackState.returning(known.baseline()));
        consentBesideTheFace.add(Modality.VOICE);

        var told = session.join(Said.angrily(Duration.ofSeconds(2)));

        assertThat(told)
                .first(InstanceOfAssertFactories.type(Affect.class))
                .satisfies(affect ->
                        assertThat(affect.arousal().optional().orElseThrow()).isLessThan(0.2));
        assertThat(session.baseline().usualArousal(Modality.VOICE)).isGreaterThan(0.7);
        assertThatThrownBy(() -> session.expect(TrackState.initial())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWithdrawnVoiceIsGoneFromTheNextFrame() throws MediaException {
        consentBesideTheFace.add(Modality.VOICE);
        session.accept(Duration.ZERO, this::decode);
        session.join(Said.angrily(Duration.ofMillis(20)));
        assertThat(modalitiesAt(40)).containsExactly(Modality.FACE, Modality.VOICE);

        consentBesideTheFace.remove(Modality.VOICE);
        assertThat(modalitiesAt(80)).containsExactly(Modality.FACE);
        consentBesideTheFace.add(Modality.VOICE);
        assertThat(modalitiesAt(120)).containsExactly(Modality.FACE);
    }

    @Test
    void aWithdrawnFaceLeavesTheVoice() {
        consentBesideTheFace.add(Modality.VOICE);
        session.join(Said.angrily(Duration.ofMillis(20)));
        consent = false;
        session.accept(new Frame(Duration.ofMillis(40), 1, 1, new byte[3]));
        consent = true;

        assertThat(modalitiesAt(80)).containsExactly(Modality.FACE, Modality.VOICE);
    }

    @Test
    void aFaceDoesNotJoin() {
        assertThatThrownBy(() -> session.join(new FaceReading(Duration.ZERO, List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closingClosesTheAnalyzer() throws MediaException {
        session.accept(Duration.ZERO, this::decode);

        session.close();

        assertThat(analyzersClosed).isEqualTo(1);
    }

    private Baseline baselineAt(long milliseconds) {
        var results = new ArrayList<Baseline>();
        if (session.accept(new Frame(Duration.ofMillis(milliseconds), 1, 1, new byte[3]))
                instanceof PerceptionResult.Read read)
            for (var event : read.events()) if (event instanceof Affect affect) results.add(affect.baseline());
        return results.getFirst();
    }

    private List<Modality> modalitiesAt(long milliseconds) {
        return session.accept(new Frame(Duration.ofMillis(milliseconds), 1, 1, new byte[3]))
                        instanceof PerceptionResult.Read(FaceReading reading, List<AffectEvent> events)
                ? ((Affect) events.getFirst())
                        .contributions().stream().map(Contribution::modality).toList()
                : List.of();
    }

    private Gate.Verdict answer(Gate.Question question) {
        assertThat(question.subject()).isEqualTo(QUESTION.subject());
        assertThat(question.purpose()).isEqualTo(QUESTION.purpose());
        boolean agreed =
                question.modality() == Modality.FACE ? consent : consentBesideTheFace.contains(question.modality());
        return agreed ? new Gate.Verdict.Allowed("receipt-1") : new Gate.Verdict.Refused("no receipt");
    }

    private Frame decode(Duration at) {
        decoded++;
        return new Frame(at, 1, 1, new byte[3]);
    }

    /// Sees one neutral face in every frame.
    private final class ScriptedReader implements PerceptionSession.FaceReader {
        ScriptedReader() {
            analyzersOpened++;
        }

        @Override
        public FaceReading read(Frame frame, Set<Modality> permitted) {
            lastPermitted = Set.copyOf(permitted);
            return new FaceReading(frame.at(), List.of(aFace().observed()));
        }

        @Override
        public void close() {
            analyzersClosed++;
        }
    }
}
