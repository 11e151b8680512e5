package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The rooms about customers with people in them: found, counted while a condition is written, taken apart, taken away,
/// and readable in three languages, two themes and on a phone.
@ExtendWith(Attune.Extension.class)
class CustomerRoomsIT {
    private static final int PEOPLE = 12; // the floor below which nothing is told is 10
    private static final int PHONE_WIDTH = 360;
    private static final String PNG = "\u0089PNG";
    private static final String FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String kettle = "kettle-" + run;
    private final String plan = "plan-" + run;

    @Test
    void customersAreFoundCountedTakenApartAndTakenAway(Attune attune) throws Exception {
        try (var tracker = TicketSystem.recorded();
                var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            var console = new Console(visitor.page());
            peopleWriteAboutTwoProducts(console);
            console.post(
                    "v1/connectors",
                    Map.of(
                            "kind",
                            "request-tracker",
                            "name",
                            "Help desk " + run,
                            "url",
                            tracker.address().toString(),
                            "values",
                            tracker.values()));

            oneIsFound(visitor, attune);
            aConditionCountsWhileItIsWritten(visitor, attune);
            dynamicsAreFilteredTwiceAndTakenAway(visitor, attune);
            visitor.open(attune.address() + "connectors");
            assertThat(visitor.page().getByText("Help desk " + run)).isVisible();
            visitor.savesWholePage("rooms-connectors");

            String dashboard = "dashboards?days=7&by=channel&filter=product:" + kettle;
            for (var look : List.of("ru", "zh"))
                for (var room : List.of("customers", "segments", dashboard, "connectors", "cases", "alerts"))
                    isReadable(visitor, attune, room, look, look.equals("ru") ? ColorScheme.DARK : ColorScheme.LIGHT);
        }
    }

    private void peopleWriteAboutTwoProducts(Console console) {
        for (int n = 0; n < PEOPLE; n++) {
            String subject = "s-rooms-%s-%d".formatted(run, n);
            String receipt = console.agrees(
                    subject,
                    "personalization/text",
                    "personalization/behaviour",
                    "analytics/text",
                    "agent-assist/text");
            console.post("v1/identify", Map.of("userId", subject, "traits", Map.of("plan", plan)));
            for (var channel : List.of("chat", "email"))
                for (var product : List.of(kettle, "toaster-" + run))
                    console.post(
                            "v1/text",
                            Map.of(
                                    "receiptId", receipt,
                                    "purpose", "personalization",
                                    "text", product.equals(kettle) ? "It leaks, terrible quality" : "Lovely, thank you",
                                    "subject", subject,
                                    "channel", channel,
                                    "product", product));
        }
    }

    private void oneIsFound(Visitor visitor, Attune attune) {
        visitor.open(attune.address() + "customers");
        assertThat(visitor.find("customers")).isVisible();
        visitor.savesWholePage("rooms-customers");
        visitor.page().getByText("s-rooms-%s-0".formatted(run)).click();
        assertThat(visitor.find("customer-timeline")).isVisible();
        assertThat(visitor.page().getByText(kettle).first()).isVisible();
        visitor.savesWholePage("rooms-customer");
    }

    private void aConditionCountsWhileItIsWritten(Visitor visitor, Attune attune) {
        visitor.open(attune.address() + "segments");
        visitor.find("segment-new").click();
        visitor.find("segment-name").fill("Plan " + run);
        visitor.find("segment-condition").fill("trait.plan == '%s' &&".formatted(plan));
        assertThat(visitor.find("segment-count").locator("button")).isVisible(); // a fault, where it stands
        visitor.find("segment-condition").fill("trait.plan == '%s'".formatted(plan));
        assertThat(visitor.find("segment-count")).containsText(Pattern.compile("10"));
        visitor.savesWholePage("rooms-segment-editor");
        visitor.find("segment-save").click();
        assertThat(visitor.find("segment-plan-" + run)).isVisible();
        visitor.savesWholePage("rooms-segments");
    }

    private void dynamicsAreFilteredTwiceAndTakenAway(Visitor visitor, Attune attune) throws Exception {
        visitor.open(attune.address() + "dashboards?days=7&by=product");
        assertThat(visitor.page().getByRole(AriaRole.ROWHEADER).getByText(kettle))
                .isVisible();
        visitor.savesWholePage("rooms-dashboard");
        Download table = visitor.page()
                .waitForDownload(() -> visitor.find("dashboard-csv").click());
        assertThat(Files.readString(table.path())).contains(kettle, "product,from,to,people");

        visitor.open(attune.address() + "dashboards?days=7&by=topic");
        visitor.find("dashboard-filter-product").selectOption(kettle);
        visitor.find("dashboard-filter-channel").selectOption("chat");
        assertThat(visitor.page()).hasURL(Pattern.compile("filter=product.*filter=channel"));
        assertThat(visitor.find("dashboard-filter-segment")).isDisabled();
        assertThat(visitor.find("dashboard")).containsText("12");
        Download picture = visitor.page()
                .waitForDownload(() -> visitor.find("dashboard-png").click());
        assertThat(Files.readString(picture.path(), StandardCharsets.ISO_8859_1))
                .startsWith(PNG);
        visitor.savesWholePage("rooms-dashboard-filtered");
    }

    private static void isReadable(Visitor visitor, Attune attune, String room, String language, ColorScheme theme) {
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        visitor.page().setViewportSize(1280, 800);
        visitor.open(attune.address() + room);
        visitor.find("language-chooser").selectOption(language);
        assertThat(visitor.page().locator("html")).hasAttribute("lang", language);
        assertThat(visitor.page().locator("main h1")).isVisible();
        assertThat(visitor.page().locator("[aria-busy=true]")).hasCount(0);
        assertThat(visitor.page().getByRole(AriaRole.ALERT)).hasCount(0);
        String name = "rooms-%s-%s-%s"
                .formatted(room.replaceAll("\\?.*", ""), language, theme.name().toLowerCase(Locale.ROOT));
        visitor.savesWholePage(name);
        visitor.page().setViewportSize(PHONE_WIDTH, 740);
        visitor.page().waitForCondition(() -> (boolean) visitor.page().evaluate(FITS));
        visitor.savesWholePage(name + "-phone");
    }
}
