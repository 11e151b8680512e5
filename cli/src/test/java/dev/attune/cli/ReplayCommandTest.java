package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.fusion.replay.ObservationTape;
import dev.attune.fusion.replay.Take;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSessionThatIsAsItWasIsIdentical() throws IOException {
        var run = Run.attune("replay", file(AffectFusion.formulas(), takes(4)).toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("identical: 40 observations");
    }

    @Test
    void aChangedFormulaShowsWhereAndHowFar() throws IOException {
        var takes = takes(4);
        var later = takes(2); // as if another formula had made other numbers of the same face
        takes.set(20, new Take(takes.get(20).observation(), later.get(20).said()));
        var run = Run.attune(
                "replay",
                file(List.of(new ModelRef("modality-pool", "1")), takes).toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REPLAY_DIFFERS);
        assertThat(run.out())
                .contains("different: 40 observations", "first at 2.000 s, face 0: valence was", "2 differ")
                .contains("Recorded with modality-pool/1, replayed with")
                .contains("affect-stream/1");
    }

    @Test
    void aFileThatIsNoneIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("notes.observations"), "notes");

        var run = Run.attune("replay", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MEDIA);
        assertThat(run.err()).contains("notes.observations", "AttuneOb");
        assertThat(Run.attune("replay", folder.resolve("gone").toString()).exitCode())
                .isEqualTo(ExitCode.CANNOT_READ);
    }

    private Path file(List<ModelRef> formulas, List<Take> takes) throws IOException {
        var tape = new ObservationTape(formulas, takes).toBytes();
        return Files.write(folder.resolve("session.observations"), ObservationTape.file(List.of(tape)));
    }

    /// Four seconds; from the second on a smile.
    private static List<Take> takes(double smile) {
        var takes = new ArrayList<Take>();
        var state = FusionState.initial();
        for (int i = 0; i < 40; i++) {
            var units = List.of(new ActionUnit(12, i < 20 ? 0 : smile, i < 20 ? 0 : smile, 0.8));
            var face = new FaceUnits(0, units, null, null, null, Quality.PERFECT, List.of());
            var reading = new UnitsReading(Duration.ofMillis(100L * i), List.of(face));
            var step = AffectFusion.step(state, reading);
            state = step.state();
            takes.add(Take.of(reading, step.events()));
        }
        return takes;
    }
}
