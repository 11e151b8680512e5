package dev.attune.fusion.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.fusion.PersonalBaseline;
import dev.attune.fusion.Session;
import dev.attune.fusion.TrackState;
import dev.attune.signals.Contribution;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Observation;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<Observation> SESSION = Session.ofAllModalities();

    @Test
    void everyObservationSurvivesTheTapeToTheLastBit() throws IOException {
        var tape = new ObservationTape(AffectFusion.formulas(), record(SESSION));
        var read = ObservationTape.of(tape.toBytes());

        assertThat(read.formulas()).isEqualTo(tape.formulas());
        assertThat(read.takes()).hasSameSizeAs(tape.takes());
        for (int i = 0; i < read.takes().size(); i++) {
            var observation = read.takes().get(i).observation();
            if (observation instanceof FaceReading) continue; // without its mesh, see the next specification
            assertThat(observation).isEqualTo(tape.takes().get(i).observation());
        }
        assertThat(read.takes().stream().map(Take::said))
                .isEqualTo(tape.takes().stream().map(Take::said).toList());
    }

    @Test
    void aStoredSessionReplaysIdentically() throws IOException {
        var outcome = Replay.of(stored(record(SESSION), 7));

        assertThat(outcome.first()).isNull();
        assertThat(outcome.identical()).isTrue();
        assertThat(outcome.observations()).isEqualTo(SESSION.size());
        assertThat(outcome.said()).isGreaterThan(SESSION.size() / 2);
        assertThat(outcome.settled()).isGreaterThan(SESSION.size() / 2);
        assertThat(outcome.formulasThen()).isEqualTo(outcome.formulasNow());
    }

    @Test
    void theMeshOfAFaceIsNotOnTheTape() throws IOException {
        var read = ObservationTape.of(new ObservationTape(List.of(), record(SESSION)).toBytes());
        assertThat(read.takes())
                .filteredOn(take -> take.observation() instanceof FaceReading)
                .isNotEmpty()
                .allSatisfy(take -> ((FaceReading) take.observation())
                        .faces()
                        .forEach(face -> assertThat(face.landmarks().toArray()).containsOnly(0)));
    }

    @Test
    void theFirstDifferenceIsNamedWithBothNumbers() {
        var takes = new ArrayList<>(record(SESSION));
        int place = lastEstimate(takes);
        var was = takes.get(place);
        var changed = new ArrayList<>(was.said());
        var said = changed.getFirst();
        var parts = new EnumMap<>(said.parts());
        parts.put(Said.Part.VALENCE, 1);
        changed.set(0, new Said(said.trackId(), said.valence() + 0.25, said.arousal(), parts));
        takes.set(place, new Take(was.observation(), changed, was.settled()));
        var outcome = Replay.of(List.of(new ObservationTape(List.of(new ModelRef("affect-late-fusion", "1")), takes)));

        var first = Objects.requireNonNull(outcome.first());
        assertThat(first.at()).isEqualTo(was.observation().at());
        assertThat(first.part()).isEqualTo(Said.Part.VALENCE);
        assertThat(first.then() - first.now()).isEqualTo(0.25);
        assertThat(outcome.differing()).isEqualTo(1);
        assertThat(first.settled()).isFalse();
        assertThat(outcome.parts()).containsExactly(entry(Said.Part.VALENCE, 1L));
        assertThat(outcome.valenceAway()).isEqualTo(0.25);
        assertThat(outcome.formulasThen()).isNotEqualTo(outcome.formulasNow());
    }

    /// What is final must be what it was, also where every estimate on the way is.
    @Test
    void aSettledValueThatIsAnotherShows() {
        var takes = new ArrayList<>(record(SESSION));
        int place = takes.size() - 1;
        while (takes.get(place).settled() == null) place--;
        var was = takes.get(place);
        var settled = Objects.requireNonNull(was.settled());
        var parts = new EnumMap<>(settled.parts());
        parts.put(Said.Part.STATES, 1);
        takes.set(
                place,
                new Take(
                        was.observation(),
                        was.said(),
                        new Said(settled.trackId(), settled.valence(), settled.arousal(), parts)));
        var outcome = Replay.of(List.of(new ObservationTape(AffectFusion.formulas(), takes)));

        var first = Objects.requireNonNull(outcome.first());
        assertThat(first.settled()).isTrue();
        assertThat(first.part()).isEqualTo(Said.Part.STATES);
        assertThat(outcome.differing()).isEqualTo(1);
    }

    @Test
    void aTapeFromBeforeSettledValuesWereKeptIsStillRead() throws IOException {
        var read = ObservationTape.of(ofVersion2(record(SESSION)));

        assertThat(read.takes()).hasSize(SESSION.size());
        var outcome = Replay.of(List.of(read));
        assertThat(outcome.identical()).isTrue();
        assertThat(outcome.settled()).isZero();
    }

    @Test
    void anObservationThatIsMissingShows() {
        var takes = new ArrayList<>(record(SESSION));
        takes.remove(takes.size() / 2);
        assertThat(Replay.of(List.of(new ObservationTape(List.of(), takes))).identical())
                .isFalse();
    }

    @Test
    void oneNumberIsWalkedBackToItsTime() throws IOException {
        var tapes = stored(record(SESSION), 50);
        var at = Duration.ofSeconds(5);
        var standing = Replay.at(tapes, at, Duration.ofSeconds(2));
        var affect = standing.affects().getLast();

        assertThat(affect.at()).isLessThanOrEqualTo(at).isGreaterThan(Duration.ofSeconds(3));
        assertThat(affect.contributions()).extracting(Contribution::modality).contains(Modality.FACE);
        assertThat(affect.contributions()).extracting(Contribution::modality).contains(Modality.VOICE, Modality.TEXT);
        assertThat(standing.voice()).isNotNull();
        assertThat(standing.words()).isNotNull();
        assertThat(standing.formulas()).containsAll(AffectFusion.formulas());
        assertThat(Replay.at(tapes, Duration.ofMinutes(5), Duration.ofSeconds(2))
                        .affects())
                .isEmpty();
    }

    @Test
    void aReturningPersonsSessionIsReplayedFromWhatWasKnownOfThem() throws Exception {
        var first = FusionState.initial();
        for (var observation : Session.atRest(60))
            first = AffectFusion.step(first, observation).state();
        var known = first.person().baseline().aged(3);
        assertThat(known).isNotEqualTo(PersonalBaseline.unknown());

        var returned = FusionState.of(TrackState.returning(known));
        var takes = new ArrayList<Take>();
        for (var observation : SESSION) {
            var step = AffectFusion.step(returned, observation);
            takes.add(Take.of(observation, returned, step));
            returned = step.state();
        }
        var tape = ObservationTape.of(new ObservationTape(AffectFusion.formulas(), known, takes).toBytes());

        assertThat(Replay.of(List.of(tape)).identical()).isTrue();
        assertThat(Replay.of(List.of(new ObservationTape(AffectFusion.formulas(), takes)))
                        .identical())
                .isFalse();
    }

    @Test
    void aDamagedTapeSaysSo() {
        byte[] file = ObservationTape.file(List.of(new ObservationTape(List.of(), record(SESSION)).toBytes()));

        refused(Arrays.copyOf(file, file.length - 5), "cut off");
        refused("not a tape".getBytes(StandardCharsets.UTF_8), "AttuneOb");
        file[8] = 9;
        refused(file, "version 9");
        file[8] = 3;
        file[40] ^= 0x55;
        refused(file, "damaged");
    }

    private static void refused(byte[] file, String word) {
        assertThatThrownBy(() -> ObservationTape.ofFile(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(word);
    }

    private static int lastEstimate(List<Take> takes) {
        for (int i = takes.size() - 1; i >= 0; i--)
            if (!takes.get(i).said().isEmpty()
                    && takes.get(i).said().getFirst().parts().containsKey(Said.Part.VALENCE)
                    && !Double.isNaN(takes.get(i).said().getFirst().valence())) return i;
        throw new AssertionError("the session has no estimate");
    }

    /// What a live session would keep.
    private static List<Take> record(List<Observation> observations) {
        var takes = new ArrayList<Take>();
        var state = FusionState.initial();
        for (var observation : observations) {
            var step = AffectFusion.step(state, observation);
            takes.add(Take.of(observation, state, step));
            state = step.state();
        }
        return takes;
    }

    private static byte[] ofVersion2(List<Take> takes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeByte(2);
            ObservationCodec.write(AffectFusion.formulas(), out);
            byte[] unknown = PersonalBaseline.unknown().toBytes();
            out.writeShort(unknown.length);
            out.write(unknown);
            out.writeInt(takes.size());
            for (var take : takes) {
                ObservationCodec.write(take.observation(), out);
                out.writeShort(take.said().size());
                for (var said : take.said()) ObservationTape.write(said, out);
            }
        }
        return bytes.toByteArray();
    }

    /// Written in stretches, as a file, and read.
    private static List<ObservationTape> stored(List<Take> takes, int stretch) throws IOException {
        var tapes = new ArrayList<byte[]>();
        for (int from = 0; from < takes.size(); from += stretch)
            tapes.add(new ObservationTape(
                            AffectFusion.formulas(), takes.subList(from, Math.min(takes.size(), from + stretch)))
                    .toBytes());
        return ObservationTape.ofFile(ObservationTape.file(tapes));
    }
}
