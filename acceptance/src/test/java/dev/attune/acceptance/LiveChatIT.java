package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a visitor writes is read beside the face, with consent to the words and not without.
@ExtendWith(Attune.Extension.class)
class LiveChatIT {

    @Test
    void whatIsWrittenIsColouredSignedAndJoinsTheFace(Attune attune) {
        try (var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-clip-neutral").click();
            visitor.seesMeshAndTraces();

            say(visitor, "The delivery was awful, call me on +44 20 7946 0958");
            assertThat(latest(visitor)).hasAttribute("data-lean", "negative");
            assertThat(latest(visitor)).containsText("−");
            assertThat(latest(visitor)).containsText("[phone]");
            assertThat(visitor.find("live-contributions")
                            .locator("[data-modality=text]")
                            .first())
                    .isVisible();

            say(visitor, "Отличное качество, спасибо!");
            assertThat(visitor.find("live-utterance")).hasCount(2);
            assertThat(latest(visitor)).hasAttribute("data-lean", "positive");

            say(visitor, "客服态度差，再也不买了");
            assertThat(visitor.find("live-utterance")).hasCount(3);
            assertThat(latest(visitor)).hasAttribute("data-lean", "negative");
            assertThat(visitor.find("live-chat")).not().containsText("7946");
            visitor.savesWholePage("live-chat");
        }
    }

    @Test
    void withoutConsentToTheWordsThereIsNoPlaceToWrite(Attune attune) {
        try (var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.allowsOnly("personalization", "face");
            visitor.find("source-clip-neutral").click();
            visitor.seesMeshAndTraces();
            assertThat(visitor.find("live-chat")).hasCount(0);
        }
    }

    private static void say(Visitor visitor, String text) {
        visitor.find("live-chat-input").fill(text);
        visitor.find("live-chat-send").click();
    }

    private static Locator latest(Visitor visitor) {
        return visitor.find("live-utterance").last();
    }
}
