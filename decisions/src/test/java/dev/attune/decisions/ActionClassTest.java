package dev.attune.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionClassTest {

    @ParameterizedTest(name = "{0}: follows a display {1}, meets distress {2}, needs approval {3}")
    @CsvSource({
        "STYLE, true, true, false",
        "ROUTE, true, true, false",
        "HELP, true, true, false",
        "CONTENT, true, true, false",
        "OFFER, false, false, false",
        "PRESSURE, false, false, false",
        "ENTITLEMENT, false, true, true",
        "PRICE, false, true, true",
        "ELIGIBILITY, false, true, true",
    })
    void whatAConditionMayReach(ActionClass actionClass, boolean display, boolean distress, boolean approval) {
        assertThat(actionClass.mayFollowAffect()).isEqualTo(display);
        assertThat(actionClass.mayMeetDistress()).isEqualTo(distress);
        assertThat(actionClass.needsApproval()).isEqualTo(approval);
    }
}
