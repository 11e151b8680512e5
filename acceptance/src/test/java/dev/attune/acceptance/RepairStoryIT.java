package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A relationship goes wrong and is put right: reviews and chat turn sour over a week, an alert fires,
/// a case opens, the draft goes out by mail in the right tone, a ticket appears, the follow-up shows
/// recovery, and then the customer takes back their consent and is erased.
///
/// The ticket is made in a live Request Tracker where `ATTUNE_IT_RT` names one; otherwise in one that answers as
/// recorded, and the test says so.
@ExtendWith(Attune.Extension.class)
class RepairStoryIT {
    private static final int PHONE_WIDTH = 360;
    private static final List<String> REVIEWS = List.of(
            "Great delivery, the parcel arrived a day early, thank you",
            "Good delivery as always",
            "The delivery was late this time",
            "Terrible delivery, the parcel is lost",
            "Again a terrible delivery: late and the box torn, nobody answers");

    private final String subject = "s-story-" + UUID.randomUUID();
    private final String address = subject + "@customers.example";

    @Test
    void whatTurnedSourIsPutRightAndNothingReadRemainsAfterTheConsentIsTakenBack(Attune attune) throws Exception {
        try (var tracker = TicketSystem.liveOrRecorded();
                var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            var console = new Console(visitor.page());
            try (var leftovers = new Leftovers(console)) {
                leftovers.deletes("v1/connectors", tracker.connect(console, "Request Tracker"));
                leftovers.deletes("v1/alert-rules", anAlertRuleWatchesPeople(console));
                tells(attune, visitor, console, tracker);
            }
        }
    }

    private void tells(Attune attune, Visitor visitor, Console console, TicketSystem tracker) throws Exception {
        var agreed = theCustomerAgrees(console);
        String receipt = Console.text(agreed, "receiptId");

        aWeekOfReviewsTurnsSour(console);
        theChatTurnsSourToo(console, receipt);
        anAlertFires(console, visitor, attune);
        String record = theirRecordShowsTheWeek(visitor, attune);
        String caseId = aCaseOpens(console);

        visitor.open(attune.address() + "workspace");
        visitor.find("inbox-row-delivery").first().locator("a").click();
        assertThat(visitor.find("workspace-draft")).isVisible();
        visitor.savesWholePage("story-workspace");
        visitor.find("workspace-case").click();
        assertThat(visitor.find("case-draft")).hasAttribute("data-tone", "calming");
        assertThat(visitor.find("case-draft").locator("textarea").first()).hasValue(Pattern.compile("Delivery"));
        visitor.savesWholePage("story-case");
        String draft = visitor.find("case-draft").locator("textarea").first().inputValue();
        visitor.find("case-send").click();
        assertThat(attune.mailbox().mailTo(address)).isEqualToIgnoringNewLines(draft);

        visitor.find("case-task").click();
        var ticket = visitor.page().locator("[data-testid=case-history] [data-kind=task] a");
        assertThat(ticket).isVisible();
        String number = ticket.innerText().strip();
        assertThat(tracker.ticket(number))
                .contains("delivery")
                .doesNotContainIgnoringCase("angry")
                .doesNotContainIgnoringCase("frustrat")
                .doesNotContain("valence");
        tracker.holdsASignalOf(subject);
        visitor.savesWholePage("story-ticket");
        tracker.showsTicket(visitor, number);

        for (var option : List.of("message", "message-who", "explain", "tell-change"))
            visitor.find("case-option-" + option).click();
        visitor.find("case-ask").click();
        String link = visitor.find("case-ask-link").innerText().strip();
        theCustomerIsContentAgain(console, receipt);
        visitor.open(link);
        assertThat(visitor.find("answer-5")).isVisible();
        visitor.savesWholePage("story-question");
        visitor.find("answer-5").click();
        assertThat(visitor.find("answer-done")).isVisible();
        visitor.open(attune.address() + "cases/" + caseId);
        assertThat(visitor.find("case-state")).hasAttribute("data-outcome", "repaired");
        visitor.savesWholePage("story-repaired");
        visitor.open(attune.address() + "cases");
        assertThat(visitor.find("repair-report")).isVisible();
        visitor.savesWholePage("story-cases");
        fitsAPhone(visitor, attune, "cases", "workspace", "love", "cases/" + caseId);

        theConsentIsTakenBack(
                visitor, attune.address() + Console.text(agreed, "personal").substring(1));
        nothingReadRemainsHere(console, caseId);
        tracker.holdsNoSignalOf(subject);
        visitor.open(attune.address() + "cases/" + caseId);
        assertThat(visitor.page().locator("[data-kind=consent-withdrawn]")).isVisible();
        assertThat(visitor.page().locator("[data-displayed=true]")).hasCount(0);
        visitor.savesWholePage("story-withdrawn");
        visitor.open(record);
        assertThat(visitor.page().locator("main h1")).isVisible();
        assertThat(visitor.page().locator("[aria-busy=true]")).hasCount(0);
        assertThat(visitor.page().locator("[data-leaning]")).hasCount(0);
        visitor.savesWholePage("story-nothing-read-remains");

        var erasure = console.post("v1/persons/erasures", Map.of("subject", subject));
        assertThat(Console.field(erasure, "erased").toString()).contains("request-tracker Request Tracker: confirmed");
        tracker.forgot(subject, number);
    }

    private static void fitsAPhone(Visitor visitor, Attune attune, String... pages) {
        visitor.page().setViewportSize(PHONE_WIDTH, 740);
        for (var page : pages) {
            visitor.open(attune.address() + page);
            assertThat(visitor.page().locator("h1")).isVisible();
            visitor.savesWholePage("story-phone-" + page.replaceAll("/.*", "-one"));
            int width = (int) visitor.page().evaluate("document.documentElement.scrollWidth");
            assertThat(width).as("width of " + page).isLessThanOrEqualTo(PHONE_WIDTH);
        }
        visitor.page().setViewportSize(1280, 800);
    }

    private Object theCustomerAgrees(Console console) {
        var receipt = console.answersTheNotice(
                subject, "personalization/text", "personalization/behaviour", "analytics/text", "agent-assist/text");
        console.post("v1/identify", Map.of("userId", subject, "traits", Map.of("language", "en", "email", address)));
        return receipt;
    }

    /// @return where their record is
    private String theirRecordShowsTheWeek(Visitor visitor, Attune attune) {
        visitor.open(attune.address() + "customers");
        visitor.page().getByRole(AriaRole.SEARCH).getByRole(AriaRole.TEXTBOX).fill(subject);
        visitor.page().keyboard().press("Enter");
        var timeline = visitor.find("customer-timeline").locator("[data-leaning]");
        assertThat(timeline.first()).hasAttribute("data-leaning", "negative");
        assertThat(timeline.last()).hasAttribute("data-leaning", "positive");
        visitor.savesWholePage("story-week");
        return visitor.page().url();
    }

    private static Object anAlertRuleWatchesPeople(Console console) {
        return console.post(
                "v1/alert-rules",
                Map.of(
                        "name", "Words turn sour",
                        "watches", "person",
                        "signal", "affect",
                        "detector", Map.of("kind", "share", "windowHours", 168, "share", 0.3, "least", 3)));
    }

    /// As a table of reviews that somebody uploads: one a day, under the customer's own id.
    private void aWeekOfReviewsTurnsSour(Console console) {
        var table = new StringBuilder("id,date,comment\n");
        var today = LocalDate.now(ZoneOffset.UTC);
        for (int i = 0; i < REVIEWS.size(); i++)
            table.append("%s,%s,\"%s\"\n".formatted(subject, today.minusDays(REVIEWS.size() - i), REVIEWS.get(i)));
        console.upload(
                "v1/feedback?name=a-week.csv&purpose=personalization&textColumn=comment&timeColumn=date&idColumn=id",
                table.toString());
    }

    private void theChatTurnsSourToo(Console console, String receipt) {
        for (var text : List.of("Where is my delivery? This is the worst delivery ever", "Terrible delivery again!"))
            says(console, receipt, text);
    }

    private void theCustomerIsContentAgain(Console console, String receipt) {
        says(console, receipt, "Great, the delivery has arrived, thank you, good service");
    }

    private void says(Console console, String receipt, String text) {
        console.post(
                "v1/text",
                Map.of(
                        "receiptId",
                        receipt,
                        "purpose",
                        "personalization",
                        "text",
                        text,
                        "subject",
                        subject,
                        "channel",
                        "chat"));
    }

    private void anAlertFires(Console console, Visitor visitor, Attune attune) throws InterruptedException {
        for (int i = 0; !console.look("v1/alerts/people").toString().contains("Words turn sour"); i++) Console.pause(i);
        visitor.open(attune.address() + "alerts");
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show alerts about people"))
                .click();
        assertThat(visitor.page().getByText("Words turn sour").first()).isVisible();
        visitor.savesWholePage("story-alert");
    }

    private String aCaseOpens(Console console) throws InterruptedException {
        for (int i = 0; ; i++) {
            for (var one : Console.rows(console.look("v1/cases")))
                if (Console.text(one, "subject").equals(subject)
                        && Console.text(one, "topic").equals("delivery")) return Console.text(one, "id");
            Console.pause(i);
        }
    }

    /// On the person's own page, by the address on their receipt.
    private static void theConsentIsTakenBack(Visitor visitor, String ownPage) {
        visitor.open(ownPage);
        visitor.find("me-withdraw").click();
        assertThat(visitor.find("me-withdraw")).isDisabled();
        visitor.savesWholePage("story-own-page");
    }

    private void nothingReadRemainsHere(Console console, String caseId) {
        var panel = console.look("v1/workspace/people/" + subject);
        assertThat(Console.list(panel, "timeline"))
                .noneMatch(point -> Console.text(point, "type").startsWith("affect:"));
        var one = console.look("v1/cases/" + caseId);
        assertThat(Console.list(one, "history"))
                .noneMatch(entry -> Console.field(entry, "displayed").equals(true));
        assertThat(Console.field(one, "severity")).isEqualTo(0);
        assertThat(console.look("v1/alerts/people").toString()).doesNotContain(subject);
    }
}
