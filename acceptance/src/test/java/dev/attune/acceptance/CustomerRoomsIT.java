package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The rooms about customers with people in them: found, counted while a condition is written, taken apart, taken away,
/// and readable in three languages, two themes and on a phone.
@ExtendWith(Attune.Extension.class)
class CustomerRoomsIT {
    private static final int PEOPLE = 13; // the floor below which nothing is told is 10
    private static final int FEWER = 11;
    private static final int PHONE_WIDTH = 360;
    private static final int MOST_OF_RAIL = 80; // pixels of its one line; short pages had stretched it
    private static final String FIRST_HEADING = "document.querySelector('h1, h2, h3, h4').tagName";
    private static final String FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String kettle = "kettle-" + run;
    private final String toaster = "toaster-" + run;

    /// Where few people of another test displayed something, the smallest line beside theirs is held back with theirs:
    /// this one.
    private final String spare = "spare-" + run;

    private final String plan = "plan-" + run;

    @Test
    void customersAreFoundCountedTakenApartAndTakenAway(Attune attune) throws Exception {
        try (var tracker = TicketSystem.recorded();
                var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            var console = new Console(visitor.page());
            try (var leftovers = new Leftovers(console)) {
                peopleWriteAboutTwoProducts(console, leftovers);
                leftovers.deletes("v1/connectors", tracker.connect(console, "Help desk " + run));

                oneIsFound(visitor, attune);
                aConditionCountsWhileItIsWritten(visitor, attune, leftovers);
                dynamicsAreFilteredTwiceAndTakenAway(visitor, attune);
                visitor.open(attune.address() + "connectors");
                assertThat(visitor.page().getByText("Help desk " + run)).isVisible();

                areReadable(visitor, attune, "ru", ColorScheme.DARK);
                areReadable(visitor, attune, "zh", ColorScheme.LIGHT);
            }
        }
    }

    /// As a table that somebody uploads, a row for each product they bought.
    private void peopleWriteAboutTwoProducts(Console console, Leftovers leftovers) throws InterruptedException {
        var table = new StringBuilder("id,product,comment\n");
        var traits = new ArrayList<Map<String, Object>>();
        for (int n = 0; n < PEOPLE; n++) {
            String subject = "s-rooms-%s-%d".formatted(run, n);
            leftovers.erases(subject);
            console.agrees(subject, "personalization/text", "personalization/behaviour", "analytics/text");
            traits.add(Map.of("type", "identify", "userId", subject, "traits", Map.of("plan", plan)));
            table.append("%s,%s,\"It leaks, terrible quality\"%n".formatted(subject, kettle));
            table.append("%s,%s,\"Lovely quality, thank you\"%n".formatted(subject, toaster));
            if (n < FEWER) table.append("%s,%s,\"Good quality\"%n".formatted(subject, spare));
        }
        console.post("v1/batch", Map.of("batch", traits));
        leftovers.deletes(
                "v1/feedback",
                console.upload(
                        "v1/feedback?name=rooms.csv&purpose=personalization"
                                + "&textColumn=comment&idColumn=id&productColumn=product",
                        table.toString()));
        for (var product : List.of(kettle, toaster))
            for (int i = 0;
                    !console.look("v1/dashboards?days=7&by=topic&filter=product:" + product)
                            .toString()
                            .contains("people=" + PEOPLE);
                    i++) Console.pause(i);
    }

    private void oneIsFound(Visitor visitor, Attune attune) {
        visitor.open(attune.address() + "customers");
        assertThat(visitor.find("customers")).isVisible();
        visitor.savesWholePage("rooms-customers");
        visitor.page().getByRole(AriaRole.SEARCH).getByRole(AriaRole.TEXTBOX).fill("s-rooms-%s-0".formatted(run));
        visitor.page().keyboard().press("Enter");
        assertThat(visitor.find("customer-timeline")).isVisible();
        assertThat(visitor.page().getByText(kettle).first()).isVisible();
        visitor.savesWholePage("rooms-customer");
    }

    private void aConditionCountsWhileItIsWritten(Visitor visitor, Attune attune, Leftovers leftovers) {
        visitor.open(attune.address() + "segments");
        visitor.find("segment-new").click();
        visitor.find("segment-name").fill("Plan " + run);
        visitor.find("segment-condition").fill("trait.plan == '%s' &&".formatted(plan));
        assertThat(visitor.find("segment-count").locator("button")).isVisible(); // a fault, where it stands
        visitor.find("segment-condition").fill("trait.plan == '%s'".formatted(plan));
        assertThat(visitor.find("segment-count")).containsText(Pattern.compile("10"));
        visitor.savesWholePage("rooms-segment-editor");
        leftovers.deletesNamed("v1/segments", "Plan " + run);
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
        var lines = Files.readAllLines(table.path());
        assertThat(lines.getFirst()).startsWith("product,from,to,people");
        assertThat(lines)
                .as("as many people as wrote, in a line of its own")
                .anyMatch(line -> line.startsWith("\"%s\",".formatted(kettle))
                        && line.split(",")[3].equals(String.valueOf(PEOPLE)));

        visitor.open(attune.address() + "dashboards?days=7&by=topic");
        visitor.find("dashboard-filter-product").selectOption(kettle);
        visitor.find("dashboard-filter-channel").selectOption("feedback");
        assertThat(visitor.page()).hasURL(Pattern.compile("filter=product.*filter=channel"));
        assertThat(visitor.find("dashboard-filter-segment")).isDisabled();
        assertThat(visitor.find("dashboard")).containsText(String.valueOf(PEOPLE));
        Download picture = visitor.page()
                .waitForDownload(() -> visitor.find("dashboard-png").click());
        var drawn = ImageIO.read(picture.path().toFile());
        assertThat(drawn.getWidth()).as("twice as sharp as on the page").isGreaterThan(600);
        assertThat(Arrays.stream(drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth()))
                        .distinct()
                        .count())
                .as("colours: ground, lines and words")
                .isGreaterThan(5);
        visitor.savesWholePage("rooms-dashboard-filtered");
    }

    private void areReadable(Visitor visitor, Attune attune, String language, ColorScheme theme) {
        var page = visitor.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        visitor.find("language-chooser").selectOption(language);
        for (var room : List.of(
                "customers",
                "segments",
                "dashboards?days=7&by=channel&filter=product:" + kettle,
                "connectors",
                "cases",
                "alerts")) {
            page.setViewportSize(1280, 800);
            visitor.open(attune.address() + room);
            assertThat(page.locator("html")).hasAttribute("lang", language);
            assertThat(page.locator("main h1")).isVisible();
            assertThat(page.locator("h1")).hasCount(1);
            assertThat((String) page.evaluate(FIRST_HEADING)).isEqualTo("H1");
            assertThat(page.locator("[aria-busy=true]")).hasCount(0);
            assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
            String name = "rooms-%s-%s".formatted(room.replaceAll("\\?.*", ""), language);
            visitor.savesWholePage(name);
            page.setViewportSize(PHONE_WIDTH, 740);
            page.waitForCondition(() -> (boolean) page.evaluate(FITS));
            page.waitForCondition(() -> page.locator("header").first().boundingBox().height < MOST_OF_RAIL);
            visitor.savesWholePage(name + "-phone");
        }
        page.setViewportSize(1280, 800);
    }
}
