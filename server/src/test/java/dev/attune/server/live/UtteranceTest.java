package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import org.junit.jupiter.api.Test;

class UtteranceTest extends ServerTest {

    @Test
    void anUtteranceComesBackAsWhatItsWordsDisplayWithTheirReasons() throws Exception {
        try (var page = page(true)) {
            page.say("""
                    {"type": "utterance", "atMs": 1500, "text": "Your app crashes, mail me at a@b.example"}""");

            var words = page.hear("words");

            assertThat(words.path("atMs").asDouble()).isEqualTo(1500);
            assertThat(words.path("text").asString()).contains("[email]").doesNotContain("a@b");
            assertThat(words.path("aspects").path(0).path("aspect").asString()).isEqualTo("app");
            assertThat(words.path("aspects").path(0).path("polarity").asDouble())
                    .isNegative();
        }
    }

    @Test
    void withoutConsentToTheWordsTheyAreNotReadAndTheSessionGoesOn() throws Exception {
        try (var page = page(false)) {
            page.say("""
                    {"type": "utterance", "atMs": 0, "text": "hello"}""");

            assertThat(page.hear("error").path("code").asString()).isEqualTo("words-refused");
            assertThat(page.hear("stats").path("received").asInt()).isZero();
        }
    }

    private Page page(boolean words) throws Exception {
        var console = aSignedInConsole();
        var receipt = words
                ? aReceipt(console, "personalization/face", "personalization/text")
                : aReceipt(console, "personalization/face");
        var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue());
        page.hello(receipt, "personalization");
        assertThat(page.hear("ready").path("modalities").toString().contains("text"))
                .isEqualTo(words);
        return page;
    }
}
