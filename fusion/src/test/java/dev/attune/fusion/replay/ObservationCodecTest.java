package dev.attune.fusion.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.face.NeutralFace;
import dev.attune.fusion.Session;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceReading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObservationCodecTest {

    @Test
    void aMeasureThatOnlyAnEarlierVersionTookIsPassedOverAndOneItDidNotTakeIsAtRest() throws IOException {
        double rest = NeutralFace.population().centre().left(FaceMeasure.CORNER_RISE);
        var written = Session.ofAllModalities().stream()
                .filter(FaceReading.class::isInstance)
                .map(FaceReading.class::cast)
                .filter(reading -> reading.faces().stream()
                        .anyMatch(face -> face.measures().left(FaceMeasure.CORNER_RISE) != rest))
                .findFirst()
                .orElseThrow();
        var bytes = new ByteArrayOutputStream();
        ObservationCodec.write(written, new DataOutputStream(bytes));
        // of the same length, so that everything else stays where it was
        var earlier = bytes.toString(StandardCharsets.ISO_8859_1).replace("CORNER_RISE", "CHIN_PUCKER");

        var read = (FaceReading) ObservationCodec.read(
                new DataInputStream(new ByteArrayInputStream(earlier.getBytes(StandardCharsets.ISO_8859_1))));

        var before = written.faces().getFirst().measures();
        var after = read.faces().getFirst().measures();
        assertThat(after.left(FaceMeasure.CORNER_RISE)).isEqualTo(rest);
        for (var measure : FaceMeasure.values())
            if (measure != FaceMeasure.CORNER_RISE)
                assertThat(after.right(measure)).as(measure.name()).isEqualTo(before.right(measure));
    }
}
