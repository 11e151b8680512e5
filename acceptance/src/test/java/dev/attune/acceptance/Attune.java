package dev.attune.acceptance;

import com.microsoft.playwright.APIRequest;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import dev.attune.actor.BundledClip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The house under test: one server and one browser driver, started for the first specification and shared by all.
final class Attune implements AutoCloseable {

    /// Everything a run leaves behind lies in here.
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final Pattern PATH = Pattern.compile("\"path\"\\s*:\\s*\"([^\"]+)\"");

    private final Mailbox mailbox = new Mailbox();
    private final ServerProcess server;
    private final Playwright playwright;
    private final APIRequestContext console;
    private final Path media;

    private Attune() throws IOException {
        media = Files.createDirectories(TARGET.resolve("media"));
        server = ServerProcess.start(
                Path.of(System.getProperty("attune.server.jar", "../server/target/attune-server.jar")),
                Files.createTempDirectory(TARGET, "data-"),
                TARGET.resolve("server.log"),
                mailbox.settings());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.PATIENCE_MS);
        console = playwright.request().newContext(new APIRequest.NewContextOptions().setBaseURL(server.address()));
        console.get(server.signInLink());
    }

    String address() {
        return server.address();
    }

    /// A sign-in link nobody has used yet.
    String freshSignInLink() {
        APIResponse made =
                console.post("v1/sign-in-links", RequestOptions.create().setHeader("Attune-Console", "1"));
        Matcher path = PATH.matcher(made.text());
        if (!path.find()) throw new IllegalStateException("no sign-in link in " + made.status() + ": " + made.text());
        return server.address() + path.group(1).substring(1);
    }

    /// Where the server's mail arrives.
    Mailbox mailbox() {
        return mailbox;
    }

    /// A person whose computer has no camera.
    Visitor visitorWithoutCamera() {
        return Visitor.withoutCamera(playwright, this);
    }

    /// A person in front of a camera that shows this clip, over and over.
    Visitor visitorOnCamera(Path clip) throws Exception {
        return Visitor.onCamera(playwright, this, FakeCamera.of(clip, media));
    }

    Visitor visitorOnCamera(BundledClip clip) throws Exception {
        return visitorOnCamera(file(clip));
    }

    /// A person on camera who says this, over and over.
    Visitor visitorWhoSpeaks(BundledClip clip, Path recording) throws Exception {
        return Visitor.onCameraAndMicrophone(
                playwright, this, FakeCamera.of(file(clip), media), FakeMicrophone.of(recording, media));
    }

    /// The clip as a file, as a person would have it on disk.
    Path file(BundledClip clip) throws IOException {
        return clip.copyTo(media);
    }

    @Override
    public void close() {
        console.dispose();
        playwright.close();
        server.close();
        mailbox.close();
    }

    /// Hands [Attune] to test methods; JUnit closes it after the last of them.
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Attune.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Attune.class))
                    .computeIfAbsent(Attune.class, key -> started(), Attune.class);
        }

        private static Attune started() {
            try {
                return new Attune();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
