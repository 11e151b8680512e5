package dev.attune.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.Rig;
import dev.attune.evaluation.robustness.Encounter.Outcome;
import dev.attune.evaluation.robustness.Encounters.Scenario;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.models.ModelStore;
import java.io.IOException;
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
                    Encounters.rendered(Rig.load(SharedData.file("rig/base.obj").resolveSibling("")), 3),
                    models,
                    "live",
                    FaceOptions.live(),
                    Set.of(scenario));
        }
    }
}
