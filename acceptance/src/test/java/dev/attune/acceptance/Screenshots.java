package dev.attune.acceptance;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Pictures of pages, for people to look at: `acceptance/target/screenshots`.
///
/// The README's picture, `live.png`, is renewed by running with `-Dattune.screenshots=docs/images` from the project's
/// root. It shows the synthetic person, never anybody else.
final class Screenshots {
    static final Path FOLDER = Path.of("target", "screenshots");
    private static final Path ROOT = Path.of("..");
    private static final String OF_README = "live";

    private Screenshots() {}

    static void save(Page page, String name) {
        Path file = FOLDER.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        String renewed = System.getProperty("attune.screenshots", "");
        if (renewed.isEmpty() || !name.equals(OF_README)) return;
        try {
            Path folder = Files.createDirectories(ROOT.resolve(renewed));
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
