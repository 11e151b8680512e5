package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.attune.media.ClipWriter;
import dev.attune.media.Frame;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Somebody leaves their place before the camera to somebody else, who was asked nothing.
@ExtendWith(Attune.Extension.class)
class SomebodyElseIT {
    private static final int RATE_HZ = 30;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @Test
    void aNewcomerIsToldThatNothingIsReadAndIsAskedLikeAnybodyElse(Attune attune, @TempDir Path folder)
            throws Exception {
        try (Visitor visitor = attune.visitorOnCamera(twoPeople(folder))) {
            visitor.signIn();
            visitor.find("consent-accept").click();
            visitor.find("source-webcam").click();
            visitor.seesMeshAndTraces();

            assertThat(visitor.find("live-another")).isVisible(aWholeLoop());
            visitor.savesScreenshot("somebody-else-en");
            assertThat(visitor.find("stop-pill")).containsText("Nothing is read");
            for (var card : List.of("live-headline", "live-stream", "live-action-units", "live-pulse"))
                assertThat(visitor.find(card)).containsText("omebody else is before the camera");
            visitor.find("language-chooser").selectOption("zh");
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "zh");
            assertThat(visitor.find("live-another")).containsText("换了人");
            visitor.savesScreenshot("somebody-else-zh");
            visitor.find("language-chooser").selectOption("en");

            visitor.find("live-another-still").click();
            assertThat(visitor.find("live-another")).isHidden();

            assertThat(visitor.find("live-another")).isVisible(aWholeLoop());
            visitor.find("live-another-new").click();
            assertThat(visitor.find("consent-notice")).isVisible();
        }
    }

    private static LocatorAssertions.IsVisibleOptions aWholeLoop() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);
    }

    /// Eight seconds of the one, twelve of the other.
    private static Path twoPeople(Path folder) throws Exception {
        var portraits = SharedData.file("data/face/groups/index.csv");
        var names = Files.readAllLines(portraits);
        byte[] one =
                picture(portraits.resolveSibling(names.get(40).split(",")[0]).toFile());
        byte[] other =
                picture(portraits.resolveSibling(names.get(120).split(",")[0]).toFile());
        var clip = folder.resolve("two-people.mjpeg");
        try (var writer = ClipWriter.open(clip, WIDTH, HEIGHT, RATE_HZ)) {
            for (int i = 0; i < 20 * RATE_HZ; i++)
                writer.write(new Frame(
                        Duration.ofNanos(i * 1_000_000_000L / RATE_HZ), WIDTH, HEIGHT, i < 8 * RATE_HZ ? one : other));
        }
        return clip;
    }

    private static byte[] picture(File portrait) throws IOException {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        var canvas = image.createGraphics();
        canvas.setColor(Color.GRAY);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.drawImage(ImageIO.read(portrait), 190, 110, 260, 260, null);
        canvas.dispose();
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
