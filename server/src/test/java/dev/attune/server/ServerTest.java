package dev.attune.server;

import dev.attune.server.access.SignInLinks;
import dev.attune.server.database.DatabaseStart;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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

    protected JsonNode read(String body) {
        return json.readTree(body);
    }

    protected JsonNode body(MvcTestResult result) {
        return read(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
