package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the console shows for its claims, and what a person can do without an account.
@ExtendWith(Attune.Extension.class)
class TrustIT {
    private static final LocatorAssertions.HasAttributeOptions SLOWLY =
            new LocatorAssertions.HasAttributeOptions().setTimeout(Visitor.PATIENCE_MS);

    @Test
    void theEvidenceIsShownAndASwitchStopsASignalAndLetsItGoOn(Attune attune) {
        try (Visitor officer = attune.visitorWithoutCamera()) {
            officer.signIn();
            officer.open(attune.address() + "trust");
            assertThat(officer.find("trust-state")).hasAttribute("data-state", "sound", SLOWLY);
            assertThat(officer.find("trust-permissions")).containsText("house-02");
            assertThat(officer.find("trust-permissions")).containsText("not biometric");
            officer.savesScreenshot("trust");

            officer.find("switch-reason").fill("a test");
            officer.find("switch-modality-gaze").getByRole(AriaRole.BUTTON).click();
            assertThat(officer.find("switch-modality-gaze")).hasAttribute("data-off", "true", SLOWLY);
            assertThat(officer.find("trust-state")).hasAttribute("data-state", "off", SLOWLY);

            officer.find("switch-modality-gaze").getByRole(AriaRole.BUTTON).click();
            assertThat(officer.find("switch-modality-gaze")).hasAttribute("data-off", "false", SLOWLY);
        }
    }

    @Test
    void theAddressOnTheReceiptOpensThePersonsOwnPageWhereEverythingCanBeErased(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.find("consent-decline").click();
            String personal = visitor.find("personal-page").first().getAttribute("href");

            visitor.page().context().clearCookies();
            visitor.open(attune.address() + personal.substring(1));
            assertThat(visitor.find("me")).isVisible();
            assertThat(visitor.find("me-withdraw")).isDisabled();
            visitor.savesScreenshot("me");
            visitor.find("me-erase-sure").check();
            visitor.find("me-erase").click();

            assertThat(visitor.find("me-erased"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(Visitor.PATIENCE_MS));
        }
    }
}
