package dev.attune.server;

import dev.attune.server.access.SignInLinks;
import dev.attune.server.database.DatabaseStart;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole server on a free port with its own PostgreSQL under target/; started once for all tests that extend this.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "attune.data=target/test-data/${random.uuid}",
            "attune.live.hello-within=4s",
            "attune.live.idle-after=8s",
            "attune.calls.max-streams=3",
        })
@ContextConfiguration(initializers = DatabaseStart.class)
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
public abstract class ServerTest {
    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected JsonMapper json;

    @Autowired
    private SignInLinks links;

    @LocalServerPort
    protected int port;

    protected Cookie aSignedInConsole() {
        var answer = mvc.get().uri(links.issue()).exchange();
        return Objects.requireNonNull(answer.getResponse().getCookie("attune-console"));
    }

    /// Of a person who lets the face be read, and the words where wanted, both for personalization.
    protected String aReceiptForWords(Cookie console, boolean words) {
        mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange();
        var answer = mvc.post()
                .uri("/v1/consents")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType("application/json")
                .content("""
                        {"noticeId": "live", "noticeVersion": 4, "language": "en", "subject": "s-%s", "choices": [
                          {"purpose": "personalization", "modality": "face", "granted": true},
                          {"purpose": "personalization", "modality": "gaze", "granted": false},
                          {"purpose": "personalization", "modality": "physiology", "granted": false},
                          {"purpose": "personalization", "modality": "voice", "granted": false},
                          {"purpose": "personalization", "modality": "text", "granted": %s},
                          {"purpose": "analytics", "modality": "face", "granted": false},
                          {"purpose": "analytics", "modality": "voice", "granted": false},
                          {"purpose": "analytics", "modality": "text", "granted": false}]}""".formatted(UUID.randomUUID(), words))
                .exchange();
        return body(answer).path("receiptId").asString();
    }

    protected JsonNode read(String body) {
        return json.readTree(body);
    }

    protected JsonNode body(MvcTestResult result) {
        return read(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
