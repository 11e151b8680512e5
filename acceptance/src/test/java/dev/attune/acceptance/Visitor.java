package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One person with a browser of their own, told in what they do. Closing it also checks that no page failed on the way.
final class Visitor implements AutoCloseable {

    /// How long anything on a page may take; a limit for slow machines, not a measurement.
    static final double PATIENCE_MS = 45_000;

    /// A pressed stop takes effect with the next picture, but the test machine may be busy.
    private static final double STOP_PATIENCE_MS = 15_000;

    /// Counts what the page asks of the camera, from before its first script.
    private static final String WATCH_CAMERA = """
            window.cameraRequests = 0;
            window.cameraTracks = [];
            if (navigator.mediaDevices) {
              const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = async wanted => {
                window.cameraRequests++;
                const stream = await ask(wanted);
                window.cameraTracks.push(...stream.getTracks());
                return stream;
              };
            }
            """;

    private static final String HAS_INK = """
            canvas => canvas.width > 0 && canvas.getContext('2d')
              .getImageData(0, 0, canvas.width, canvas.height).data.some((value, i) => i % 4 === 3 && value > 0)
            """;

    private static final String CARD_TELLS_THE_SHOP = """
            () => {
              const shown = {
                'offer-human': 'shop-human', 'calmer-tone': 'shop-calm', 'show-comparison': 'shop-comparison' };
              const there = id => document.querySelector(`[data-testid=${id}]`);
              return Object.entries(shown).every(([action, part]) => !there(part)
                || there('decision-card').matches(`[data-action=${action}]`)
                || there('decision-card').querySelector(`li[data-action=${action}]`));
            }
            """;

    private static final Map<String, String> ADDRESS = Map.of(
            "name", "Ada Example",
            "email", "ada@example.org",
            "street", "1 Example Street",
            "postcode", "10115",
            "city", "Berlin",
            "card", "4111 1111 1111 1111");

    private final Attune attune;
    private final Browser browser;
    private final BrowserContext context;
    private final Page page;
    private final List<WebSocket> liveSockets = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private Visitor(Playwright playwright, Attune attune, @Nullable Path camera, @Nullable Path microphone) {
        this.attune = attune;
        browser = playwright.chromium().launch(launchOptions(camera, microphone));
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setColorScheme(ColorScheme.LIGHT)
                .setPermissions(List.of("camera")));
        context.setDefaultTimeout(PATIENCE_MS);
        context.addInitScript(WATCH_CAMERA);
        page = context.newPage();
        page.onWebSocket(socket -> {
            if (socket.url().contains("/v1/live")) liveSockets.add(socket);
        });
        page.onPageError(failures::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) failures.add(message.text());
        });
    }

    static Visitor withoutCamera(Playwright playwright, Attune attune) {
        return new Visitor(playwright, attune, null, null);
    }

    static Visitor onCamera(Playwright playwright, Attune attune, Path camera) {
        return new Visitor(playwright, attune, camera, null);
    }

    /// @param microphone what is heard of the person, as WAV
    static Visitor onCameraAndMicrophone(Playwright playwright, Attune attune, Path camera, Path microphone) {
        return new Visitor(playwright, attune, camera, microphone);
    }

    private static BrowserType.LaunchOptions launchOptions(@Nullable Path camera, @Nullable Path microphone) {
        var flags = new ArrayList<>(List.of(
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--use-fake-ui-for-media-stream"));
        // Chromium's sandbox refuses to start for the administrator, which a build machine may run as
        if (System.getProperty("user.name").equals("root")) flags.add("--no-sandbox");
        // never the machine's own camera
        if (camera == null) flags.add("--use-fake-device-for-media-stream=device-count=0");
        else {
            flags.add("--use-fake-device-for-media-stream");
            flags.add("--use-file-for-fake-video-capture=" + camera);
        }
        if (microphone != null) flags.add("--use-file-for-fake-audio-capture=" + microphone);
        String chromium = Objects.requireNonNull(
                System.getenv("ATTUNE_CHROMIUM"), "set ATTUNE_CHROMIUM to the path of a Chromium executable");
        return new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(chromium))
                .setHeadless(true)
                .setArgs(flags);
    }

    Page page() {
        return page;
    }

    /// What the web room names for tests.
    Locator find(String testId) {
        return page.getByTestId(testId);
    }

    Visitor open(String address) {
        page.navigate(address);
        return this;
    }

    Visitor signIn() {
        return open(attune.freshSignInLink());
    }

    /// Says yes to one choice of the notice, and to no other.
    void allowsOnly(String purpose, String modality) {
        toggle("consent-switch-%s-%s".formatted(purpose, modality));
        find("consent-save").click();
    }

    /// Mantine hides the real checkbox under its drawing, so the switch is pressed as a keyboard would.
    private void toggle(String testId) {
        Locator box = find(testId);
        box.focus();
        box.press("Space");
        assertThat(box).isChecked();
    }

    /// A person whom the server finds this accurate, whatever was seen: the rest of the session is real. The answer is
    /// given inside the page, because the session's socket may be open already.
    void whoseCalibrationErrsBy(int pixels, double degrees) {
        page.evaluate("""
                answer => {
                  const send = WebSocket.prototype.send;
                  WebSocket.prototype.send = function (message) {
                    if (typeof message === 'string' && JSON.parse(message).type === 'calibration')
                      setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: answer })));
                    else send.call(this, message);
                  };
                }""", """
                {"type": "calibrated", "errorPx": %d, "errorDegrees": %s, "validationPoints": 4, "refusedBelowPx": %d}""".formatted(pixels, degrees, 2 * pixels));
    }

    /// Saves the page from its top to its end, for people to look at.
    void savesWholePage(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Screenshots.FOLDER.resolve(name + ".png")));
    }

    int cameraRequests() {
        return (int) page.evaluate("window.cameraRequests");
    }

    boolean cameraIsOn() {
        return (boolean) page.evaluate("window.cameraTracks.some(track => track.readyState === 'live')");
    }

    List<WebSocket> liveSockets() {
        return List.copyOf(liveSockets);
    }

    /// The mesh lies on the picture and the numbers say something.
    void seesMeshAndTraces() {
        assertThat(find("live-valence")).hasText(Pattern.compile("[+\u2212-]?\\d.*"));
        Locator mesh = find("live-picture").locator("canvas");
        page.waitForCondition(() -> (boolean) mesh.evaluate(HAS_INK));
        assertThat(find("live-emotion-joy")).hasAttribute("data-value", Pattern.compile("\\d.*"));
        assertThat(find("live-action-units")).not().hasAttribute("data-count", "0");
    }

    /// What changed in the shop, and the reason it states.
    String seesAnAdaptation() {
        assertThat(page.locator("[data-testid=decision-card][data-action]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2 * PATIENCE_MS));
        String reason = find("decision-reason").innerText();
        assertThat(reason).as("the reason shown with the change").isNotBlank();
        return reason;
    }

    /// The card names what the shop does differently, however many changes came after one another.
    void isToldOfEveryChange() {
        page.waitForCondition(() -> (boolean) page.evaluate(CARD_TELLS_THE_SHOP));
    }

    void goesToCheckoutWith(String product) {
        find("shop-product-" + product).click();
        find("shop-add-to-cart").click();
        find("shop-cart").click();
        assertThat(find("shop-checkout-form")).isVisible();
    }

    /// Fills the form, in one piece or in steps, until the order is confirmed.
    void ordersUntilConfirmed() {
        while (!find("shop-thanks").isVisible()) {
            for (var field : ADDRESS.entrySet()) {
                Locator input = find("shop-field-" + field.getKey());
                if (input.isVisible()) input.fill(field.getValue());
            }
            Locator next = find("shop-next-step");
            if (next.isVisible()) next.click();
            else find("shop-place-order").click();
        }
    }

    void stopsWithOneTap() {
        find("stop-pill").click();
    }

    /// Nothing measures any more: told by the page, by the connection and by the camera itself.
    void isNoLongerMeasured() {
        assertThat(find("stopped-note")).isVisible();
        assertThat(find("stopped-note")).hasAttribute("data-told", "true");
        page.waitForCondition(
                () -> liveSockets.stream().allMatch(WebSocket::isClosed),
                new Page.WaitForConditionOptions().setTimeout(STOP_PATIENCE_MS));
        assertThat(cameraIsOn()).as("the camera is on").isFalse();
    }

    /// Saves what is on the screen for people to look at.
    void savesScreenshot(String name) {
        Screenshots.save(page, name);
    }

    @Override
    public void close() {
        context.close();
        browser.close();
        assertThat(failures).as("scripts that failed on the visitor's pages").isEmpty();
    }
}
