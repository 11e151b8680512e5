package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How it looks: three languages, two themes, a desk and a phone. The pictures are for people; the assertions hold
/// what a machine can see.
@ExtendWith(Attune.Extension.class)
class AppearanceIT {
    private static final int PHONE_WIDTH = 360;

    @ParameterizedTest
    @CsvSource({"en, LIGHT", "en, DARK", "ru, LIGHT", "ru, DARK", "zh, LIGHT", "zh, DARK"})
    void theLivePageSpeaksTheVisitorsLanguageInBothThemes(String language, ColorScheme theme, Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            String scheme = theme.name().toLowerCase(Locale.ROOT);
            String look = language + "-" + scheme;
            visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            visitor.signIn();
            visitor.find("language-chooser").selectOption(language);
            assertThat(visitor.page().locator("html")).hasAttribute("lang", language);
            assertThat(visitor.page().locator("html")).hasAttribute("data-mantine-color-scheme", scheme);
            visitor.find("consent-accept").click();
            visitor.find("source-clip-delighted").click();
            visitor.seesMeshAndTraces();
            visitor.savesScreenshot("live-" + look);

            visitor.page().setViewportSize(PHONE_WIDTH, 740);
            visitor.savesScreenshot("live-phone-" + look);
            fitsTheScreen(visitor);
        }
    }

    @Test
    void theWayToConsentFitsAPhone(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.page().setViewportSize(PHONE_WIDTH, 740);
            visitor.signIn();
            assertThat(visitor.find("consent-notice")).isVisible();
            fitsTheScreen(visitor);
            visitor.savesScreenshot("notice-phone");
            visitor.find("consent-decline").click();
            assertThat(visitor.find("shop")).isVisible();
            fitsTheScreen(visitor);
            visitor.savesScreenshot("declined-phone");
        }
    }

    @ParameterizedTest
    @CsvSource({"start", "sessions", "playbooks", "consent", "models", "keys", "shop"})
    void everyRoomOfTheConsoleFitsADeskAndAPhone(String room, Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            assertThat(visitor.find("consent-notice")).isVisible();
            visitor.open(attune.address() + room);
            assertThat(visitor.page().locator("main h1, main h2").first()).isVisible();
            assertThat(visitor.page().locator("[aria-busy=true]")).hasCount(0);
            assertThat(visitor.page().getByRole(AriaRole.ALERT)).hasCount(0);
            visitor.savesScreenshot("room-" + room);
            visitor.page().setViewportSize(PHONE_WIDTH, 740);
            fitsTheScreen(visitor);
            visitor.savesScreenshot("room-" + room + "-phone");
        }
    }

    private static void fitsTheScreen(Visitor visitor) {
        // charts follow the window a moment later
        visitor.page().waitForFunction("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
    }
}
