package dev.attune.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.actor.Rig;
import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrossingTest {

    /// A new id is honest: one story ends, another begins. A swapped one tells a person's story on as another's.
    @Test
    void twoPeopleWhoCrossKeepTheirIdsOrGetNewOnesButNeverEachOthers() throws IOException {
        var rig = rig();

        try (var models = FaceModels.open(ModelStore.bundled())) {
            for (long seed : new long[] {3, 11}) {
                var crossing = Crossing.measure(rig, models, seed);

                assertThat(crossing.passes()).isEqualTo(8);
                assertThat(crossing.kept() + crossing.renewed())
                        .as("seed %d: %s", seed, crossing)
                        .isEqualTo(8);
            }
        }
    }

    /// The head rig is development data: without it the test is skipped, unless `ATTUNE_REQUIRE` names `data`.
    private static Rig rig() throws IOException {
        var named = System.getProperty("ATTUNE_SHARED", System.getenv("ATTUNE_SHARED"));
        var folder = Path.of(named == null ? "../../shared" : named).resolve("data/rig");
        boolean there = Files.isRegularFile(folder.resolve("base.obj"));
        if (!there && System.getenv().getOrDefault("ATTUNE_REQUIRE", "").contains("data"))
            throw new AssertionError("no head rig in %s, but ATTUNE_REQUIRE names data".formatted(folder));
        assumeTrue(there, "skipped: no head rig in " + folder);
        return Rig.load(folder);
    }
}
