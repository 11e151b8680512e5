package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
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

    @Test
    void somethingIsBoughtWithTheKeyboardAloneAndTheFocusFollows(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.open(attune.address() + "shop");
            var heading = visitor.page().locator("h2").first();
            tabTo(visitor, "shop-product-pour-over-kettle");
            press(visitor, "Enter");
            assertThat(heading).isFocused();
            tabTo(visitor, "shop-add-to-cart");
            press(visitor, "Enter");
            tabTo(visitor, "shop-cart");
            press(visitor, "Enter");
            assertThat(heading).isFocused();

            tabTo(visitor, "shop-place-order");
            press(visitor, "Enter");
            assertThat(visitor.find("shop-field-name")).isFocused();
            visitor.savesScreenshot("keyboard-checkout");
            for (var typed : List.of("Ada", "ada@example.com", "1 Loop Road", "10115", "Berlin", "4111111111111111")) {
                visitor.page().keyboard().type(typed);
                press(visitor, "Tab");
            }
            tabTo(visitor, "shop-place-order");
            press(visitor, "Enter");
            assertThat(visitor.find("shop-thanks")).isVisible();
            assertThat(heading).isFocused();
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
