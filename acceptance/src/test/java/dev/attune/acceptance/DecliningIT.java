package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.BundledClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Saying no costs nothing.
@ExtendWith(Attune.Extension.class)
class DecliningIT {

    @Test
    void sayingNoLeavesTheShopWholeUpToTheConfirmation(Attune attune) throws Exception {
        try (Visitor visitor = attune.visitorOnCamera(BundledClip.DELIGHTED)) {
            visitor.signIn();
            visitor.find("consent-decline").click();
            assertThat(visitor.find("consent-declined-note")).isVisible();
            visitor.savesScreenshot("declined");

            visitor.goesToCheckoutWith("pour-over-kettle");
            visitor.ordersUntilConfirmed();

            assertThat(visitor.cameraRequests()).as("requests for the camera").isZero();
            assertThat(visitor.liveSockets()).as("live connections").isEmpty();
        }
    }

    @Test
    void theShopAtItsOwnAddressNeedsNoSignInAndNoConsent(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.open(attune.address() + "shop");
            assertThat(visitor.find("shop-product-pour-over-kettle")).isVisible();
            visitor.savesScreenshot("shop");
            visitor.goesToCheckoutWith("pour-over-kettle");
            visitor.ordersUntilConfirmed();
            assertThat(visitor.find("shop-thanks")).isVisible();
        }
    }
}
