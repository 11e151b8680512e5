package dev.attune.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EligibilityTest {
    private final Eligibility loan = Eligibility.of("facts.adult == true && facts.income > 1000");

    @Test
    void thePartThatDoesNotHoldIsTheReason() {
        assertThat(loan.objection(Map.of("adult", true, "income", 2_000))).isEmpty();
        assertThat(loan.objection(Map.of("adult", true, "income", 500))).contains("not eligible: facts.income > 1000");
    }

    @Test
    void whoKnowsNothingOffersNothing() {
        assertThat(loan.objection(Map.of("adult", true))).isPresent();
    }

    @Test
    void neitherWhatIsDisplayedNorWhatWasAnsweredDecides() {
        assertThatThrownBy(() -> Eligibility.of("emotion.joy > 0.5"))
                .hasMessageContaining("decided by facts alone")
                .hasMessageContaining("emotion.joy");
        assertThatThrownBy(() -> Eligibility.of("facts.consented == true")).hasMessageContaining("asked for consent");
    }

    @Test
    void aFaultIsNamedWithItsColumn() {
        assertThatThrownBy(() -> Eligibility.of("facts.adult == ")).hasMessageContaining("column 1");
    }

    @Test
    void whatDoesNotFitIsNamedInPlainWords() {
        assertThatThrownBy(() -> Eligibility.of("facts.adult == "))
                .hasMessageContaining("ends too early")
                .hasMessageNotContaining("NUM_FLOAT");
        assertThatThrownBy(() -> Eligibility.of("facts.adult == true && && facts.adult"))
                .hasMessageContaining("'&&' does not fit here")
                .hasMessageNotContaining("NUM_FLOAT");
    }
}
