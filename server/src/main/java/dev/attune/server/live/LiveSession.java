package dev.attune.server.live;

import dev.attune.server.access.Caller;
import dev.attune.server.access.Role;
import dev.attune.server.database.DatabaseFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// One connection from hello to close, on a virtual thread that alone touches its state.
///
/// Listens to the mailbox, keeps the clocks (hello, idle, statistics) and turns every end into its
/// close code; what is seen and decided is the [Reading]'s business.
final class LiveSession implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);
    private static final Duration STATS_EVERY = Duration.ofSeconds(1);

    /// As `GET /v1/calls` has it.
    private static final Set<Role> WATCHING = Set.of(Role.ADMIN, Role.ANALYST, Role.AGENT);

    private final Mailbox mailbox;
    private final Outlet outlet;
    private final LiveHouse house;
    private final JsonMapper json;
    private final Kind kind;
    private final Objections objections;
    private final String who;
    private volatile @Nullable Reading reading;
    private Mailbox.Counts before = Mailbox.Counts.NOTHING; // the session that runs now

    private enum Kind {
        PAGE,
        /// A page that may also watch calls.
        CONSOLE,
        CALL
    }

    /// What stands against somebody's session.
    private interface Objections {
        Optional<SessionRefusal> to(ClientMessage.Hello hello);
    }

    private LiveSession(
            Mailbox mailbox,
            Outlet outlet,
            LiveHouse house,
            JsonMapper json,
            Kind kind,
            Objections objections,
            String who) {
        this.mailbox = mailbox;
        this.outlet = outlet;
        this.house = house;
        this.json = json;
        this.kind = kind;
        this.objections = objections;
        this.who = who;
    }

    static LiveSession ofPage(Mailbox mailbox, Outlet outlet, LiveHouse house, JsonMapper json, Caller caller) {
        var kind = switch (caller) {
            case Caller.Console console -> WATCHING.contains(console.role()) ? Kind.CONSOLE : Kind.PAGE;
            case Caller.Sdk sdk -> Kind.PAGE;
        };
        return new LiveSession(
                mailbox, outlet, house, json, kind, hello -> objection(hello, caller, house), caller.getName());
    }

    static LiveSession ofCall(Mailbox mailbox, Outlet outlet, LiveHouse house, JsonMapper json) {
        return new LiveSession(
                mailbox,
                outlet,
                house,
                json,
                Kind.CALL,
                hello -> Optional.empty(),
                "call"); // its endpoint knows the key
    }

    private static Optional<SessionRefusal> objection(ClientMessage.Hello hello, Caller caller, LiveHouse house) {
        if (caller instanceof Caller.Sdk sdk && !sdk.mayActFor(hello.purpose()))
            return Optional.of(new SessionRefusal(
                    CloseCode.UNAUTHORIZED,
                    "This key may not act for %s.".formatted(hello.purpose().id()),
                    "Make a key in the console that may."));
        return house.consents()
                .subjectOf(hello.receiptId())
                .flatMap(subject -> house.vouching().objection(caller, subject, hello.personal()))
                .map(objection -> new SessionRefusal(
                        CloseCode.UNAUTHORIZED,
                        "The number of a receipt does not show that this is its person.",
                        "Send the receipt's personal in hello, or connect from a server with a secret key."));
    }

    boolean isCall() {
        return kind == Kind.CALL;
    }

    /// Tells the session to end because the server does.
    void stop() {
        mailbox.put(new Mailbox.Stop());
    }

    /// Tells the session to ask the gate again if it is about this person.
    void consentChanged(String subject) {
        var open = reading;
        if (open != null && open.subject().equals(subject)) mailbox.put(new Mailbox.ConsentChanged());
    }

    /// Tells the session to ask the gate again, whoever it is about.
    void gateChanged() {
        if (reading != null) mailbox.put(new Mailbox.ConsentChanged());
    }

    @Override
    public void run() {
        CloseCode code = CloseCode.ENDED;
        try {
            converse();
        } catch (SessionRefusal refusal) {
            code = refusal.code();
            if (code != CloseCode.WITHDRAWN)
                tryToSay(new ServerMessage.Error(code.id(), refusal.message(), refusal.hint()));
        } catch (IOException e) {
            LOG.debug("the page of a live session is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            code = CloseCode.FAILED;
            if (DatabaseFailures.isForNow(e)) {
                LOG.warn("a live session could not begin without the database: {}", e.getMessage());
                tryToSay(new ServerMessage.Error(
                        code.id(),
                        "The consent records cannot be read right now, and nothing is analysed without them.",
                        "Start a new session in a few seconds."));
                return;
            }
            var id = UUID.randomUUID();
            LOG.error("a live session failed, id {}", id, e);
            tryToSay(new ServerMessage.Error(
                    code.id(),
                    "The analysis failed. The server's log has it under " + id + ".",
                    "Start a new session."));
        } finally {
            putAway(code);
        }
    }

    /// Whatever becomes of its record, the line is closed: who watches a call learns from it that the call is over.
    private void putAway(CloseCode code) {
        var open = reading;
        try {
            if (open != null) open.close(code, counts());
        } catch (RuntimeException e) {
            LOG.error("a live session could not be put away whole", e);
        } finally {
            outlet.close(code);
        }
    }

    private void converse() throws IOException, InterruptedException {
        switch (awaitHello()) {
            case ClientMessage.Hello hello -> converse(hello);
            case ClientMessage.Watch watch -> watch(watch);
            case null -> {}
            default -> throw notHello();
        }
    }

    private void converse(ClientMessage.Hello hello) throws IOException, InterruptedException {
        var objection = objections.to(hello);
        if (objection.isPresent()) throw objection.get();
        var open = Reading.open(hello, house, outlet);
        reading = open;
        outlet.send(open.ready());
        listen(open);
    }

    private void listen(Reading first) throws IOException, InterruptedException {
        var open = first;
        long heard = System.nanoTime();
        long stats = heard + STATS_EVERY.toNanos();
        while (true) {
            long idle = heard + house.settings().idleAfter().toNanos();
            var letter = mailbox.take(Duration.ofNanos(Math.min(stats, idle) - System.nanoTime()));
            long now = System.nanoTime();
            if (letter != null && !follow(letter, open)) return;
            open = Objects.requireNonNull(reading);
            if (letter != null) heard = System.nanoTime(); // reading it may have taken long
            if (now >= stats) {
                open.tick(counts());
                stats = now + STATS_EVERY.toNanos();
            }
            if (now >= idle && letter == null)
                throw new SessionRefusal(
                        CloseCode.TIMED_OUT,
                        "Nothing came for %d s."
                                .formatted(house.settings().idleAfter().toSeconds()),
                        "Send a page message now and then while no frames are sent.");
        }
    }

    /// Null when the connection ends before anything was said.
    private @Nullable ClientMessage awaitHello() throws InterruptedException {
        var within = house.settings().helloWithin();
        return switch (mailbox.take(within)) {
            case null ->
                throw new SessionRefusal(
                        CloseCode.TIMED_OUT,
                        "No hello came within %d s.".formatted(within.toSeconds()),
                        "Send hello as the first message.");
            case Mailbox.Words words -> first(ClientMessage.parse(words.text(), json));
            case Mailbox.Spoken spoken -> first(spoken.message());
            case Mailbox.Picture picture -> throw notHello();
            case Mailbox.Heard heard -> throw notHello();
            case Mailbox.Alive alive -> throw notHello();
            case Mailbox.OtherSpoke other -> throw notHello();
            case Mailbox.Watched watched -> throw new IllegalStateException("watched before hello");
            case Mailbox.Trouble trouble -> throw trouble.refusal();
            case Mailbox.ConsentChanged changed -> throw new IllegalStateException("a consent changed before hello");
            case Mailbox.Gone gone -> null;
            case Mailbox.Stop stop -> null;
        };
    }

    /// Null when it says good-bye.
    private static @Nullable ClientMessage first(ClientMessage message) {
        return switch (message) {
            case ClientMessage.Hello hello -> hello;
            case ClientMessage.Watch watch -> watch;
            case ClientMessage.Bye bye -> null;
            case ClientMessage.Page page -> throw notHello();
            case ClientMessage.Feedback feedback -> throw notHello();
            case ClientMessage.Calibration calibration -> throw notHello();
            case ClientMessage.Utterance utterance -> throw notHello();
            case ClientMessage.Blendshapes shapes -> throw notHello();
            case ClientMessage.Physiology body -> throw notHello();
            case ClientMessage.Person person -> throw notHello();
        };
    }

    /// Passes on what a call says until it or the page ends.
    private void watch(ClientMessage.Watch wanted) throws IOException, InterruptedException {
        if (kind != Kind.CONSOLE)
            throw new SessionRefusal(
                    CloseCode.UNAUTHORIZED,
                    "Only the console of an admin, analyst or agent may watch a call.",
                    "Sign in as one of them.");
        if (!house.audience().join(wanted.sessionId(), mailbox, who))
            throw new SessionRefusal(
                    CloseCode.NO_SUCH_CALL,
                    "No call with the id %s is running.".formatted(wanted.sessionId()),
                    "Look at GET /v1/calls.");
        try {
            while (true) {
                switch (mailbox.take(house.settings().idleAfter())) {
                    case Mailbox.Watched watched -> outlet.send(watched.message());
                    case Mailbox.Trouble trouble -> throw trouble.refusal();
                    case Mailbox.Gone gone -> {
                        return;
                    }
                    case Mailbox.Stop stop -> {
                        return;
                    }
                    case Mailbox.Words words -> {
                        if (ClientMessage.parse(words.text(), json) instanceof ClientMessage.Bye) return;
                        throw notToWatchers();
                    }
                    case Mailbox.Picture picture -> throw notToWatchers();
                    case Mailbox.Heard heard -> throw notToWatchers();
                    case null -> {}
                    case Mailbox.Spoken spoken -> {}
                    case Mailbox.Alive alive -> {}
                    case Mailbox.OtherSpoke other -> {}
                    case Mailbox.ConsentChanged changed -> {}
                }
            }
        } finally {
            house.audience().leave(wanted.sessionId(), mailbox);
        }
    }

    private static SessionRefusal notToWatchers() {
        return SessionRefusal.malformed("A page that watches a call says only bye.", "Open another connection.");
    }

    /// False when the session is over.
    private boolean follow(Mailbox.Letter letter, Reading open) throws IOException, InterruptedException {
        switch (letter) {
            case Mailbox.Words words -> {
                long taken = System.nanoTime();
                return follow(
                        ClientMessage.parse(words.text(), json),
                        new Reading.Arrival(words.arrivedNanos(), taken),
                        open);
            }
            case Mailbox.Spoken spoken -> {
                return follow(spoken.message(), Reading.Arrival.now(), open);
            }
            case Mailbox.Heard heard -> open.listen(heard.sounds());
            case Mailbox.Alive alive -> {}
            case Mailbox.OtherSpoke other -> open.otherSpoke(other.span());
            case Mailbox.Watched watched -> throw new IllegalStateException("a session that is read watches none");
            case Mailbox.Picture picture -> open.look(picture.frame());
            case Mailbox.Trouble trouble -> throw trouble.refusal();
            case Mailbox.ConsentChanged changed -> open.askAgain();
            case Mailbox.Gone gone -> {
                return false;
            }
            case Mailbox.Stop stop -> {
                return false;
            }
        }
        return true;
    }

    /// False when the session is over.
    private boolean follow(ClientMessage message, Reading.Arrival arrival, Reading open) throws IOException {
        switch (message) {
            case ClientMessage.Hello again ->
                throw SessionRefusal.malformed("A second hello.", "Open another connection for another session.");
            case ClientMessage.Watch watch ->
                throw SessionRefusal.malformed("A session cannot watch.", "Open another connection to watch a call.");
            case ClientMessage.Page page -> open.turn(page);
            case ClientMessage.Feedback feedback -> open.judge(feedback);
            case ClientMessage.Calibration calibration -> open.calibrate(calibration);
            case ClientMessage.Utterance utterance -> open.utter(utterance, arrival);
            case ClientMessage.Blendshapes shapes -> open.told(shapes, arrival);
            case ClientMessage.Physiology body -> open.told(body, arrival);
            case ClientMessage.Person person -> change(person, open);
            case ClientMessage.Bye bye -> {
                return false;
            }
        }
        return true;
    }

    /// Goes on with whoever is there now: in the same session when it is its own person, else in one of their own, so
    /// that nothing of the one stands in the record of the other.
    private void change(ClientMessage.Person person, Reading open) throws IOException {
        var hello = open.hello().of(person);
        var objection = objections.to(hello);
        if (objection.isPresent()) throw objection.get();
        if (open.isOf(person)) {
            open.confirm();
            return;
        }
        var next = Reading.open(hello, house, outlet);
        reading = next;
        var counts = counts();
        before = mailbox.counts();
        open.close(CloseCode.ANOTHER_PERSON, counts);
        outlet.send(next.ready());
    }

    private Mailbox.Counts counts() {
        return mailbox.counts().since(before);
    }

    private static SessionRefusal notHello() {
        return SessionRefusal.malformed("The first message is not hello.", "Send hello with a receiptId first.");
    }

    private void tryToSay(ServerMessage.Error error) {
        try {
            outlet.send(error);
        } catch (IOException e) {
            LOG.debug("the page did not hear why its session ends", e);
        }
    }
}
