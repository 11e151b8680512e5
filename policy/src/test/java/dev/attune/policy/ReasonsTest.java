package dev.attune.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.util.HashMap;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonsTest {
    private static final Policy POLICY = Policy.bundled();
    private static final Instant TODAY = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"ru", "zh"})
    void everyAnswerHasItsReasonInTheReadersLanguage(String language) {
        var script = language.equals("ru") ? "(?s).*\\p{IsCyrillic}.*" : "(?s).*\\p{IsHan}.*";
        var reasonOfRule = new HashMap<String, String>();
        for (var jurisdiction : Jurisdiction.values())
            for (var place : Place.values())
                for (var role : Role.values())
                    for (var age : AgeBand.values())
                        for (var purpose : Purpose.values())
                            for (var modality : Set.of(Modality.FACE, Modality.TEXT)) {
                                var decision = POLICY.decide(new DeclaredContext(place, role, jurisdiction, age)
                                        .asks(purpose, modality, TODAY));
                                var reason = Reasons.in(language, decision);
                                assertThat(reason).as(decision.inWords()).matches(script);
                                assertThat(Reasons.in("en", decision)).isEqualTo(decision.reason());
                                if (decision.outcome() != Outcome.BLOCK) reasonOfRule.put(decision.ruleId(), reason);
                            }
        assertThat(reasonOfRule.values()).doesNotHaveDuplicates().hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "zh"})
    void aDutyThatIsMetIsNotNamedAmongThoseThatAreOpen(String language) {
        var query = new DeclaredContext(Place.WEB, Role.CUSTOMER, Jurisdiction.OTHER, AgeBand.ADULT)
                .asks(Purpose.PERSONALIZATION, Modality.FACE, TODAY);
        assertThat(POLICY.decide(query).reason()).contains("sending-consent", "written-release");

        var half = POLICY.meeting(Set.of(Duty.WRITTEN_RELEASE)).decide(query);

        assertThat(half.reason()).contains("sending-consent").doesNotContain("written-release");
        assertThat(Reasons.in(language, half)).contains("sending-consent").doesNotContain("written-release");
    }
}
