package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.attune.actor.BundledClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The whole way of somebody who sees Attune for the first time and allows it.
@ExtendWith(Attune.Extension.class)
class NewcomerIT {

    @Test
    void aNewcomerIsAskedFirstThenMeasuredThenHelpedAndStopsWithOneTap(Attune attune) throws Exception {
        try (Visitor visitor = attune.visitorOnCamera(BundledClip.ANNOYED)) {
            visitor.signIn();
            assertThat(visitor.find("consent-notice")).isVisible();
            assertThat(visitor.find("consent-notice").locator("li")).hasCount(5);
            visitor.savesScreenshot("notice");

            visitor.allowsOnly("personalization", "face");
            assertThat(visitor.find("source-webcam")).isVisible();
            assertThat(visitor.cameraRequests())
                    .as("requests for the camera before it was chosen")
                    .isZero();
            visitor.savesScreenshot("source");

            visitor.find("source-webcam").click();
            visitor.seesMeshAndTraces();
            assertThat(visitor.cameraRequests()).isOne();
            assertThat(visitor.cameraIsOn()).isTrue();

            visitor.goesToCheckoutWith("pour-over-kettle");
            String reason = visitor.seesAnAdaptation();
            assertThat(reason).contains(" for ").contains(" s");
            assertThat(visitor.find("shop-human").or(visitor.find("shop-help")).first())
                    .isVisible();
            assertThat(visitor.find("live-moments").locator("li").first()).isVisible();
            visitor.savesScreenshot("live");

            visitor.stopsWithOneTap();
            visitor.isNoLongerMeasured();
            visitor.savesScreenshot("stopped");
            visitor.ordersUntilConfirmed();
        }
    }

    @Test
    void aPersonWhoHesitatesAtTheCheckoutIsOfferedHelp(Attune attune) throws Exception {
        try (Visitor visitor = attune.visitorOnCamera(BundledClip.HESITATING)) {
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-webcam").click();
            visitor.seesMeshAndTraces();
            visitor.goesToCheckoutWith("pour-over-kettle");
            assertThat(visitor.find("decision-reason")).containsText("offering help", aWholeLoop());
            assertThat(visitor.find("shop-help")).isVisible();
            visitor.savesScreenshot("hesitating");
        }
    }

    @Test
    void aSmileInARealFilmIsAnsweredWithThanks(Attune attune) throws Exception {
        try (Visitor visitor = attune.visitorOnCamera(SharedData.file("data/video/WolfgangLanger_Pexels.mp4"))) {
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-webcam").click();
            visitor.seesMeshAndTraces();
            visitor.find("shop-product-pour-over-kettle").click();
            assertThat(visitor.find("decision-reason")).containsText("consistent with joy", aWholeLoop());
            assertThat(visitor.find("shop-warm-thanks")).isVisible();
            visitor.stopsWithOneTap();
            visitor.isNoLongerMeasured();
        }
    }

    /// What is waited for comes late in the clip, and a busy machine may miss it once.
    private static LocatorAssertions.ContainsTextOptions aWholeLoop() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
    }
}
