package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// A shop on another origin: its key lets it in, the console's cookie does not.
class SdkElsewhereTest extends ServerTest {
    private static final String SHOP = "https://shop.example";

    private Cookie console;
    private String key;

    @BeforeEach
    void aKeyForTheShop() {
        console = aSignedInConsole();
        key = aPublishableKey(console);
    }

    @Test
    void theKeyGoesAllTheWayFromTheNoticeToALiveSession() throws Exception {
        var notice = mvc.get()
                .uri("/v1/notices/current?language=en")
                .header("Attune-Key", key)
                .header(HttpHeaders.ORIGIN, SHOP)
                .exchange();
        assertThat(notice).hasStatusOk().hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        var answer = mvc.post()
                .uri("/v1/consents")
                .header("Attune-Key", key)
                .header(HttpHeaders.ORIGIN, SHOP)
                .contentType(MediaType.APPLICATION_JSON)
                .content(answer(body(notice), "s-" + UUID.randomUUID(), "personalization/face"))
                .exchange();
        assertThat(answer).hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");

        try (var page = Page.open(port, "?key=" + key, HttpHeaders.ORIGIN, SHOP)) {
            page.hello(body(answer), "personalization");
            assertThat(page.hear("ready").path("sessionId").asString()).isNotBlank();
        }
    }

    @Test
    void theNumberOfAReceiptOpensNoSessionInItsPersonsName() throws Exception {
        String receipt = aReceipt(console, "personalization/face");

        try (var page = Page.open(port, "?key=" + key, HttpHeaders.ORIGIN, SHOP)) {
            page.hello(receipt, "personalization");
            assertThat(page.hear("error").path("hint").asString()).contains("personal");
            assertThat(page.closeCode()).isEqualTo(CloseCode.UNAUTHORIZED.number());
        }
    }

    @Test
    void anAddressThatWasMadeUpOrIsSomebodyElsesOpensNoneEither() throws Exception {
        String receipt = aReceipt(console, "personalization/face");
        var other = body(mvc.get()
                .uri("/v1/consents/%s/receipt".formatted(aReceipt(console, "personalization/face")))
                .cookie(console)
                .exchange());

        for (var personal : List.of(
                "/me#default.%s.x".formatted(receipt), other.path("personal").asString()))
            try (var page = Page.open(port, "?key=" + key, HttpHeaders.ORIGIN, SHOP)) {
                page.say("""
                        {"type": "hello", "receiptId": "%s", "personal": "%s", "purpose": "personalization",
                         "source": "clip", "language": "en"}""".formatted(receipt, personal));
                assertThat(page.closeCode()).isEqualTo(CloseCode.UNAUTHORIZED.number());
            }
    }

    @Test
    void aServerWithASecretKeyNeedsTheNumberOnly() throws Exception {
        try (var page = Page.open(port, "?key=" + aNewKey(console))) {
            page.hello(aReceipt(console, "personalization/face"), "personalization");
            assertThat(page.hear("ready").path("sessionId").asString()).isNotBlank();
        }
    }

    @Test
    void theBrowserIsToldThatTheShopMaySendItsKey() {
        assertThat(mvc.options()
                        .uri("/v1/consents")
                        .header(HttpHeaders.ORIGIN, SHOP)
                        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "attune-key,attune-receipt,content-type"))
                .hasStatusOk()
                .hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .doesNotContainHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS);
    }

    @Test
    void theBrowserIsNotAllowedToSendTheConsolesHeaderFromElsewhere() {
        assertThat(mvc.options()
                        .uri("/v1/consents")
                        .header(HttpHeaders.ORIGIN, SHOP)
                        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "attune-console"))
                .hasStatus(403);
        assertThat(mvc.options()
                        .uri("/v1/keys")
                        .header(HttpHeaders.ORIGIN, SHOP)
                        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST"))
                .doesNotContainHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    }

    @Test
    void theCookieWithoutTheConsolesHeaderChangesNothingAndReadsNothingInASession() throws Exception {
        assertThat(mvc.post()
                        .uri("/v1/consents")
                        .cookie(console)
                        .header(HttpHeaders.ORIGIN, SHOP)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(403);
        String cookie = console.getName() + "=" + console.getValue();
        try (var page = Page.open(port, "", "Cookie", cookie, HttpHeaders.ORIGIN, SHOP)) {
            assertThat(page.hear("error").path("hint").asString()).contains("key=");
            assertThat(page.closeCode()).isEqualTo(4401);
        }
    }
}
