package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.access.SignInLinks;
import dev.attune.server.database.DatabaseStart;
import dev.attune.server.database.Tenant;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
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
            "attune.live.person-within=12s",
            "attune.calls.max-streams=3",
            "attune.audit.anchor-records=5",
            "attune.oidc.issuer=http://127.0.0.1:${random.int[20000,29999]}", // asked when somebody signs in there
            "attune.limits.sign-ins-per-minute=10000",
            "attune.feedback.max-bytes=300000",
            "attune.feedback.max-rows=1000",
            "attune.limits.strangers-per-second=10000",
            "attune.outbound.allowed-networks=127.0.0.0/8", // other systems are played by this machine
        })
@ContextConfiguration(initializers = DatabaseStart.class)
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@Import(DescribedAnswers.class)
public abstract class ServerTest {
    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected JsonMapper json;

    @Autowired
    private SignInLinks links;

    @Autowired
    @FlywayDataSource
    private DataSource owner;

    @LocalServerPort
    protected int port;

    /// The database with the rights of whoever owns its tables; the server itself has fewer.
    protected JdbcTemplate asOwner() {
        return new JdbcTemplate(owner);
    }

    protected Cookie aSignedInConsole() {
        return signedInBy(links.issue());
    }

    /// Of whoever runs another tenant on the same server, where nothing of ours is.
    protected Cookie aStrangersConsole() {
        return signedInBy(new Tenant("stranger-" + UUID.randomUUID()).get(links::issue));
    }

    private Cookie signedInBy(String link) {
        var answer = mvc.get().uri(link).exchange();
        return Objects.requireNonNull(answer.getResponse().getCookie("attune-console"));
    }

    /// A new key for servers of the operator's and call lines.
    protected String aNewKey(Cookie console) {
        return aNewKey(console, "{\"name\": \"shop\", \"kind\": \"secret\"}");
    }

    /// A new key for pages, which everybody can read there.
    protected String aPublishableKey(Cookie console) {
        return aNewKey(console, "{\"name\": \"page\"}");
    }

    private String aNewKey(Cookie console, String wanted) {
        var created = mvc.post()
                .uri("/v1/keys")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(wanted)
                .exchange();
        return body(created).path("secret").asString();
    }

    /// The receipt of a new person who was shown the notice and said yes to what is named, as
    /// `personalization/face`, and no to the rest.
    protected String aReceipt(Cookie console, String... granted) {
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        var answer = mvc.post()
                .uri("/v1/consents")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(answer(notice, "s-" + UUID.randomUUID(), granted))
                .exchange();
        return body(answer).path("receiptId").asString();
    }

    /// What a page sends when a person has answered `notice`.
    protected String answer(JsonNode notice, String subject, String... granted) {
        var yes = Set.of(granted);
        var choices = notice.path("choices")
                .valueStream()
                .map(choice -> Map.of(
                        "purpose", choice.path("purpose"),
                        "modality", choice.path("modality"),
                        "granted",
                                yes.contains(choice.path("purpose").asString() + "/"
                                        + choice.path("modality").asString())))
                .toList();
        return json.writeValueAsString(Map.of(
                "noticeId", notice.path("id"),
                "noticeVersion", notice.path("version"),
                "language", notice.path("language"),
                "subject", subject,
                "choices", choices));
    }

    /// A session's record once all of these frames are in it: rows come within the writer's pause of a second, and
    /// later
    /// where they could not be written.
    protected JsonNode aRecord(String session, int frames, Duration patience) throws InterruptedException {
        var console = aSignedInConsole();
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            var record = mvc.get()
                    .uri("/v1/sessions/" + session)
                    .cookie(console)
                    .header("Attune-Purpose", "quality")
                    .exchange();
            if (record.getResponse().getStatus() == 200
                    && body(record).path("framesAnalysed").asInt() == frames) return body(record);
            assertThat(System.nanoTime())
                    .as("the session's record within %s, the last answer was %s", patience, record)
                    .isLessThan(until);
            Thread.sleep(50);
        }
    }

    protected JsonNode read(String body) {
        return json.readTree(body);
    }

    protected JsonNode body(MvcTestResult result) {
        return read(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
