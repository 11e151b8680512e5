package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.fusion.replay.ObservationTape;
import dev.attune.fusion.replay.Take;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSessionThatIsAsItWasIsIdentical() throws IOException {
        var run = Run.attune("replay", file(AffectFusion.formulas(), takes(4)).toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("identical: 40 observations");
    }

    @Test
    void aChangedFormulaShowsWhereAndHowFar() throws IOException {
        var takes = takes(4);
        var later = takes(2); // as if another formula had made other numbers of the same face
        var take = takes.get(20);
        takes.set(20, new Take(take.observation(), later.get(20).said(), take.settled()));
        var run = Run.attune(
                "replay",
                file(List.of(new ModelRef("modality-pool", "1")), takes).toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REPLAY_DIFFERS);
        assertThat(run.out())
                .contains("different: 40 observations", "first at 2.000 s, face 0: valence was", "2 differ")
                .contains("Recorded with modality-pool/1, replayed with")
                .contains("affect-stream/2");
    }

    @Test
    void aFileThatIsNoneIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("notes.observations"), "notes");

        var run = Run.attune("replay", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MEDIA);
        assertThat(run.err()).contains("notes.observations", "AttuneOb");
        assertThat(Run.attune("replay", folder.resolve("gone").toString()).exitCode())
                .isEqualTo(ExitCode.CANNOT_READ);
    }

    @Test
    void aStoredSessionIsFetchedByWhoIsSignedInForAReasonAndReplayed() throws IOException {
        try (var house = new House(tape(AffectFusion.formulas(), takes(4)))) {
            var run = Run.attune(withAccount(house, House.SESSION, "--looking-for", "security"));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("identical: 40 observations").containsPattern("[1-9]\\d* settled values");
            assertThat(house.reasons()).containsExactly("security");
            assertThat(house.signedOut()).isTrue();
        }
    }

    @Test
    void aOneTimeLinkSignsInToo() throws IOException {
        try (var house = new House(tape(AffectFusion.formulas(), takes(4)))) {
            var link = house.address() + "/sign-in?token=once";

            assertThat(Run.attune("replay", House.SESSION, "--server", house.address(), "--link", link)
                            .out())
                    .contains("identical: 40 observations");
        }
    }

    @Test
    void whatTheServerRefusesIsToldInItsWords() throws IOException {
        try (var house = new House(tape(AffectFusion.formulas(), takes(4)))) {
            var gone = Run.attune(withAccount(house, "00000000-0000-4000-8000-000000000000"));
            assertThat(gone.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
            assertThat(gone.err()).contains("There is no such session here.");

            var stranger = Run.attune("replay", House.SESSION, "--server", house.address());
            assertThat(stranger.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(stranger.err()).contains("--account", "--link");
        }
    }

    @Test
    void aStoredSessionIsForAnalyticsOnlyAndNeverSentInTheOpen() {
        var research = Run.attune("replay", House.SESSION, "--purpose", "research");
        assertThat(research.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(research.err()).contains("kept for analytics, not for research");

        var open = Run.attune("replay", House.SESSION, "--server", "http://192.0.2.1:8420", "--link", "http://x/");
        assertThat(open.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(open.err()).contains("192.0.2.1", "https");
    }

    private String[] withAccount(House house, String session, String... further) throws IOException {
        var password = Files.writeString(folder.resolve("password"), House.PASSWORD + "\n");
        var words = new ArrayList<>(List.of(
                "replay",
                session,
                "--server",
                house.address(),
                "--account",
                House.ACCOUNT,
                "--password-file",
                password.toString()));
        words.addAll(List.of(further));
        return words.toArray(String[]::new);
    }

    /// A server that keeps one session, and shows it to who is signed in.
    private static final class House implements AutoCloseable {
        static final String SESSION = "7c1f2b1e-3f5c-4d4e-9a86-0a3c54a7c001";
        static final String ACCOUNT = "ann";
        static final String PASSWORD = "a long password";
        private static final String COOKIE = "attune-console=open";

        private final HttpServer http;
        private final List<String> reasons = new CopyOnWriteArrayList<>();
        private final AtomicBoolean signedOut = new AtomicBoolean();

        House(byte[] observations) throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/v1/sign-in", call -> {
                var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean known = body.contains("\"" + ACCOUNT + "\"") && body.contains("\"" + PASSWORD + "\"");
                if (known) letIn(call, 204);
                else answer(call, 401, "{\"detail\": \"Name or password is wrong.\"}".getBytes(StandardCharsets.UTF_8));
            });
            http.createContext("/sign-in", call -> letIn(call, 303));
            http.createContext("/v1/sign-out", call -> {
                signedOut.set("1".equals(call.getRequestHeaders().getFirst("Attune-Console")));
                answer(call, 204, new byte[0]);
            });
            http.createContext("/v1/sessions/", call -> {
                boolean here = call.getRequestURI().getPath().equals("/v1/sessions/%s/observations".formatted(SESSION));
                boolean may = COOKIE.equals(call.getRequestHeaders().getFirst("Cookie"));
                if (here && may) {
                    reasons.add(call.getRequestHeaders().getFirst("Attune-Purpose"));
                    answer(call, 200, observations);
                } else
                    answer(
                            call,
                            may ? 404 : 401,
                            "{\"detail\": \"There is no such session here.\"}".getBytes(StandardCharsets.UTF_8));
            });
            http.start();
        }

        private static void letIn(HttpExchange call, int status) throws IOException {
            call.getResponseHeaders().add("Set-Cookie", COOKIE + "; Path=/; HttpOnly");
            answer(call, status, new byte[0]);
        }

        private static void answer(HttpExchange call, int status, byte[] body) throws IOException {
            call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) call.getResponseBody().write(body);
            call.close();
        }

        String address() {
            return "http://127.0.0.1:" + http.getAddress().getPort();
        }

        List<String> reasons() {
            return reasons;
        }

        boolean signedOut() {
            return signedOut.get();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    private Path file(List<ModelRef> formulas, List<Take> takes) throws IOException {
        return Files.write(folder.resolve("session.observations"), tape(formulas, takes));
    }

    private static byte[] tape(List<ModelRef> formulas, List<Take> takes) {
        return ObservationTape.file(List.of(new ObservationTape(formulas, takes).toBytes()));
    }

    /// Four seconds; from the second on a smile.
    private static List<Take> takes(double smile) {
        var takes = new ArrayList<Take>();
        var state = FusionState.initial();
        for (int i = 0; i < 40; i++) {
            var units = List.of(new ActionUnit(12, i < 20 ? 0 : smile, i < 20 ? 0 : smile, 0.8));
            var face = new FaceUnits(0, units, null, null, null, Quality.PERFECT, List.of());
            var reading = new UnitsReading(Duration.ofMillis(100L * i), List.of(face));
            var step = AffectFusion.step(state, reading);
            takes.add(Take.of(reading, state, step));
            state = step.state();
        }
        return takes;
    }
}
