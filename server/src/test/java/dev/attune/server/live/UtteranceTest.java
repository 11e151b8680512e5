package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.style.Tone;
import dev.attune.server.ServerTest;
import dev.attune.server.consent.Consents;
import dev.attune.server.style.Styles;
import dev.attune.server.vault.Persons;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

class UtteranceTest extends ServerTest {
    @Autowired
    private Styles styles;

    @Autowired
    private Consents consents;

    @Autowired
    private Persons persons;

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
    void aComplaintMakesTheNextDraftForThisPersonACalmOne() throws Exception {
        var console = aSignedInConsole();
        var receipt = aReceipt(console, "personalization/face", "personalization/text");
        var person = consents.subjectOf(UUID.fromString(receipt))
                .flatMap(persons::find)
                .orElseThrow();
        try (var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
            page.hello(receipt, "personalization");
            page.hear("ready");
            page.say("""
                    {"type": "utterance", "atMs": 10, "text": "I want to complain: the parcel never came, connect me to a human"}""");
            page.hear("words");
            page.say("{\"type\": \"bye\"}");
            page.closeCode();
        }

        assertThat(styles.toneOf(person)).isEqualTo(Tone.CALMING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Is there a real person I could talk to?", "Дайте живого человека", "转人工"})
    void whoeverAsksForAPersonInWordsIsHandedOverThoughThePageKnowsNothingOfIt(String words) throws Exception {
        turned("support-virtual-assistant", true);
        try (var page = page(true)) {
            page.say("{\"type\": \"page\", \"kind\": \"chat\"}");
            page.say("{\"type\": \"utterance\", \"atMs\": 10, \"text\": \"%s\"}".formatted(words));

            assertThat(page.hear("decision").path("action").path("id").asString())
                    .isEqualTo("hand-over");
        } finally {
            turned("support-virtual-assistant", false);
        }
    }

    private void turned(String playbook, boolean on) {
        assertThat(mvc.put()
                        .uri("/v1/playbooks/%s/switch".formatted(playbook))
                        .cookie(aSignedInConsole())
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"on\": %s}".formatted(on))
                        .exchange())
                .hasStatus2xxSuccessful();
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
