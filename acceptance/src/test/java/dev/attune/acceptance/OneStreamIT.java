package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.attune.actor.BundledClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Face, voice and typed words of one person at once: one stream that says who weighs how much, and gives the same
/// numbers when it is derived again.
@ExtendWith(Attune.Extension.class)
class OneStreamIT {

    private static final String SPOKEN = "data/voice/emodb-110.flac";

    @Test
    void faceVoiceAndChatBecomeOneStreamThatReplaysIdentically(Attune attune) throws Exception {
        var speech = SharedData.file(SPOKEN);
        try (var visitor = attune.visitorWhoSpeaks(BundledClip.ANNOYED, speech)) {
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-webcam").click();
            visitor.seesMeshAndTraces();
            assertThat(visitor.find("live-voice-arousal")).isVisible();
            visitor.find("live-chat-input").fill("The delivery was awful and nobody answers me");
            visitor.find("live-chat-send").click();

            assertThat(weighing(visitor, "text")).isVisible();
            assertThat(visitor.find("live-contributions").locator("[data-sum=valence]"))
                    .isVisible();
            assertThat(weighing(visitor, "voice")).isVisible();
            assertThat(weighing(visitor, "face")).isVisible();
            assertThat(visitor.find("live-stream").locator("dl").first()).containsText("%");
            visitor.savesWholePage("one-stream");

            visitor.find("source-change").click();
            visitor.open(attune.address() + "sessions");
            visitor.page().locator("main a[href*='/sessions/']").first().click();
            visitor.find("session-replay").getByRole(AriaRole.BUTTON).click();
            assertThat(visitor.find("session-replay")).hasAttribute("data-identical", "true");
            visitor.savesWholePage("one-stream-replayed");
        }
    }

    /// A modality's own row in what the numbers are made of, once it weighs anything.
    private static Locator weighing(Visitor visitor, String modality) {
        return visitor.find("live-contributions")
                .locator("tr[data-modality=%s]:not([data-weight='0'])".formatted(modality))
                .first();
    }
}
