package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.access.Caller;
import dev.attune.server.access.KeyKind;
import dev.attune.server.database.Tenant;
import dev.attune.signals.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

/// A session under which something breaks that nobody foresaw.
class FailingSessionTest extends ServerTest {
    @Autowired
    private LiveHouse house;

    private final Listener page = new Listener();

    @Test
    void aDefectClosesWith4500AndAnIdForTheLogAndTellsNothingOfTheInside() {
        converse(question -> {
            throw new IllegalStateException("the secret of the house");
        });

        assertThat(page.closed).isEqualTo(CloseCode.FAILED);
        assertThat(CloseCode.FAILED.number()).isEqualTo(4500);
        var error = page.lastError();
        assertThat(error.code()).isEqualTo("failed");
        assertThat(error.message())
                .containsPattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .doesNotContain("secret");
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

    private void converse(Gate broken) {
        var mailbox = new Mailbox();
        mailbox.put(new Mailbox.Words(
                """
                {"type": "hello", "receiptId": "%s", "purpose": "personalization", "source": "clip", "language": "en"}""".formatted(aReceipt(aSignedInConsole(), "personalization/face")), System.nanoTime()));
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
