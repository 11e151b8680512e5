package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// With a shell in the place of the server.
class ServerVisitTest {

    @Test
    void aServerIsAskedWhenItIsReadyAndEndedAfterwards() throws Exception {
        var server = shell("""
                echo starting
                echo 'ATTUNE READY http://127.0.0.1:7/ sign-in=http://127.0.0.1:7/sign-in?token=once'
                exec sleep 600""");
        try (var visit = ServerVisit.of(server)) {
            assertThat(visit.address()).hasToString("http://127.0.0.1:7/");
            assertThat(visit.signInLink()).hasToString("http://127.0.0.1:7/sign-in?token=once");
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void aServerThatEndsInsteadIsSaidToRunAlreadyPerhaps() throws IOException {
        var server = shell("echo in use; exit 3");

        assertThatThrownBy(() -> ServerVisit.of(server))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--server");
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script).start();
    }
}
