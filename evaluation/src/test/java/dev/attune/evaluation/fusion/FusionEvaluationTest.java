package dev.attune.evaluation.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Modality;
import dev.attune.signals.Outlook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FusionEvaluationTest {
    private static final List<String> FIGURES =
            List.of("stateF1", "valenceCcc", "arousalCcc", "ece", "detectionDelayMs", "falseAlarmsPerHour");

    @Test
    void theResultHasTheScenariosAndNothingElse() {
        var json = evaluated(Set.of(Scenario.STEADY, Scenario.NO_FACE), 2).json();

        assertThat(names(json)).containsExactly("scenarios");
        for (var scenario : json.get("scenarios")) {
            assertThat(names(scenario)).containsExactly("name", "fusion", "single", "naiveAverage");
            assertThat(names(scenario.get("fusion"))).isEqualTo(FIGURES);
            assertThat(names(scenario.get("naiveAverage"))).isEqualTo(FIGURES);
            for (var single : scenario.get("single")) assertThat(names(single)).isEqualTo(FIGURES);
        }
        assertThat(names(json.get("scenarios").get(0).get("single"))).containsExactly("face", "voice", "text");
        assertThat(names(json.get("scenarios").get(1).get("single"))).containsExactly("voice", "text");
    }

    @Test
    void theSameSeedGivesTheSameFiguresAndAnotherOthers() {
        var setting = new FusionEvaluation(EnumSet.of(Scenario.DROPPED), 5, 2, 60);

        assertThat(setting.run(said -> {}).json())
                .isEqualTo(setting.run(said -> {}).json());
        assertThat(new FusionEvaluation(EnumSet.of(Scenario.DROPPED), 6, 2, 60)
                        .run(said -> {})
                        .json())
                .isNotEqualTo(setting.run(said -> {}).json());
    }

    /// Not a claim about customers: the generator and the stream fit together. Six sessions, so with some room.
    @Test
    void faceVoiceAndWordsTogetherTellMoreThanAnyOfThemAlone() {
        var row = evaluated(Set.of(Scenario.STEADY), 6).rows().getFirst();

        for (var single : row.single().values())
            assertThat(row.fusion().stateF1()).isGreaterThan(single.stateF1());
        assertThat(row.fusion().stateF1()).isGreaterThan(row.naiveAverage().stateF1());
        assertThat(row.fusion().arousalCcc().orElseThrow())
                .isGreaterThan(row.naiveAverage().arousalCcc().orElseThrow());
    }

    @Test
    void theLeadIsTheDifferenceOfTheFiguresBesideIt() {
        var row = evaluated(Set.of(Scenario.MASKED), 4).rows().getFirst();

        double best = row.naiveAverage().valenceCcc().orElseThrow();
        for (var single : row.single().values())
            best = Math.max(best, single.valenceCcc().orElseThrow());
        assertThat(row.lead().valenceCcc().by())
                .isCloseTo(row.fusion().valenceCcc().orElseThrow() - best, within(1e-9));
        assertThat(row.lead().valenceCcc().interval()).isPresent();
    }

    @Test
    void aPersonWhoComesAgainHasTheSameHabitsAndAnotherDay() {
        var first = SessionGenerator.session(Scenario.FIRST_VISIT, 3, 1, 0, 60);
        var again = SessionGenerator.session(Scenario.RETURNING, 3, 1, 1, 60);

        assertThat(again.stretches()).isNotEqualTo(first.stretches());
        assertThat(SessionGenerator.session(Scenario.FIRST_VISIT, 3, 1, 0, 60)).isEqualTo(first);
    }

    @Test
    void onlyCuesOfModalitiesThatAreThereArriveAndInOrderOfArrival() {
        var session = SessionGenerator.session(Scenario.NO_VOICE, 1, 0, 0, 120);

        assertThat(session.arrivals())
                .extracting(arrival -> arrival.cue().modality())
                .containsOnly(Modality.FACE, Modality.TEXT);
        assertThat(session.arrivals()).isSortedAccordingTo((a, b) -> Double.compare(a.at(), b.at()));
    }

    @Test
    void aForecastIsJudgedOnlyWhereItsOutcomeIsKnown() {
        var session = new GeneratedSession(
                List.of(
                        new GeneratedSession.Stretch(Mood.NEUTRAL, 0, 40),
                        new GeneratedSession.Stretch(Mood.FRUSTRATED, 40, 60),
                        new GeneratedSession.Stretch(Mood.NEUTRAL, 60, 100)),
                List.of(),
                Map.of(Outlook.Event.HUMAN_REQUEST, 50.0));

        assertThat(FusionExamples.outcome(session, Outlook.Event.FRUSTRATION, 20, 10))
                .isEqualTo(FusionExamples.Outcome.DID_NOT);
        assertThat(FusionExamples.outcome(session, Outlook.Event.FRUSTRATION, 35, 10))
                .isEqualTo(FusionExamples.Outcome.CAME);
        assertThat(FusionExamples.outcome(session, Outlook.Event.FRUSTRATION, 45, 10))
                .isEqualTo(FusionExamples.Outcome.UNKNOWN);
        assertThat(FusionExamples.outcome(session, Outlook.Event.HUMAN_REQUEST, 55, 10))
                .isEqualTo(FusionExamples.Outcome.UNKNOWN);
        assertThat(FusionExamples.outcome(session, Outlook.Event.ABANDONMENT, 95, 10))
                .isEqualTo(FusionExamples.Outcome.UNKNOWN);
    }

    @Test
    void aScenarioThatIsNoneIsToldWithTheNames() {
        assertThatThrownBy(() -> Scenario.named("sunny")).hasMessageContainingAll("sunny", "steady", "returning");
        assertThatThrownBy(() -> new FusionEvaluation(EnumSet.allOf(Scenario.class), 1, 0, 60))
                .hasMessageContaining("0");
    }

    private static FusionResult evaluated(Set<Scenario> scenarios, int sessions) {
        return new FusionEvaluation(EnumSet.copyOf(scenarios), 3, sessions, 120).run(said -> {});
    }

    private static List<String> names(JsonNode node) {
        Collection<String> names = node.propertyNames();
        return new ArrayList<>(names);
    }
}
