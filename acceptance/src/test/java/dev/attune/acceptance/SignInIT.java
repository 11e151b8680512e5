package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Attune.Extension.class)
class SignInIT {

    @Test
    void aSignInLinkOpensTheConsoleOnceAndNeverAgain(Attune attune) {
        String link = attune.freshSignInLink();
        try (Visitor first = attune.visitorWithoutCamera()) {
            first.open(link);
            assertThat(first.find("consent-notice")).isVisible();
            first.page().reload();
            assertThat(first.find("consent-notice")).isVisible();
        }
        try (Visitor second = attune.visitorWithoutCamera()) {
            second.open(link);
            assertThat(second.page().getByRole(AriaRole.HEADING)).isVisible();
            assertThat(second.find("consent-notice")).not().isVisible();
            second.savesScreenshot("link-used");
        }
    }

    @Test
    void aStrangerIsToldHowToSignIn(Attune attune) {
        try (Visitor stranger = attune.visitorWithoutCamera()) {
            stranger.open(attune.address() + "sessions");
            assertThat(stranger.page().getByText("sign-in?token=")).isVisible();
        }
    }
}
