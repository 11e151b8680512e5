package dev.attune.sensors;

import static dev.attune.sensors.AnXdf.doubles;
import static dev.attune.sensors.AnXdf.float32;
import static dev.attune.sensors.AnXdf.integer;
import static dev.attune.sensors.AnXdf.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.BandPowers;
import dev.attune.signals.EegBand;
import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XdfRecordingTest {
    @TempDir
    private Path folder;

    @Test
    void heartRateAndSkinOfTwoStreamsShareOneClock() throws Exception {
        var file = new AnXdf()
                .stream(1, "HR", 0, "float32", "HeartRate//bpm").stream(2, "EDA", 4, "double64", "EDA//microsiemens")
                        .sample(1, 100.0, float32(70))
                        .sample(2, 102.5, doubles(2.5))
                        .sample(1, 101.2, float32(72))
                        .boundary()
                        .footer(1)
                        .in(folder);
        var bodies = Read.bodies(SensorFormat.XDF, file);

        assertThat(bodies).extracting(Observation::at).containsExactly(seconds(1), seconds(2), seconds(3));
        assertThat(bodies.get(0).heartRate()).hasValue(70);
        assertThat(bodies.get(1).heartRate()).hasValue(72);
        assertThat(bodies.get(2).skinConductance()).hasValue(2.5);
        assertThat(bodies.get(2).device()).isEqualTo("EDA stream");
    }

    @ParameterizedTest
    @CsvSource({"int8,1", "int16,2", "int32,4", "int64,8"})
    void wholeNumbersOfEverySizeAreRead(String format, int bytes) throws Exception {
        var file = new AnXdf()
                .stream(7, "HR", 0, format, "HR")
                        .sample(7, 5, integer(71, bytes))
                        .in(folder);
        assertThat(Read.bodies(SensorFormat.XDF, file).getFirst().heartRate()).hasValue(71);
    }

    @Test
    void aStreamOfTextIsLeftAloneAndSaid() throws Exception {
        var file = new AnXdf()
                .stream(1, "Markers", 0, "string", "event").stream(2, "HR", 0, "float32", "HR")
                        .sample(1, 1, string("stimulus"))
                        .sample(2, 1, float32(70))
                        .in(folder);
        try (var recording = SensorFormat.XDF.open(file, Read.EVERYTHING::contains, OptionalDouble.empty())) {
            assertThat(recording.next()).isInstanceOf(PhysiologyObservation.class);
            assertThat(recording.leftAlone()).singleElement().asString().contains("Markers stream", "left alone");
        }
    }

    @Test
    void aClockThatDriftsIsSetRightBetweenItsMeasurements() throws Exception {
        var file = new AnXdf()
                .stream(1, "HR", 0, "float32", "HR").stream(2, "HR", 0, "float32", "HR")
                        .clockOffset(2, 0, -10)
                        .clockOffset(2, 20, -12)
                        .sample(1, 0, float32(60))
                        .sample(2, 20, float32(80))
                        .in(folder);
        var bodies = Read.bodies(SensorFormat.XDF, file);
        assertThat(bodies.getLast().heartRate()).hasValue(80);
        assertThat(bodies.getLast().span().start()).isEqualTo(seconds(8));
    }

    @Test
    void aSampleWithoutATimeFollowsTheOneBeforeByTheNominalRate() throws Exception {
        var file = new AnXdf()
                .stream(1, "HR", 0.5, "float32", "HR")
                        .sample(1, 10, float32(60))
                        .nextSample(1, float32(61))
                        .nextSample(1, float32(62))
                        .in(folder);
        assertThat(Read.bodies(SensorFormat.XDF, file))
                .extracting(body -> body.span().start())
                .containsExactly(seconds(0), seconds(2), seconds(4));
    }

    @Test
    void anAlphaRhythmIsFoundInRawEeg() throws Exception {
        var xdf = new AnXdf().stream(1, "EEG", 128, "float32", "F3/EEG/microvolts", "F4/EEG/microvolts");
        for (int i = 0; i < 5 * 128; i++) {
            double time = i / 128.0;
            double alpha = Math.sin(2 * Math.PI * 10 * time);
            xdf.sample(1, time, float32(10 * alpha), float32(20 * alpha));
        }
        var last = Read.bodies(SensorFormat.XDF, xdf.in(folder)).getLast();
        BandPowers left = last.eeg().getFirst();

        assertThat(left.microvoltsSquared().get(EegBand.ALPHA)).isCloseTo(50, within(1.0)); // a² / 2
        assertThat(left.microvoltsSquared().get(EegBand.BETA)).isLessThan(0.5);
        assertThat(last.frontalAlphaAsymmetry().optional().orElseThrow()).isCloseTo(Math.log(4), within(0.01));
    }

    @Test
    void voltsAreToldAsMicrovolts() throws Exception {
        var xdf = new AnXdf().stream(1, "EEG", 128, "double64", "Cz/EEG/V");
        for (int i = 0; i < 3 * 128; i++)
            xdf.sample(1, i / 128.0, doubles(10e-6 * Math.sin(2 * Math.PI * 10 * i / 128.0)));
        var powers =
                Read.bodies(SensorFormat.XDF, xdf.in(folder)).getFirst().eeg().getFirst();
        assertThat(powers.microvoltsSquared().get(EegBand.ALPHA)).isCloseTo(50, within(1.0));
    }

    @Test
    void bandPowersThatADeviceTellsAreTakenAsTheyAre() throws Exception {
        var file = new AnXdf()
                .stream(1, "BandPower", 1, "float32", "F3_alpha", "F3_beta", "F3_theta")
                        .sample(1, 0, float32(4), float32(3), float32(2))
                        .in(folder);
        var seen = Read.bodies(SensorFormat.XDF, file).getFirst();
        assertThat(seen.engagementIndex().optional().orElseThrow()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void blendshapesOverTheLaboratoryNetworkAreAFace() throws Exception {
        var file = new AnXdf()
                .stream(1, "Face", 60, "float32", "mouthSmileLeft", "mouthSmileRight")
                        .sample(1, 3, float32(1), float32(0.5))
                        .in(folder);
        var faces = Read.faces(SensorFormat.XDF, file);
        ActionUnit smile = faces.getFirst().faces().getFirst().actionUnits().getFirst();
        assertThat(smile.number()).isEqualTo(12);
        assertThat(smile.left()).isEqualTo(5);
        assertThat(smile.right()).isEqualTo(2.5);
    }

    @Test
    void aFaceThatIsNotTrackedForAWhileIsNoFaceAndNoDamage() throws Exception {
        var file = new AnXdf()
                .stream(1, "Face", 60, "float32", "mouthSmileLeft", "mouthSmileRight")
                        .sample(1, 3, float32(1), float32(0.5))
                        .sample(1, 4, float32(Double.NaN), float32(Double.NaN))
                        .sample(1, 5, float32(0), float32(0.5))
                        .in(folder);
        assertThat(Read.faces(SensorFormat.XDF, file))
                .extracting(reading -> reading.faces().size())
                .containsExactly(1, 0, 1);
    }

    @Test
    void aStreamOfShapesThatStandForNoUnitIsLeftAloneAndTheOthersAreRead() throws Exception {
        var file = new AnXdf()
                .stream(1, "Eyes", 60, "float32", "eyeLookUpLeft", "eyeLookUpRight").stream(2, "HR", 0, "float32", "HR")
                        .sample(1, 3, float32(1), float32(0.5))
                        .sample(2, 3, float32(70))
                        .in(folder);
        assertThat(Read.bodies(SensorFormat.XDF, file)).hasSize(1);
    }

    @Test
    void bandsAreKnownHoweverTheyAreWritten() throws Exception {
        var file = new AnXdf()
                .stream(1, "BandPower", 1, "float32", "Fp1_Alpha", "AF7 THETA")
                        .sample(1, 0, float32(4), float32(3))
                        .in(folder);
        assertThat(Read.bodies(SensorFormat.XDF, file).getFirst().eeg())
                .extracting(BandPowers::channel)
                .containsExactly("Fp1", "AF7");
    }

    @Test
    void aHeaderThatAnnouncesBillionsOfChannelsIsRefused() throws IOException {
        refused(
                new AnXdf()
                        .header(
                                1,
                                "<info><name>x</name><type>EEG</type><channel_count>2000000000</channel_count>"
                                        + "<nominal_srate>256</nominal_srate><channel_format>float32</channel_format></info>")
                        .in(folder),
                "channel_count");
    }

    @Test
    void aModalityThatMayNotBeReadIsLeftAlone() throws Exception {
        var file = new AnXdf()
                .stream(1, "HR", 0, "float32", "HR").stream(2, "Face", 60, "float32", "jawOpen")
                        .sample(1, 0, float32(70))
                        .sample(2, 0, float32(0.5))
                        .in(folder);
        var read = Read.all(SensorFormat.XDF, file, Set.of(Modality.FACE), OptionalDouble.empty());
        assertThat(read).singleElement().isInstanceOf(UnitsReading.class);
    }

    @Test
    void aStrapThatIsNotWornMeasuresNothing() throws Exception {
        var file = new AnXdf()
                .stream(1, "HR", 0, "float32", "HR")
                        .sample(1, 0, float32(0))
                        .sample(1, 1, float32(70))
                        .in(folder);
        assertThat(Read.bodies(SensorFormat.XDF, file)).hasSize(1);
    }

    @Test
    void aFileThatIsCutOffIsSaidToBe() throws IOException {
        var file = new AnXdf()
                .stream(1, "HR", 0, "float32", "HR").sample(1, 0, float32(70)).cutOff(folder, 3);
        refused(file, "cut off");
    }

    @Test
    void aFileWithoutAnythingKnownNamesItsStreams() throws IOException {
        refused(new AnXdf().stream(1, "Mocap", 0, "float32", "x").in(folder), "Mocap stream", "docs/sensors.md");
    }

    @Test
    void aSampleOfAStreamWithoutHeaderIsRefused() throws IOException {
        refused(
                new AnXdf()
                        .stream(1, "HR", 0, "float32", "HR")
                                .clockOffset(9, 0, 0)
                                .in(folder),
                "stream 9 has no header");
    }

    @Test
    void aFormatNobodyKnowsIsNamed() throws IOException {
        refused(new AnXdf().stream(1, "HR", 0, "float16", "HR").in(folder), "channel_format", "float16");
    }

    @Test
    void aHeaderThatIsNoXmlIsRefused() throws IOException {
        refused(new AnXdf().header(1, "<info>").in(folder), "not XML");
    }

    @Test
    void aHeaderMayNotReachOutsideTheFile() throws IOException {
        var xml = "<!DOCTYPE info [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><info><name>&x;</name></info>";
        refused(new AnXdf().header(1, xml).in(folder), "DOCTYPE");
    }

    @Test
    void samplesThatEndWithinAValueAreRefused() throws IOException {
        refused(
                new AnXdf()
                        .stream(1, "HR", 0, "double64", "HR")
                                .sample(1, 0, float32(70))
                                .in(folder),
                "end within a value");
    }

    private static void refused(Path file, String... words) {
        assertThatThrownBy(() -> Read.bodies(SensorFormat.XDF, file))
                .isInstanceOf(SensorFileException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("Maybe");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
