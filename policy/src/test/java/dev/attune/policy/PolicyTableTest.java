package dev.attune.policy;

import static dev.attune.policy.AgeBand.ADULT;
import static dev.attune.policy.AgeBand.MINOR;
import static dev.attune.policy.AgeBand.UNKNOWN;
import static dev.attune.policy.Jurisdiction.CN;
import static dev.attune.policy.Jurisdiction.EU;
import static dev.attune.policy.Jurisdiction.OTHER;
import static dev.attune.policy.Jurisdiction.RU;
import static dev.attune.policy.Jurisdiction.UK;
import static dev.attune.policy.Jurisdiction.US_IL;
import static dev.attune.policy.Outcome.AGGREGATE_ONLY;
import static dev.attune.policy.Outcome.ALLOW_WITH_NOTICE;
import static dev.attune.policy.Outcome.BLOCK;
import static dev.attune.policy.Outcome.TEXT_ONLY;
import static dev.attune.signals.Modality.FACE;
import static dev.attune.signals.Modality.GAZE;
import static dev.attune.signals.Modality.PHYSIOLOGY;
import static dev.attune.signals.Modality.TEXT;
import static dev.attune.signals.Modality.VOICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of the house, row by row, and what each jurisdiction adds.
class PolicyTableTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Policy POLICY = Policy.bundled();

    @ParameterizedTest(name = "{0}: {2} of a {1} for {3}: {4} by {5}")
    @CsvSource({
        "shop, customer, face, analytics, allow-with-notice, house-01",
        "web, customer, physiology, analytics, allow-with-notice, house-01",
        "kiosk, customer, gaze, personalization, allow-with-notice, house-02",
        "app, customer, voice, personalization, allow-with-notice, house-02",
        "web, customer, text, personalization, allow-with-notice, house-03",
        "shop, customer, behaviour, analytics, allow-with-notice, house-03",
        "web, customer, face, baseline, allow-with-notice, house-02",
        "web, customer, text, agent-assist, allow-with-notice, house-03",
        "contact-centre, customer, voice, baseline, allow-with-notice, house-05",
        "workplace, employee, face, baseline, block, house-09",
        "public-space, passer-by, face, analytics, block, house-04",
        "public-space, customer, text, personalization, block, house-04",
        "contact-centre, customer, voice, agent-assist, allow-with-notice, house-05",
        "contact-centre, customer, text, analytics, allow-with-notice, house-06",
        "contact-centre, agent, voice, analytics, block, house-07",
        "contact-centre, agent, face, agent-assist, block, house-07",
        "contact-centre, agent, text, analytics, aggregate-only, house-08",
        "workplace, employee, face, analytics, block, house-09",
        "workplace, employee, voice, training, block, house-09",
        "workplace, employee, text, analytics, block, house-10",
        "education, student, gaze, analytics, block, house-12",
        "education, student, text, analytics, text-only, house-13",
        "research-panel, panelist, face, research, allow-with-notice, house-15",
        "research-panel, panelist, text, research, allow-with-notice, house-16",
        "hiring, candidate, text, research, block, house-18",
        "hiring, employee, face, analytics, block, house-18",
        "bank, applicant, voice, personalization, block, house-19",
        "web, customer, text, eligibility, block, house-20",
        "law-enforcement, passer-by, face, safety, block, house-21",
        "border, customer, text, analytics, block, house-21",
    })
    void theTableIsAnsweredAsItIsWritten(
            String place, String role, String modality, String purpose, String outcome, String rule) {
        var decision = POLICY.decide(query(place, role, purpose, modality, EU, ADULT));

        assertThat(decision.outcome().id()).isEqualTo(outcome);
        assertThat(decision.ruleId()).isEqualTo(rule);
        assertThat(decision.reason()).isNotBlank();
        assertThat(decision.article()).isNotBlank();
        assertThat(decision.packVersion()).isEqualTo("eu/3");
    }

    @ParameterizedTest(name = "{0} of a {1} for {2} waits for {3}")
    @CsvSource({
        "clinic, patient, medical, face, human-in-the-loop, house-14",
        "clinic, patient, medical, text, human-in-the-loop, house-14",
        "training-room, employee, training, voice, no-work-effect, house-17",
        "child-directed, customer, analytics, face, age-check, house-23",
    })
    void whatRestsOnADutyIsBlockedUntilTheOperatorDeclaresItMet(
            String place, String role, String purpose, String modality, String duty, String rule) {
        var query = query(place, role, purpose, modality, EU, ADULT);

        var without = POLICY.decide(query);
        var with = POLICY.meeting(Set.of(Duty.of(duty))).decide(query);

        assertThat(without.outcome()).isEqualTo(BLOCK);
        assertThat(without.reason()).contains(duty);
        assertThat(with.outcome()).isEqualTo(ALLOW_WITH_NOTICE);
        assertThat(with.ruleId()).isEqualTo(rule);
    }

    @Test
    void atWorkEvenSafetyStaysBlockedBecauseAttuneCannotLeaveEmotionsOut() {
        var everything = POLICY.meeting(Set.of(Duty.RECORDED_REASON));

        var decision = everything.decide(query("workplace", "employee", "safety", "face", EU, ADULT));

        assertThat(decision.outcome()).isEqualTo(BLOCK);
        assertThat(decision.ruleId()).isEqualTo("house-11");
        assertThatThrownBy(() -> POLICY.meeting(Set.of(Duty.PHYSICAL_STATE_ONLY)))
                .hasMessageContaining("physical-state-only");
    }

    @ParameterizedTest
    @EnumSource(
            value = AgeBand.class,
            names = {"MINOR", "UNKNOWN"})
    void withoutAGuardianNoMinorIsReadAndNobodyOfUnknownAge(AgeBand age) {
        for (var place : List.of(Place.WEB, Place.CHILD_DIRECTED, Place.CLINIC, Place.RESEARCH_PANEL))
            for (var modality : Modality.values())
                for (var purpose : Purpose.values())
                    assertThat(POLICY.meeting(Set.of(Duty.AGE_CHECK, Duty.HUMAN_IN_THE_LOOP))
                                    .decide(new PolicyQuery(place, Role.CUSTOMER, purpose, modality, EU, age, NOW))
                                    .outcome())
                            .isEqualTo(BLOCK);
    }

    @ParameterizedTest(name = "a minor: {2} of a {1} in {0} for {3}: {4} by {5}")
    @CsvSource({
        "web, customer, face, personalization, allow-with-notice, house-24",
        "child-directed, customer, text, personalization, allow-with-notice, house-24",
        "research-panel, panelist, voice, research, allow-with-notice, house-25",
        "clinic, patient, face, medical, allow-with-notice, house-26",
        "web, customer, face, analytics, block, house-27",
        "web, customer, face, baseline, block, house-27",
        "contact-centre, customer, voice, agent-assist, block, house-27",
        "education, student, face, analytics, block, house-12",
    })
    void aGuardianOpensLessForMinorsThanAdultsOpenForThemselves(
            String place, String role, String modality, String purpose, String outcome, String rule) {
        var guarded = POLICY.meeting(Set.of(Duty.GUARDIAN_CONSENT, Duty.HUMAN_IN_THE_LOOP));

        var decision = guarded.decide(query(place, role, purpose, modality, EU, MINOR));

        assertThat(decision.outcome().id()).isEqualTo(outcome);
        assertThat(decision.ruleId()).isEqualTo(rule);
    }

    @Test
    void eachPackSaysBelowWhichAgeSomebodyElseConsents() {
        assertThat(POLICY.pack(EU).guardian().orDeclared(0)).isEqualTo(16);
        assertThat(POLICY.pack(EU).guardian().orDeclared(13))
                .as("a member state")
                .isEqualTo(13);
        assertThat(POLICY.pack(CN).guardian().orDeclared(0)).isEqualTo(14);
        assertThatThrownBy(() -> POLICY.pack(CN).guardian().orDeclared(13)).hasMessageContaining("[14, 21]");
        assertThat(POLICY.pack(OTHER).guardian().usual()).isEqualTo(18);
    }

    @Test
    void typedTextOfStudentsIsReadAboutTheirTeachingAndNotAboutThem() {
        var text = POLICY.decide(query("education", "student", "analytics", "text", EU, ADULT));
        var face = POLICY.decide(query("education", "student", "analytics", "face", EU, ADULT));

        assertThat(text.outcome()).isEqualTo(TEXT_ONLY);
        assertThat(text.article()).contains("typed text is not biometric");
        assertThat(text.outcome().permits(TEXT, false)).isTrue();
        assertThat(text.outcome().permits(TEXT, true)).isFalse();
        assertThat(face.outcome()).isEqualTo(BLOCK);
    }

    @Test
    void aggregatesOverManyAreNotResultsAboutOne() {
        assertThat(AGGREGATE_ONLY.permits(TEXT, false)).isTrue();
        assertThat(AGGREGATE_ONLY.permits(TEXT, true)).isFalse();
    }

    @Test
    void chinaKeepsFacesOnTheDeviceUnlessThePersonAgreedToTheirBeingSent() {
        var query = query("shop", "customer", "analytics", "face", CN, ADULT);

        assertThat(POLICY.decide(query).reason()).contains("sending-consent", "local-storage");
        assertThat(POLICY.meeting(Set.of(Duty.SENDING_CONSENT, Duty.LOCAL_STORAGE))
                        .decide(query)
                        .outcome())
                .isEqualTo(ALLOW_WITH_NOTICE);
        assertThat(POLICY.meeting(Set.of(Duty.LOCAL_STORAGE))
                        .decide(query("shop", "customer", "analytics", "text", CN, ADULT))
                        .outcome())
                .as("typed text is not biometric")
                .isEqualTo(ALLOW_WITH_NOTICE);
    }

    @Test
    void russiaWantsItsCitizensDataStoredThereAndNoTemplateEver() {
        var query = query("web", "customer", "personalization", "face", RU, ADULT);

        assertThat(POLICY.decide(query).outcome()).isEqualTo(BLOCK);
        var permitted = POLICY.meeting(Set.of(Duty.LOCAL_STORAGE)).decide(query);
        assertThat(permitted.outcome()).isEqualTo(ALLOW_WITH_NOTICE);
        assertThat(permitted.duties()).contains(Duty.NO_IDENTITY_TEMPLATE);
        assertThat(permitted.packVersion()).isEqualTo("ru/3");
    }

    @Test
    void illinoisWantsAWrittenReleaseForBiometricSignalsOnly() {
        assertThat(POLICY.decide(query("web", "customer", "analytics", "voice", US_IL, ADULT))
                        .outcome())
                .isEqualTo(BLOCK);
        assertThat(POLICY.meeting(Set.of(Duty.WRITTEN_RELEASE))
                        .decide(query("web", "customer", "analytics", "voice", US_IL, ADULT))
                        .outcome())
                .isEqualTo(ALLOW_WITH_NOTICE);
        assertThat(POLICY.decide(query("web", "customer", "analytics", "text", US_IL, ADULT))
                        .outcome())
                .isEqualTo(ALLOW_WITH_NOTICE);
    }

    @Test
    void elsewhereEverythingThatAnyPackAsksForIsAsked() {
        var decision = POLICY.decide(query("web", "customer", "analytics", "face", OTHER, ADULT));

        assertThat(decision.outcome()).isEqualTo(BLOCK);
        assertThat(decision.reason()).contains("sending-consent", "written-release", "local-storage");
        assertThat(POLICY.meeting(Set.of(Duty.SENDING_CONSENT, Duty.WRITTEN_RELEASE, Duty.LOCAL_STORAGE))
                        .decide(query("web", "customer", "analytics", "face", OTHER, ADULT))
                        .outcome())
                .isEqualTo(ALLOW_WITH_NOTICE);
    }

    @Test
    void theUnitedKingdomIsTreatedAsTheEu() {
        assertThat(POLICY.decide(query("web", "customer", "analytics", "face", UK, ADULT))
                        .packVersion())
                .isEqualTo("eu/3");
    }

    @Test
    void outsideTheEuTheSameRulesAreTheHousesOwn() {
        assertThat(POLICY.decide(query("workplace", "employee", "analytics", "face", RU, ADULT))
                        .article())
                .isEqualTo("house rule, after EU AI Act Art. 5(1)(f)");
    }

    @Test
    void everyRuleOfEveryPackIsTheAnswerToSomeQuestion() {
        for (var jurisdiction : Jurisdiction.values()) {
            var answered = new HashSet<String>();
            for (var place : Place.values())
                for (var role : Role.values())
                    for (var purpose : Purpose.values())
                        for (var modality : Modality.values())
                            for (var age : List.of(ADULT, MINOR, UNKNOWN))
                                answered.add(POLICY.decide(
                                                new PolicyQuery(place, role, purpose, modality, jurisdiction, age, NOW))
                                        .ruleId());
            assertThat(answered)
                    .containsAll(POLICY.pack(jurisdiction).rules().stream()
                            .map(PolicyPack.Rule::id)
                            .toList());
        }
    }

    @Test
    void anAnswerHoldsUntilTheLawChangesOrThePackIsReviewed() {
        var query = query("web", "customer", "analytics", "face", EU, ADULT);

        assertThat(POLICY.decide(query).validUntil()).isEqualTo("2027-05-22T00:00:00Z");
        assertThat(POLICY.withDates(Map.of("ai-act-high-risk", LocalDate.of(2027, 1, 1)))
                        .decide(query)
                        .validUntil())
                .isEqualTo("2027-01-01T00:00:00Z");
        var late = Instant.parse("2028-01-01T00:00:00Z");
        assertThat(POLICY.decide(new PolicyQuery(Place.WEB, Role.CUSTOMER, Purpose.ANALYTICS, FACE, EU, ADULT, late))
                        .validUntil())
                .as("an overdue review gives no time at all")
                .isEqualTo(late);
    }

    @Test
    void aDateThatNoPackKnowsIsNamed() {
        assertThatThrownBy(() -> POLICY.withDates(Map.of("ai-act", LocalDate.of(2027, 1, 1))))
                .hasMessageContaining("'ai-act'")
                .hasMessageContaining("ai-act-high-risk");
    }

    @Test
    void movingADateOpensNothing() {
        var postponed = POLICY.withDates(Map.of("ai-act-prohibitions", LocalDate.of(2030, 1, 1)));

        for (var modality : List.of(FACE, GAZE, VOICE, PHYSIOLOGY))
            assertThat(postponed
                            .decide(new PolicyQuery(
                                    Place.WORKPLACE, Role.EMPLOYEE, Purpose.ANALYTICS, modality, EU, ADULT, NOW))
                            .ruleId())
                    .isEqualTo(PolicyDecision.DEFAULT_DENY);
    }

    private static PolicyQuery query(
            String place, String role, String purpose, String modality, Jurisdiction jurisdiction, AgeBand age) {
        return new PolicyQuery(
                Place.of(place), Role.of(role), Purpose.of(purpose), Modality.of(modality), jurisdiction, age, NOW);
    }
}
