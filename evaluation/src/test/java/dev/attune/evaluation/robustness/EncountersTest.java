package dev.attune.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.actor.Rig;
import dev.attune.evaluation.robustness.Encounter.Outcome;
import dev.attune.evaluation.robustness.Encounters.Scenario;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A new id is honest: one story ends, another begins. Another's id tells a person's story on as somebody else's.
class EncountersTest {

    @Test
    void twoWhoWalkPastEachOtherMostlyKeepTheirIdsAndNeverGetEachOthers() throws IOException {
        var met = watched(Scenario.CROSSING);

        assertThat(met.plays(Scenario.CROSSING)).isEqualTo(8);
        assertThat(met.count(Scenario.CROSSING, Outcome.WRONG)).as("%s", met).isZero();
        assertThat(met.count(Scenario.CROSSING, Outcome.KEPT)).as("%s", met).isGreaterThanOrEqualTo(6);
    }

    @Test
    void twoWhoMeetAndGoBackNeverGetEachOthersIds() throws IOException {
        var met = watched(Scenario.TURNING_BACK);

        assertThat(met.plays(Scenario.TURNING_BACK)).isEqualTo(8);
        assertThat(met.count(Scenario.TURNING_BACK, Outcome.WRONG))
                .as("%s", met)
                .isZero();
    }

    @Test
    void whoSitsWhereAnotherVanishedMoreThanASecondAgoIsSomebodyNew() throws IOException {
        var met = watched(Scenario.REPLACED);

        assertThat(met.plays(Scenario.REPLACED)).isEqualTo(8);
        assertThat(met.count(Scenario.REPLACED, Outcome.KEPT)).as("%s", met).isGreaterThanOrEqualTo(4);
    }

    private static Encounters watched(Scenario scenario) throws IOException {
        try (var models = FaceModels.open(ModelStore.bundled())) {
            return Encounters.measure(
                    "rendered heads",
                    Encounters.rendered(rig(), 3),
                    models,
                    "live",
                    FaceOptions.live(),
                    Set.of(scenario));
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
