package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.attune.server.ServerTest;
import dev.attune.server.access.Caller;
import dev.attune.server.access.KeyKind;
import dev.attune.server.database.Tenant;
import dev.attune.signals.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

/// A session under which something breaks that nobody foresaw.
class FailingSessionTest extends ServerTest {
    @Autowired
    private LiveHouse house;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Listener page = new Listener();
    private final Logger log = (Logger) LoggerFactory.getLogger(LiveSession.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    /// What is logged here is meant to happen, so nobody reads it on the terminal.
    @BeforeEach
    void keepTheLog() {
        logged.start();
        log.setAdditive(false);
        log.addAppender(logged);
    }

    @AfterEach
    void letTheLogGo() {
        log.detachAppender(logged);
        log.setAdditive(true);
    }

    @Test
    void aDefectClosesWith4500AndAnIdThatTheLogHasAndTellsNothingOfTheInside() {
        converse(question -> {
            throw new IllegalStateException("the secret of the house");
        });

        assertThat(page.closed).isEqualTo(CloseCode.FAILED);
        assertThat(CloseCode.FAILED.number()).isEqualTo(4500);
        var error = page.lastError();
        assertThat(error.code()).isEqualTo("failed");
        assertThat(error.message()).doesNotContain("secret");
        var id = ID.matcher(error.message()).results().findFirst().orElseThrow().group();
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains(id);
            assertThat(event.getThrowableProxy().getMessage()).contains("secret");
        });
        assertThat(error.hint()).contains("new session");
    }

    @Test
    void withoutADatabaseNothingBeginsAndThePageIsToldToComeBack() {
        converse(question -> {
            throw new DataAccessResourceFailureException("connection refused");
        });

        assertThat(page.closed).isEqualTo(CloseCode.FAILED);
        assertThat(page.lastError().message()).contains("consent records cannot be read right now");
        assertThat(page.lastError().hint()).contains("in a few seconds");
    }

    /// Else the console shows a call as running for ever, and the page waits.
    @Test
    void whatFailsAtTheEndKeepsNoLineOpen() {
        converse(question -> {
            if (!page.heard.isEmpty()) throw new IllegalStateException("a defect at the end");
            return house.gate().check(question);
        });

        assertThat(page.heard.getFirst()).isInstanceOf(ServerMessage.Ready.class);
        assertThat(page.closed).isEqualTo(CloseCode.ENDED);
        assertThat(logged.list)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a defect at the end"));
    }

    /// Pages that do not read hold up the stop of the server together, not one after the other.
    @Test
    void aStopWaitsForAllPagesTogether() throws InterruptedException {
        var sessions = new LiveSessions(house.metrics());
        sessions.start();
        var letGo = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) sessions.begin(LiveSession.ofCall(new Mailbox(), new Deaf(letGo), house, json), 4);

        long began = System.nanoTime();
        sessions.stop();
        var took = Duration.ofNanos(System.nanoTime() - began);
        letGo.countDown();

        assertThat(took).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(9));
    }

    /// Takes its time to be closed.
    private record Deaf(CountDownLatch letGo) implements Outlet {
        @Override
        public void send(ServerMessage message) {}

        @Override
        public void close(CloseCode code) {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void converse(Gate broken) {
        var mailbox = new Mailbox();
        mailbox.put(new Mailbox.Words(
                """
                {"type": "hello", "receiptId": "%s", "purpose": "personalization", "source": "clip", "language": "en"}""".formatted(aReceipt(aSignedInConsole(), "personalization/face")), System.nanoTime()));
        mailbox.put(new Mailbox.Words("{\"type\": \"bye\"}", System.nanoTime()));
        var brokenHouse = new LiveHouse(
                broken,
                house.switches(),
                house.consents(),
                house.vouching(),
                house.perception(),
                house.words(),
                house.playbooks(),
                house.styles(),
                house.sessionLog(),
                house.observationLog(),
                house.baselines(),
                house.decisionLog(),
                house.approvals(),
                house.customers(),
                house.analysts(),
                house.audience(),
                house.audit(),
                house.metrics(),
                house.settings());
        LiveSession.ofPage(
                        mailbox,
                        page,
                        brokenHouse,
                        json,
                        new Caller.Sdk(UUID.randomUUID(), Tenant.DEFAULT, KeyKind.SECRET, Set.of()))
                .run();
    }

    private static final class Listener implements Outlet {
        private final List<ServerMessage> heard = new ArrayList<>();
        private @Nullable CloseCode closed;

        @Override
        public void send(ServerMessage message) {
            heard.add(message);
        }

        @Override
        public void close(CloseCode code) {
            closed = code;
        }

        ServerMessage.Error lastError() {
            return (ServerMessage.Error) Objects.requireNonNull(heard.getLast());
        }
    }
}
