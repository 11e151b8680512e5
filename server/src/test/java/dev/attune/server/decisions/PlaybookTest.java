package dev.attune.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.decisions.Playbooks;
import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class PlaybookTest extends ServerTest {
    private static final String OWN = """
            id: %s
            version: %d
            title: { en: Ours, ru: Наш, zh: 我们的 }
            fallback: house-style
            rules:
              - id: help
                when: page.kind == "form" && %s
                then: { action: offer-help, class: HELP }
                reason: { en: "a form", ru: "форма", zh: "表单" }
            """;

    @Autowired
    private PlaybookShelf shelf;

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
    }

    @Test
    void everySettingHasAPlaybookThatSaysWhatItDoes() {
        var all = body(get("/v1/playbooks"));

        assertThat(StreamSupport.stream(all.spliterator(), false)
                        .map(each -> each.path("setting").asString())
                        .collect(Collectors.toSet()))
                .contains("retail", "support", "banking", "learning", "healthcare", "entertainment", "waiting-room");
        assertThat(named(all, "retail-checkout").path("on").asBoolean()).isTrue();
        assertThat(named(all, "banking-insurance").path("on").asBoolean()).isFalse();
    }

    @Test
    void whereStudentsMayNotBeReadThePlaybookForThemIsLockedAndSaysByWhichArticle() {
        var lock = named(body(get("/v1/playbooks")), "learning-pace").path("lock");

        assertThat(lock.path("article").asString()).contains("EU AI Act Art. 5(1)(f)");
        assertThat(turn("learning-pace", true)).hasStatus(409).bodyText().contains("Art. 5(1)(f)", "house-12");
        assertThat(shelf.isOn("learning-pace")).isFalse();
    }

    @Test
    void whatIsMeantForAnotherPlaceIsLockedByWhatTheOperatorDeclared() {
        var lock = named(body(get("/v1/playbooks")), "support-agent-assist").path("lock");

        assertThat(lock.path("rule").asString()).isEqualTo(PlaybookLock.DECLARED_CONTEXT);
        assertThat(lock.path("reason").asString()).contains("contact-centre", "web/customer");
    }

    @Test
    void switchingOnIsRememberedAuditedAndConcernsThisTenantOnly() {
        assertThat(turn("entertainment-mood", true)).hasStatus(204);

        assertThat(shelf.inForce(Purpose.PERSONALIZATION))
                .extracting(decider -> decider.playbook().id())
                .contains("retail-checkout", "entertainment-mood");
        assertThat(get("/v1/audit/records")).bodyText().contains("playbook.on", "entertainment-mood");
        new Tenant("other-" + UUID.randomUUID())
                .run(() -> assertThat(shelf.isOn("entertainment-mood")).isFalse());
        assertThat(turn("entertainment-mood", false)).hasStatus(204);
        assertThat(shelf.isOn("entertainment-mood")).isFalse();
    }

    @Test
    void aFaultIsToldWithItsLineAndColumnWhileSomebodyTypes() {
        var checked = body(send(
                HttpMethod.POST, "/v1/playbooks/checks", Map.of("yaml", OWN.formatted("ours", 1, "pge.id == \"x\""))));

        var fault = checked.path("faults").path(0);
        assertThat(fault.path("line").asInt()).isEqualTo(7);
        assertThat(fault.path("column").asInt()).isEqualTo(34);
        assertThat(fault.path("kind").asString()).isEqualTo("UNKNOWN_NAME");
        assertThat(fault.path("message").asString()).contains("pge");
        assertThat(checked.path("playbook").isNull()).isTrue();
    }

    @Test
    void anOwnPlaybookIsSavedInVersionsAndDeleted() {
        var id = "ours-" + UUID.randomUUID();
        assertThat(save(id, OWN.formatted(id, 1, "facts.fields > 10"))).hasStatusOk();
        assertThat(save(id, OWN.formatted(id, 1, "facts.fields > 12")))
                .hasStatus(409)
                .bodyText()
                .contains("make this version 2");
        assertThat(save(id, OWN.formatted(id, 2, "facts.fields > 12"))).hasStatusOk();

        var saved = body(get("/v1/playbooks/" + id));
        assertThat(saved.path("playbook").path("version").asInt()).isEqualTo(2);
        assertThat(saved.path("playbook").path("own").asBoolean()).isTrue();
        assertThat(saved.path("yaml").asString()).contains("facts.fields > 12");
        assertThat(turn(id, true)).hasStatus(204);
        assertThat(send(HttpMethod.DELETE, "/v1/playbooks/" + id, Map.of())).hasStatus(204);
        assertThat(get("/v1/playbooks/" + id)).hasStatus(404);
        assertThat(shelf.isOn(id)).isFalse();
    }

    @Test
    void noTextReachesAPriceByADisplayHoweverItIsSent() {
        var pressing = OWN.formatted("ours", 1, "emotion.joy > 0.5").replace("class: HELP", "class: PRICE");

        assertThat(save("ours", pressing)).hasStatus(400).bodyText().contains("rule 'help' reads emotion.joy");
        assertThat(send(HttpMethod.POST, "/v1/playbooks/simulations", Map.of("yaml", pressing)))
                .hasStatus(400);
    }

    @Test
    void whatShipsCannotBeOverwritten() {
        assertThat(save("retail-checkout", OWN.formatted("retail-checkout", 9, "facts.a == 1")))
                .hasStatus(409)
                .bodyText()
                .contains("ships with Attune");
    }

    @Test
    void anotherOnesExampleCanBePlayedAndEachFiringExplainsItself() {
        var played = body(send(
                HttpMethod.POST,
                "/v1/playbooks/simulations",
                Map.of("playbook", "retail-checkout", "example", "retail-checkout")));

        var simulation = played.path("simulation");
        assertThat(simulation.path("kind").asString()).isEqualTo("simulation");
        assertThat(simulation.path("firings")).hasSizeGreaterThanOrEqualTo(5);
        for (var firing : simulation.path("firings")) {
            assertThat(firing.path("reason").path("ru").asString()).isNotBlank();
            assertThat(firing.path("clauses")).isNotEmpty();
        }
        var bored = body(send(
                HttpMethod.POST,
                "/v1/playbooks/simulations",
                Map.of("playbook", "retail-checkout", "example", "waiting-room-calm")));
        assertThat(bored.path("simulation").path("silences").path(0).path("neverTrue"))
                .isNotEmpty();
    }

    @Test
    void aSessionThatCannotBeIsRefusedWithWhatIsWrong() {
        for (var part : Map.of(
                        "{\"seconds\": -1}", "up to an hour",
                        "{\"seconds\": 3, \"shows\": {\"love\": 1}}", "love",
                        "{\"seconds\": 3, \"shows\": {\"joy\": 3}}", "joy")
                .entrySet())
            assertThat(send(
                            HttpMethod.POST,
                            "/v1/playbooks/simulations",
                            Map.of("playbook", "retail-checkout", "session", List.of(read(part.getKey())))))
                    .as(part.getKey())
                    .hasStatus(400)
                    .bodyText()
                    .contains(part.getValue());
        assertThat(send(HttpMethod.POST, "/v1/playbooks/simulations", Map.of("playbook", "nobody")))
                .hasStatus(404);
    }

    @Test
    void theTextOfEachThatShipsPassesItsOwnCheck() {
        for (var name : Playbooks.BUNDLED)
            assertThat(body(send(HttpMethod.POST, "/v1/playbooks/checks", Map.of("yaml", Playbooks.bundledText(name))))
                            .path("faults"))
                    .as(name)
                    .isEmpty();
    }

    private static JsonNode named(JsonNode all, String id) {
        for (var each : all) if (each.path("id").asString().equals(id)) return each;
        throw new AssertionError("no playbook " + id);
    }

    private MvcTestResult turn(String id, boolean on) {
        return send(HttpMethod.PUT, "/v1/playbooks/%s/switch".formatted(id), Map.of("on", on));
    }

    private MvcTestResult save(String id, String yaml) {
        return send(HttpMethod.PUT, "/v1/playbooks/" + id, Map.of("yaml", yaml));
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).cookie(console).exchange();
    }

    private MvcTestResult send(HttpMethod method, String path, Map<String, ?> body) {
        return mvc.method(method)
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body))
                .exchange();
    }
}
