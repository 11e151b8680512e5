package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.BundledClip;
import dev.attune.server.ServerTest;
import dev.attune.server.database.DataDirectory;
import dev.attune.server.vault.Persons;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// PostgreSQL is really killed, by the id of the process that this server started, while events and a live session are
/// written. What was answered must be there afterwards, once, and the server goes on by itself.
class KilledDatabaseTest extends ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(50); // ordinary is some 3 s
    private static final int SENDERS = 4;
    private static final long MILLIS_BETWEEN_SENDS = 60; // all senders together stay below the limit of a key
    private static final int EVENTS = 200; // answered before the kill, and after it
    private static final long MILLIS_BETWEEN = 100; // frames

    @Autowired
    private DataDirectory directory;

    @Autowired
    private Persons persons;

    @Test
    void nothingThatWasAnsweredIsLostWhenPostgresIsKilledAndTheServerGoesOn() throws Exception {
        var console = aSignedInConsole();
        String receipt = aReceipt(
                console, "personalization/behaviour", "personalization/face", "analytics/behaviour", "analytics/face");
        String subject = body(mvc.get()
                        .uri("/v1/consents/" + receipt)
                        .cookie(console)
                        .exchange())
                .path("subject")
                .asString();
        String key = aNewKey(console);
        var shots = Footage.of(BundledClip.NEUTRAL, 5);
        var answered = new ConcurrentLinkedQueue<String>();
        var turnedAway = new AtomicInteger();
        var sending = new AtomicBoolean(true);
        var odd = new ConcurrentLinkedQueue<Throwable>();
        var senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((thread, failure) -> odd.add(failure))
                        .start(() -> send(key, subject, sending, answered, turnedAway)))
                .toList();

        String session;
        int frames = 0;
        try (var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
            page.hello(receipt, "personalization");
            session = page.hear("ready").path("sessionId").asString();
            int atTheKill = -1;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (atTheKill < 0 || answered.size() < atTheKill + EVENTS) { // it runs again
                assertThat(System.nanoTime())
                        .as("%d events answered, %d when PostgreSQL was killed", answered.size(), atTheKill)
                        .isLessThan(until);
                page.frame(
                        frames,
                        frames * MILLIS_BETWEEN,
                        shots.get(frames % shots.size()).jpeg());
                assertThat(page.hear("affect").path("sequence").asInt()).isEqualTo(frames);
                frames++;
                if (atTheKill < 0 && answered.size() >= EVENTS) {
                    var postmaster = postmaster();
                    postmaster.destroyForcibly(); // kill -9
                    postmaster.onExit().join();
                    atTheKill = answered.size();
                }
                Thread.sleep(MILLIS_BETWEEN);
            }
            page.say("{\"type\": \"bye\"}");
            assertThat(page.closeCode()).isEqualTo(1000);
        } finally {
            sending.set(false);
            for (var sender : senders) sender.join();
        }

        assertThat(odd).as("answers beside 200 and 503").isEmpty();
        assertThat(turnedAway).as("the kill was noticed").hasPositiveValue();
        var stored = asOwner()
                .queryForObject(
                        "select count(*) from customer_event where person = ? and modality = 'behaviour'",
                        Long.class,
                        persons.find(subject).orElseThrow());
        assertThat(stored).as("each event that was answered, once").isEqualTo(answered.size());
        assertThat(again(key, subject, List.copyOf(answered)))
                .as("each of them by its own id")
                .isEqualTo(answered.size());

        var record = aRecord(session, frames, PATIENCE);
        assertThat(record.path("seconds").size())
                .as("each second of the session")
                .isEqualTo((int) ((frames - 1) * MILLIS_BETWEEN / 1000) + 1);
    }

    /// Sends the same event again until it is answered, as the browser SDK does.
    private void send(
            String key,
            String subject,
            AtomicBoolean sending,
            ConcurrentLinkedQueue<String> answered,
            AtomicInteger turnedAway) {
        while (sending.get()) {
            var id = UUID.randomUUID().toString();
            while (true) {
                var answer = events(key, subject, List.of(id));
                if (answer.getResponse().getStatus() == 200) {
                    assertThat(body(answer).path("stored").asInt()
                                    + body(answer).path("duplicates").asInt())
                            .isEqualTo(1);
                    answered.add(id);
                    pause();
                    break;
                }
                assertThat(answer).hasStatus(503);
                turnedAway.incrementAndGet();
                pause();
            }
        }
    }

    /// @return how many of these the server knows already
    private int again(String key, String subject, List<String> ids) {
        int known = 0;
        for (int from = 0; from < ids.size(); from += 100)
            known += body(events(key, subject, ids.subList(from, Math.min(ids.size(), from + 100))))
                    .path("duplicates")
                    .asInt();
        return known;
    }

    private MvcTestResult events(String key, String subject, List<String> ids) {
        var events = new ArrayList<Map<String, String>>();
        for (var id : ids) events.add(Map.of("type", "track", "event", "Looked", "userId", subject, "messageId", id));
        return mvc.post()
                .uri("/v1/batch")
                .header("Attune-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(Map.of("batch", events)))
                .exchange();
    }

    private ProcessHandle postmaster() throws IOException {
        var lines = Files.readAllLines(directory.path().resolve("postgres/postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_SENDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
