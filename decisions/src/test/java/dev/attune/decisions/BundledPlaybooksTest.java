package dev.attune.decisions;

import static dev.attune.decisions.Display.aDisplay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.style.Templates;
import dev.attune.policy.AgeBand;
import dev.attune.policy.DeclaredContext;
import dev.attune.policy.Jurisdiction;
import dev.attune.policy.Place;
import dev.attune.policy.Policy;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Modality;
import dev.attune.signals.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every playbook that ships, in situations as its service has them.
class BundledPlaybooksTest {
    private static final Map<String, Playbook> READ = Playbooks.BUNDLED.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Playbooks::bundled)); // compiling takes its time
    private static final List<Playbook> ALL =
            Playbooks.BUNDLED.stream().map(BundledPlaybooksTest::bundled).toList();
    private static final Instant TODAY = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @FieldSource("ALL")
    void inItsOwnExampleEveryRuleActsAndSaysWhyInThreeLanguages(Playbook playbook) {
        var outcome = Simulation.play(playbook, playbook.example());

        assertThat(outcome.silences()).as("rules that never acted").isEmpty();
        for (var firing : outcome.firings()) {
            var decision = firing.decision();
            assertThat(decision.explanation().clauses())
                    .isNotEmpty()
                    .allSatisfy(clause -> assertThat(clause.value()).isTrue());
            var reason = decision.explanation().reason();
            for (var language : Wording.LANGUAGES)
                assertThat(reason.in(language)).isNotBlank().doesNotContain("{", "–");
            assertThat(firing.endedAt()).isGreaterThanOrEqualTo(decision.at());
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void nobodyIsTreatedOtherwiseForNotBeingLookedAt(Playbook playbook) {
        var unseen = playbook.example().stream()
                .map(stretch -> new Stretch(stretch.lasts(), stretch.page(), stretch.facts(), null))
                .toList();

        var acted = Simulation.play(playbook, unseen).firings().stream()
                .map(firing -> firing.decision().rule())
                .collect(Collectors.toSet());

        var onFactsAlone = playbook.rules().stream()
                .filter(rule -> !rule.readsAffect())
                .map(Rule::id)
                .collect(Collectors.toSet());
        assertThat(acted).isEqualTo(onFactsAlone);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void noneReachesFurtherThanHelpToneAndContent(Playbook playbook) {
        for (var rule : playbook.rules()) {
            assertThat(rule.action().actionClass().mayFollowAffect())
                    .as(rule.id())
                    .isTrue();
            if (rule.action().parameters().get("say") instanceof String intent)
                assertThat(Templates.intents()).as(rule.id()).contains(intent);
            for (var language : Wording.LANGUAGES)
                assertThat(rule.does().in(language)).isNotEqualTo(rule.reason().in(language));
        }
    }

    @Test
    void theirIdsAreTheirOwn() {
        assertThat(ALL.stream().map(Playbook::id).collect(Collectors.toSet())).hasSameSizeAs(ALL);
    }

    @Test
    void inAPlaceThatIsOnlyLoggedTheHighestRuleWhoseActionWasOfferedSpeaks() {
        var retail = Playbooks.bundled("retail");
        var stuck = Map.of("page.kind=checkout", 1.0, "quality.score", 0.8, "au.AU04", 1.5, "au.AU07", 1.2);
        assertThat(retail.choiceIn(stuck, List.of("plain", "offer-help"))).contains("offer-help");
        assertThat(retail.choiceIn(stuck, List.of("plain"))).isEmpty();

        var displeasedToo = new HashMap<>(stuck);
        displeasedToo.putAll(
                Map.of("valence", -0.5, "emotion.anger", 0.5, "emotion.disgust", 0.0, "emotion.contempt", 0.0));
        assertThat(retail.choiceIn(displeasedToo, List.of("offer-help", "offer-human")))
                .contains("offer-human");
        displeasedToo.remove("emotion.contempt");
        assertThat(retail.choiceIn(displeasedToo, List.of("offer-help", "offer-human")))
                .as("what is not known makes its rule false")
                .contains("offer-help");
        assertThat(retail.choiceIn(Map.of(), List.of("offer-help"))).isEmpty();
    }

    @Test
    void aCallThatGetsWorseBringsTheAgentASlowerPaceThenARepairThenAColleague() {
        var calls = new Visit(new Decider(bundled("support-agent"))).on("call").knowing("minutesInConversation", 4L);

        calls.shows(aDisplay().with(State.FRUSTRATION, 0.4).valence(-0.2), 5);
        calls.shows(aDisplay().with(State.FRUSTRATION, 0.7).valence(-0.5), 6);
        calls.knowing("minutesInConversation", 11L)
                .shows(aDisplay().with(State.FRUSTRATION, 0.6).valence(-0.4), 7);

        assertThat(calls.actions()).containsExactly("suggest-slower", "suggest-repair", "suggest-colleague");
    }

    @Test
    void aVoiceAloneIsEnoughForTheCards() {
        var angry = EmotionDistribution.of(Map.of(Emotion.ANGER, 0.7, Emotion.NEUTRAL, 0.3));
        var call = new Visit(new Decider(bundled("support-agent"))).on("call");

        assertThat(call.shows(aDisplay().showing(angry).valence(-0.5), 6).actions())
                .contains("suggest-repair");
    }

    @Test
    void whoAsksForAPersonGetsOneWhetherReadOrNot() {
        var chat =
                new Visit(new Decider(bundled("support-assistant"))).on("chat").knowing("askedForPerson", true);

        assertThat(chat.shows(null, 0.2).actions()).containsExactly("hand-over");
    }

    @Test
    void oneFailedAnswerIsNoReasonToGiveUp() {
        var chat = new Visit(new Decider(bundled("support-assistant")))
                .on("chat")
                .knowing("failedAnswers", 1L)
                .shows(aDisplay().with(State.FRUSTRATION, 0.7).valence(-0.1), 4);

        assertThat(chat.actions()).isEmpty();
        assertThat(chat.knowing("failedAnswers", 2L)
                        .shows(aDisplay().with(State.FRUSTRATION, 0.7).valence(-0.1), 3)
                        .actions())
                .containsExactly("offer-human");
    }

    @Test
    void stressStopsATransferOnlyForACheckAndOnlyToSomebodyNew() {
        var stressed = aDisplay().with(State.STRESS, 0.6).valence(-0.2);
        var known = new Visit(new Decider(bundled("banking"))).on("transfer").knowing("newPayee", false);
        assertThat(known.shows(stressed, 5).actions()).isEmpty();

        var fresh = new Visit(new Decider(bundled("banking"))).on("transfer").knowing("newPayee", true);
        assertThat(fresh.shows(stressed, 5).decisions())
                .singleElement()
                .satisfies(decision ->
                        assertThat(decision.action().parameters()).containsEntry("transferStaysPossible", true));
    }

    @Test
    void aSadFaceAtAClaimBringsAPersonAndCalmerWords() {
        var claim = new Visit(new Decider(bundled("banking")))
                .on("claim")
                .shows(aDisplay().showing(Emotion.SADNESS, 0.6).valence(-0.5), 5);

        assertThat(claim.actions()).containsExactlyInAnyOrder("calmer-tone", "offer-human");
    }

    @Test
    void confusionBringsTheSameStepAgainAndBoredomAHarderOne() {
        var lesson = new Visit(new Decider(bundled("learning"))).on("exercise");
        assertThat(lesson.shows(aDisplay().with(State.CONFUSION, 0.6), 5).actions())
                .containsExactly("explain-again");

        var easy = new Visit(new Decider(bundled("learning"))).on("exercise").knowing("correctInARow", 4L);
        assertThat(easy.shows(aDisplay().with(State.BOREDOM, 0.5), 6).actions()).containsExactly("harder-step");
    }

    @Test
    void noRuleOfALessonMarksAnybody() {
        for (var rule : bundled("learning").rules())
            assertThat(rule.action().parameters().keySet())
                    .as(rule.id())
                    .noneMatch(parameter ->
                            Set.of("grade", "mark", "score", "rank").contains(parameter));
    }

    @Test
    void aClinicianSeesWhatLastsAndNotAMoment() {
        var low = aDisplay().showing(Emotion.SADNESS, 0.5).valence(-0.4);
        var visit = new Visit(new Decider(bundled("healthcare"))).on("consultation");

        assertThat(visit.shows(aDisplay(), 20).shows(low, 10).actions()).isEmpty();

        assertThat(visit.shows(low, 11).decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.action().parameters())
                        .containsEntry("indicator", "low-mood")
                        .containsEntry("diagnosis", false));
    }

    @Test
    void fearAtAFilmAsksForGentlerScenesAndFatigueEndsTheEvening() {
        var film = new Visit(new Decider(bundled("entertainment"))).on("player").knowing("minutesPlayed", 60L);

        film.shows(aDisplay().showing(Emotion.FEAR, 0.7).valence(-0.5), 5);
        film.shows(aDisplay().with(State.FATIGUE, 0.7), 9);

        assertThat(film.actions()).containsExactly("gentler-scenes", "offer-break");
        assertThat(film.decisions().getLast().action().parameters()).containsEntry("autoplay", false);
    }

    @Test
    void aLongWaitIsToldToEverybodyAndStressIsMetWithCalm() {
        var declined =
                new Visit(new Decider(bundled("waiting-room"))).on("waiting").knowing("minutesWaited", 20L);
        assertThat(declined.shows(null, 0.2).actions()).containsExactly("tell-waiting-time");

        var tense =
                new Visit(new Decider(bundled("waiting-room"))).on("waiting").knowing("minutesWaited", 2L);
        assertThat(tense.shows(aDisplay().with(State.STRESS, 0.6), 7).actions()).containsExactly("calm-content");
    }

    @Test
    void whereThePolicyForbidsReadingStudentsAPlaybookForThemIsForbiddenToo() {
        var use = bundled("learning").use();

        for (var jurisdiction : Jurisdiction.values()) {
            var asked = new DeclaredContext(Place.EDUCATION, use.role(), jurisdiction, AgeBand.ADULT);
            var answer = Policy.bundled().decide(asked.asks(use.purpose(), Modality.FACE, TODAY));
            assertThat(answer.outcome().permits(Modality.FACE, true))
                    .as(jurisdiction.id())
                    .isFalse();
            if (jurisdiction == Jurisdiction.EU) assertThat(answer.article()).contains("Art. 5(1)(f)");
        }
    }

    private static Playbook bundled(String name) {
        return Objects.requireNonNull(READ.get(name), name);
    }
}
