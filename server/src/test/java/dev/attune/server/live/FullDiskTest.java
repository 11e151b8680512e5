package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.BundledClip;
import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// PostgreSQL itself says "disk full" (SQLSTATE 53100), because triggers make it: no test fills a disk.
class FullDiskTest extends ServerTest {
    private static final List<String> WRITTEN =
            List.of("sdk_key", "live_session", "affect_second", "moment", "decision");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
        asOwner().execute("""
                create or replace function no_space() returns trigger language plpgsql as $$
                begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$""");
    }

    @AfterEach
    void freeSpace() {
        WRITTEN.forEach(table -> asOwner().execute("drop trigger if exists full_disk on " + table));
    }

    @Test
    void whatCannotBeStoredIsAnsweredWith503AndReadingGoesOn() {
        fillTheDisk();

        assertThat(aNewKey())
                .hasStatus(503)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .hasHeader(HttpHeaders.RETRY_AFTER, "5")
                .bodyText()
                .contains("disk of the database is full")
                .doesNotContain("insert", "sdk_key");
        assertThat(mvc.get().uri("/v1/keys").cookie(console)).hasStatusOk();

        freeSpace();
        assertThat(aNewKey()).hasStatus(201);
    }

    @Test
    void aSessionBeginsAndGoesOnAndIsWrittenDownWhenThereIsSpaceAgain() throws Exception {
        String receipt = aReceipt(console, "personalization/face", "analytics/face");
        var shots = Footage.of(BundledClip.NEUTRAL, 5);
        fillTheDisk();
        String session;
        try (var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
            page.hello(receipt, "personalization");
            session = page.hear("ready").path("sessionId").asString();
            for (int i = 0; i < 7; i++) {
                page.frame(i, shots.get(i).atMillis(), shots.get(i).jpeg());
                assertThat(page.hear("affect").path("sequence").asInt()).isEqualTo(i);
            }
            page.say("{\"type\": \"bye\"}");
            assertThat(page.closeCode()).isEqualTo(1000);
        }
        assertThat(mvc.get().uri("/v1/sessions/" + session).cookie(console).header("Attune-Purpose", "quality"))
                .hasStatus(404);

        freeSpace();

        assertThat(aRecord(session, 7, PATIENCE).path("seconds").size()).isPositive();
    }

    private void fillTheDisk() {
        WRITTEN.forEach(table -> asOwner()
                .execute("create trigger full_disk before insert on %s execute function no_space()".formatted(table)));
    }

    private MvcTestResult aNewKey() {
        return mvc.post()
                .uri("/v1/keys")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"shop\"}")
                .exchange();
    }
}
