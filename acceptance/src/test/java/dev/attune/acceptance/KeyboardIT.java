package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nothing needs a pointer.
@ExtendWith(Attune.Extension.class)
class KeyboardIT {

    /// More stops than any page has; a focus that goes round in circles ends here.
    private static final int MOST_STOPS = 80;

    @Test
    void consentIsGivenMeasuredAndWithdrawnWithTheKeyboardAlone(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            assertThat(visitor.find("consent-notice")).isVisible();
            tabTo(visitor, "consent-switch-personalization-face");
            press(visitor, "Space");
            assertThat(visitor.find("consent-switch-personalization-face")).isChecked();
            visitor.savesScreenshot("keyboard-consent");
            tabTo(visitor, "consent-save");
            press(visitor, "Enter");

            tabTo(visitor, "source-clip-neutral");
            press(visitor, "Enter");
            visitor.seesMeshAndTraces();

            tabTo(visitor, "stop-pill");
            press(visitor, "Enter");
            visitor.isNoLongerMeasured();
        }
    }

    @Test
    void theFirstStopSkipsTheMenu(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            assertThat(visitor.find("consent-notice")).isVisible();
            press(visitor, "Tab");
            press(visitor, "Enter");
            assertThat(visitor.page().locator("#main")).isFocused();
        }
    }

    private static void tabTo(Visitor visitor, String testId) {
        Locator wanted = visitor.find(testId);
        assertThat(wanted).isAttached();
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            if ((boolean) wanted.evaluate("element => element === document.activeElement")) return;
            press(visitor, "Tab");
        }
        assertThat(false).as("%s can be reached with the Tab key", testId).isTrue();
    }

    private static void press(Visitor visitor, String key) {
        visitor.page().keyboard().press(key);
    }
}
