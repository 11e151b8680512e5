package dev.attune.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.consent.Choice;
import dev.attune.server.consent.Consents;
import dev.attune.server.customers.CustomerAffect;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What whoever serves a customer sees, and what they do not.
class WorkspaceTest extends ServerTest {
    private static final int MOST_LOOKS = 1200; // a minute

    @Autowired
    private CustomerAffect affect;

    @Autowired
    private Consents consents;

    @Autowired
    private Persons persons;

    private Cookie console;
    private String receipt = "";
    private String subject = "";
    private String person = "";

    @BeforeEach
    void aCustomerWhoWroteOfTroubleTwice() throws InterruptedException {
        console = aSignedInConsole();
        receipt = aReceipt(console, "personalization/text", "analytics/text", "agent-assist/text");
        subject = consents.subjectOf(UUID.fromString(receipt)).orElseThrow();
        person = persons.find(subject).orElseThrow();
        wrote(-0.9, Map.of("delivery", -0.9));
        wrote(-1, Map.of("delivery", -1.0));
        for (int i = 0; i < MOST_LOOKS && !isShown(); i++) Thread.sleep(50);
        assertThat(isShown()).as("what was written is in the inbox").isTrue();
    }

    private boolean isShown() {
        var row = inbox(person);
        return row.path("valences").size() == 2
                && !row.path("caseId").asString("").isEmpty();
    }

    @Test
    void theInboxSaysWhoNeedsHelpNextAndWithWhat() {
        var row = inbox(person);

        assertThat(row.path("subject").asString()).isEqualTo(subject);
        assertThat(row.path("topic").asString()).isEqualTo("delivery");
        assertThat(row.path("step").asString()).isEqualTo("validate");
        assertThat(row.path("suggested").asString()).isEqualTo("message");
    }

    @Test
    void besideTheConversationStandsWhatWasDisplayedWhatWasTriedAndWhatToSay() {
        var panel = body(look("/v1/workspace/people/" + subject));

        assertThat(panel.path("timeline").size()).isEqualTo(2);
        assertThat(panel.path("timeline").path(0).path("valence").asDouble()).isEqualTo(-1);
        assertThat(panel.path("suggestion").path("option").asString()).isEqualTo("message");
        assertThat(panel.path("suggestion").path("draft").asString()).contains("Delivery");
        assertThat(panel.path("style").path("upsellAllowed").isBoolean()).isTrue();
    }

    @Test
    void whatTheCustomerDoesNotWantTheirHelpersToSeeIsNotShownAndSaysWhy() {
        consents.withdraw(UUID.fromString(receipt), Set.of(new Choice(Purpose.AGENT_ASSIST, Modality.TEXT)), "test");

        var panel = body(look("/v1/workspace/people/" + person));
        assertThat(panel.path("timeline")).isEmpty();
        assertThat(panel.path("shown").toString()).contains("agent-assist/text was withdrawn");
        assertThat(inbox(person).path("valences")).isEmpty();
        assertThat(panel.path("suggestion").path("draft").asString())
                .as("help goes on")
                .isNotEmpty();
    }

    @Test
    void nobodyIsFoundUnderAnIdThatLeadsNowhereAndALookNeedsItsPurpose() {
        assertThat(look("/v1/workspace/people/s-nobody")).hasStatus(404);
        assertThat(mvc.get().uri("/v1/workspace/inbox").cookie(console)).hasStatus(403);
    }

    private void wrote(double valence, Map<String, Double> aspects) {
        affect.observed(
                subject,
                new CustomerAffect.Observed(
                        CustomerAffect.Source.TEXT, Modality.TEXT, null, "chat", null, valence, null, aspects));
    }

    private JsonNode inbox(String of) {
        return body(look("/v1/workspace/inbox"))
                .valueStream()
                .filter(row -> row.path("person").asString().equals(of))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private MvcTestResult look(String path) {
        return mvc.get()
                .uri(path)
                .cookie(console)
                .header("Attune-Purpose", "support")
                .exchange();
    }
}
