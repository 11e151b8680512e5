package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every page can be read and used by people who see little, or nothing, in the light and in the dark: text has
/// contrast,
/// things that do something have names, headings and landmarks are in order. See `accessible.js`.
@ExtendWith(Attune.Extension.class)
class AccessibleIT {
    private static final String FINDINGS = script();
    private static final List<String> PAGES = List.of(
            "start",
            "live",
            "calls",
            "sessions",
            "customers",
            "customers/dead-letters",
            "feedback",
            "learning",
            "cases",
            "workspace",
            "love",
            "dashboards",
            "segments",
            "alerts",
            "playbooks",
            "playbooks/new",
            "playbooks/retail-checkout",
            "style",
            "approvals",
            "experiments",
            "trust",
            "consent",
            "models",
            "connectors",
            "keys",
            "people",
            "shop",
            "shop/product/pour-over-kettle",
            "shop/checkout",
            "me",
            "answer",
            "guardian");

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyPageIsAccessible(ColorScheme theme, Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            visitor.signIn();
            assertThat(visitor.find("consent-notice")).isVisible();
            var all = new SoftAssertions();
            for (var page : PAGES) {
                visitor.open(attune.address() + page);
                all.assertThat(findings(visitor)).as(page).isEmpty();
            }
            all.assertAll();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theWayThroughALiveSessionIsAccessible(ColorScheme theme, Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            visitor.signIn();
            visitor.find("consent-accept").click();
            assertThat(visitor.find("source-clip-neutral")).isVisible();
            var all = new SoftAssertions();
            all.assertThat(findings(visitor)).as("sources").isEmpty();
            visitor.find("source-clip-annoyed").click();
            visitor.seesMeshAndTraces();
            all.assertThat(findings(visitor)).as("measuring").isEmpty();
            visitor.stopsWithOneTap();
            visitor.isNoLongerMeasured();
            all.assertThat(findings(visitor)).as("stopped").isEmpty();
            all.assertAll();
        }
    }

    @Test
    void theWayInIsAccessible(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.open(attune.address() + "live");
            assertThat(findings(visitor)).isEmpty();
        }
    }

    @Test
    void theCheckFindsWhatItIsMeantToFind(Attune attune) {
        try (Visitor visitor = attune.visitorWithoutCamera()) {
            visitor.page().setContent("""
                    <body style="background: #fff">
                      <h1>Answers</h1>
                      <h3 style="color: #767676">Grey enough</h3>
                      <p style="color: #777">too pale</p>
                      <div style="opacity: .5"><p>faded</p></div>
                      <input placeholder="typed into" style="border: 1px solid #ced4da">
                      <button><svg aria-hidden="true"></svg></button>
                      <ul><p>no item</p></ul>
                    </body>""");
            assertThat(findings(visitor).toString())
                    .contains("'too pale'", "contrast 4.48 of 4.5")
                    .contains("'faded'")
                    .contains("contrast 1.49 of 3: border of <input")
                    .contains("without a name: <input", "without a name: <button")
                    .contains("h1 is followed by h3")
                    .contains("0 main landmarks", "no language", "the title is ''")
                    .contains("in a list but no item: <p")
                    .doesNotContain("contrast 4.54");
        }
    }

    private static List<?> findings(Visitor visitor) {
        assertThat(visitor.page().locator("h1").first()).isAttached();
        assertThat(visitor.page().locator("[aria-busy=true]")).hasCount(0);
        return (List<?>) visitor.page().evaluate(FINDINGS);
    }

    private static String script() {
        try (var in = Objects.requireNonNull(AccessibleIT.class.getResourceAsStream("accessible.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
