package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The gaze calibration: nine dots, four more, and an honest error. Driven with the keyboard alone.
@ExtendWith(Attune.Extension.class)
class CalibrationIT {
    /// Thirteen dots at up to eight seconds each, and once more for those a busy machine missed.
    private static final double ALL_DOTS_MS = 2 * 13 * 9_000;

    private final Visitor visitor;

    CalibrationIT(Attune attune) {
        this.visitor = attune.visitorWithoutCamera();
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @BeforeEach
    void measured() {
        visitor.signIn();
        visitor.find("consent-accept").click();
    }

    @Test
    void aPersonWhoDoesNotFollowTheDotsIsToldSoAndTheSessionGoesOn() {
        begins();
        assertThat(visitor.find("calibration")).containsText("does not look at the dots");
        followsEveryDot();
        Locator failure = visitor.find("calibration-failure");
        assertThat(failure).hasAttribute("data-reason", "refused");
        assertThat(failure.innerText())
                .as("what failed, in words")
                .contains(" ")
                .endsWith(".");
        visitor.savesScreenshot("calibration-failed");

        visitor.page().keyboard().press("Escape");
        assertThat(visitor.find("calibration")).hasCount(0);
        assertThat(visitor.find("calibration-open")).isFocused();
        assertThat(visitor.find("live-eyes")).hasAttribute("data-calibrated", "false");
        assertThat(visitor.find("stop-pill")).isVisible();
    }

    @Test
    void theErrorIsNamedAndAreasTooSmallForItAreRefused() {
        visitor.whoseCalibrationErrsBy(90, 2.3);
        begins();
        followsEveryDot();
        assertThat(visitor.find("calibration-error")).hasText("off by 90 px, that is 2.3°");
        assertThat(visitor.find("calibration-area-shop")).hasAttribute("data-usable", "true");
        assertThat(visitor.find("calibration-area-decision")).hasAttribute("data-usable", "false");
        assertThat(visitor.find("calibration-area-decision")).containsText("too small, refused");
        visitor.savesScreenshot("calibration-done");
        visitor.page().keyboard().press("Enter");
        assertThat(visitor.find("live-eyes")).hasAttribute("data-calibrated", "true");
        assertThat(visitor.find("live-eyes")).containsText("off by 90 px (2.3°)");
    }

    @Test
    void itPausesAndCanBeSkipped() {
        begins();
        visitor.savesScreenshot("calibration");
        visitor.page().keyboard().press("Enter");
        assertThat(visitor.find("calibration-dot")).isVisible();
        visitor.savesScreenshot("calibration-dot");
        visitor.page().keyboard().press("Space");
        assertThat(visitor.find("calibration")).hasAttribute("data-step", "paused");
        visitor.page().keyboard().press("Enter");
        assertThat(visitor.find("calibration-dot")).isVisible();
        visitor.page().keyboard().press("Escape");
        assertThat(visitor.find("calibration")).hasCount(0);
        assertThat(visitor.find("calibration-open")).isFocused();
    }

    private void begins() {
        visitor.find("source-clip-neutral").click();
        visitor.seesMeshAndTraces();
        visitor.find("calibration-open").focus();
        visitor.page().keyboard().press("Enter");
        assertThat(visitor.find("calibration")).hasAttribute("data-step", "intro");
        assertThat(visitor.find("calibration")).containsText("Your eyes are seen");
        assertThat(visitor.find("calibration-start")).isFocused();
    }

    /// Waits for all of them; a dot that a busy machine missed is tried again, as a person would.
    private void followsEveryDot() {
        visitor.page().keyboard().press("Enter");
        visitor.page()
                .waitForCondition(
                        () -> switch (visitor.find("calibration").getAttribute("data-step")) {
                            case "done", "failed" -> true;
                            case "stuck" -> {
                                visitor.find("calibration-start").press("Enter");
                                yield false;
                            }
                            default -> false;
                        },
                        new Page.WaitForConditionOptions().setTimeout(ALL_DOTS_MS));
    }
}
