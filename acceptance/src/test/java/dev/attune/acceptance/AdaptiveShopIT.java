package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The demo shop adapts to three visitors and says why each time; the experiment beside it says whether such things
/// help.
@ExtendWith(Attune.Extension.class)
class AdaptiveShopIT {
    private static final double SEVERAL_LOOPS_MS = 120_000; // of a clip, on a busy machine

    @Test
    void theShopAdaptsToWhoHesitatesIsAnnoyedOrDelightedAndSaysWhyEachTime(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-clip-hesitating").click();
            visitor.find("shop-product-pour-over-kettle").click();
            waitFor(visitor.find("shop-comparison"));
            assertThat(visitor.find("decision-reason")).containsText("showing a comparison");
            visitor.savesWholePage("shop-hesitating");

            nextClip(visitor, "annoyed");
            waitFor(visitor.find("shop-human").or(visitor.find("shop-calm")).first());
            assertThat(visitor.find("decision-reason")).hasText(Pattern.compile(".+ for .+"));
            assertThat(visitor.find("shop-upsell")).hasCount(0);
            visitor.isToldOfEveryChange();
            visitor.savesWholePage("shop-annoyed");

            nextClip(visitor, "delighted");
            waitFor(visitor.find("shop-warm-thanks"));
            assertThat(visitor.find("decision-reason")).containsText("consistent with joy");
            visitor.savesWholePage("shop-delighted");
        }
    }

    @Test
    void theShopsExperimentRunsAndItsReportSaysWhatMayBeSaid(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.find("rail-experiments").click();
            visitor.find("experiment-demo").click();
            assertThat(visitor.find("experiment-verdict")).hasAttribute("data-verdict", "too-early");
            assertThat(visitor.find("experiment-simulated")).hasCount(0);

            visitor.find("experiment-simulate").click();
            assertThat(visitor.find("experiment-simulated")).containsText("a program made them up");
            assertThat(visitor.find("experiment-ratio")).hasAttribute("data-broken", "false");
            assertThat(visitor.find("experiment-verdict"))
                    .hasAttribute("data-verdict", Pattern.compile("running|better|worse"));
            assertThat(visitor.find("experiment-chart").locator("svg")).isVisible();
            assertThat(visitor.find("experiment-metrics").locator("[data-role=guardrail]"))
                    .hasCount(4);
            assertThat(visitor.find("experiment-notes")).containsText("before being asked for consent");
            visitor.savesWholePage("experiment");

            visitor.open(attune.address() + "shop/product/table-lamp");
            assertThat(visitor.find("shop-upsell")).hasAttribute("data-arm", Pattern.compile("fixed|adapted"));
            visitor.find("shop-upsell").scrollIntoViewIfNeeded();
            visitor.open(attune.address() + "experiments/shop-recommendations");
            assertThat(visitor.page()
                            .getByText(Pattern.compile("Real visits \\([1-9]"))
                            .first())
                    .isVisible();
        }
    }

    private static void nextClip(Visitor visitor, String clip) {
        visitor.find("source-change").click();
        visitor.find("source-clip-" + clip).click();
    }

    private static void waitFor(Locator adapted) {
        assertThat(adapted).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SEVERAL_LOOPS_MS));
    }
}
