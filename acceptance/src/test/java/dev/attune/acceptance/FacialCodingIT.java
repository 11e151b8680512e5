package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the live page says of a face: each movement by side, what stands behind it, and what is not known.
@ExtendWith(Attune.Extension.class)
class FacialCodingIT {
    private static final Pattern A_NUMBER = Pattern.compile("\\d.*");

    @Test
    void aSmileIsShownMuscleByMuscleWithItsEvidenceAndASecondOpinion(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-clip-delighted").click();
            visitor.seesMeshAndTraces();

            Locator smile = visitor.find("live-action-unit-AU12");
            assertThat(smile).hasAttribute("data-present", "both");
            smile.getByRole(AriaRole.BUTTON).click();
            assertThat(smile).containsText("reliability");
            assertThat(visitor.find("live-opinions")).containsText("Action units alone");
            assertThat(visitor.find("live-pose")).containsText("°");
            assertThat(visitor.find("live-state-attention")).hasAttribute("data-value", A_NUMBER);
            assertThat(visitor.find("live-state-engagement")).hasAttribute("data-value", A_NUMBER);
            Locator sums = visitor.find("live-contributions");
            assertThat(sums).containsText(Pattern.compile("weighs 100.?%"));
            assertThat(sums.getByRole(AriaRole.ROWHEADER).filter(new Locator.FilterOptions().setHasText("joy")))
                    .hasCount(2);
            assertThat(visitor.find("live-eyes")).containsText("% open");
            assertThat(visitor.find("live-gaze")).not().isEmpty();
            assertThat(visitor.find("live-moments").locator("li").first()).isVisible();
            Locator why = visitor.find("live-why");
            why.getByRole(AriaRole.BUTTON).click();
            assertThat(why.locator("[data-sum=valence]")).containsText("sum");
            assertThat(why).containsText("affect-stream/2");
            visitor.savesWholePage("live-whole");

            visitor.find("live-action-units-view").getByText("All").click();
            int units = Integer.parseInt(visitor.find("live-action-units").getAttribute("data-count"));
            assertThat(visitor.page().locator("[data-testid^=live-action-unit-AU]"))
                    .hasCount(units);
            visitor.find("live-action-units-view").getByText("Last minute").click();
            assertThat(visitor.find("live-action-units").locator("canvas")).isVisible();
        }
    }

    @Test
    void withoutConsentToTheGazeNothingIsSaidOfTheEyes(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.allowsOnly("personalization", "face");
            visitor.find("source-clip-neutral").click();
            visitor.seesMeshAndTraces();
            assertThat(visitor.find("live-state-attention")).containsText("no consent");
            assertThat(visitor.find("live-eyes")).hasCount(0);
            assertThat(visitor.find("live-pulse")).hasCount(0);

            visitor.open(attune.address() + "live/calibration");
            assertThat(visitor.find("consent-notice")).isVisible();
        }
    }
}
