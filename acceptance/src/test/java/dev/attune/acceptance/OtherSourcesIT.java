package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.attune.actor.BundledClip;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Without a camera a clip or a recording is measured the same way.
@ExtendWith(Attune.Extension.class)
class OtherSourcesIT {
    private final Attune attune;
    private final Visitor visitor;

    OtherSourcesIT(Attune attune) {
        this.attune = attune;
        this.visitor = attune.visitorWithoutCamera();
    }

    @BeforeEach
    void allowed() {
        visitor.signIn();
        visitor.find("consent-accept").click();
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @Test
    void aBundledClipStandsInForTheCamera() {
        visitor.find("source-clip-delighted").click();
        visitor.seesMeshAndTraces();
        assertThat(visitor.cameraRequests()).isZero();
        visitor.stopsWithOneTap();
        visitor.isNoLongerMeasured();
    }

    @Test
    void aRecordingFromTheVisitorsDiskStandsInForTheCamera() throws Exception {
        visitor.page().setInputFiles("input[type=file]", attune.file(BundledClip.HESITATING));
        visitor.seesMeshAndTraces();
        assertThat(visitor.cameraRequests()).isZero();
    }

    /// However busy the machine is: the film waits, so that short movements can be timed.
    @Test
    void aRecordingIsReadFrameByFrame() throws Exception {
        visitor.page().setInputFiles("input[type=file]", attune.file(BundledClip.HESITATING));
        assertThat(visitor.find("live-moments"))
                .containsText(
                        "only indicative at 25 frames/s",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
        visitor.find("live-every-frame").click();
        assertThat(visitor.find("live-delay")).not().containsText("speed");
    }

    @Test
    void aMissingCameraIsExplainedBesideTheOtherSources() {
        visitor.find("source-webcam").click();
        assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
        assertThat(visitor.find("source-clip-neutral")).isVisible();
        visitor.savesScreenshot("no-camera");
    }

    @Test
    void aFileThatIsNoRecordingIsExplainedBesideTheOtherSources() throws Exception {
        visitor.page().setInputFiles("input[type=file]", Path.of("pom.xml").toAbsolutePath());
        assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
        assertThat(visitor.find("source-clip-neutral")).isVisible();
    }
}
