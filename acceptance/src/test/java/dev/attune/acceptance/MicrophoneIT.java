package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.BundledClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The voice on the live page, for a person who allows the camera and refuses the microphone.
@ExtendWith(Attune.Extension.class)
class MicrophoneIT {

    /// A fake device is allowed without a question, so the refusal is given inside the page.
    private static final String REFUSE_MICROPHONE = """
            const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = async wanted => {
              if (wanted.audio) throw new DOMException('refused', 'NotAllowedError');
              return ask(wanted);
            };
            """;

    @Test
    void aRefusedMicrophoneIsSaidInWordsAndThePageStaysWhole(Attune attune) throws Exception {
        try (var visitor = attune.visitorOnCamera(BundledClip.DELIGHTED)) {
            visitor.page().addInitScript(REFUSE_MICROPHONE);
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-webcam").click();
            assertThat(visitor.find("live-voice")).hasAttribute("data-state", "off");
            assertThat(visitor.find("live-voice")).containsText("did not allow the microphone");
            visitor.seesMeshAndTraces();
            visitor.savesScreenshot("microphone-refused");
        }
    }

    @Test
    void withoutConsentToTheVoiceTheMicrophoneIsNotEvenAskedFor(Attune attune) throws Exception {
        try (var visitor = attune.visitorOnCamera(BundledClip.DELIGHTED)) {
            visitor.signIn();
            visitor.allowsOnly("personalization", "face");
            visitor.find("source-webcam").click();
            visitor.seesMeshAndTraces();
            assertThat(visitor.cameraRequests())
                    .as("requests for camera and microphone")
                    .isOne();
            assertThat(visitor.find("live-voice")).hasCount(0);
        }
    }
}
