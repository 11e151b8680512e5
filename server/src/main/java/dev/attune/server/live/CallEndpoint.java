package dev.attune.server.live;

import dev.attune.server.access.Caller;
import dev.attune.server.access.KeyKind;
import dev.attune.server.access.SdkKeys;
import dev.attune.server.database.Tenant;
import dev.attune.signals.TimeSpan;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The socket's side of `/v1/calls/…`: one call each, in one vendor's framing. What the codec understood goes to a
/// session's mailbox; what the session says goes to whoever watches the call from the console.
final class CallEndpoint extends AbstractWebSocketHandler {
    private static final int MAX_TEXT_CHARS = 64 * 1024; // seconds of sound as Base64
    private static final int SEND_WITHIN_MILLIS = 5_000;
    private static final int MAX_UNSENT_BYTES = 64 * 1024;

    /// A close frame has room for 123 bytes of reason; a character may take three.
    private static final int MAX_REASON_CHARS = 40;

    private final Framing framing;
    private final LiveSessions sessions;
    private final LiveHouse house;
    private final CallSettings settings;
    private final SdkKeys keys;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    /// Makes the codec of one connection.
    interface Framing {
        CallCodec codec(CallLine line);
    }

    CallEndpoint(
            Framing framing,
            LiveSessions sessions,
            LiveHouse house,
            CallSettings settings,
            SdkKeys keys,
            InstantSource clock,
            JsonMapper json) {
        this.framing = framing;
        this.sessions = sessions;
        this.house = house;
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        var connection =
                new Connection(new ConcurrentWebSocketSessionDecorator(socket, SEND_WITHIN_MILLIS, MAX_UNSENT_BYTES));
        connections.put(socket.getId(), connection);
        connection.start();
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage part) {
        var connection = connections.get(socket.getId());
        if (connection != null) connection.text(part.getPayload(), part.isLast());
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage part) {
        var connection = connections.get(socket.getId());
        if (connection != null) connection.binary(part);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        var connection = connections.remove(socket.getId());
        if (connection != null) connection.mailbox.put(new Mailbox.Gone());
    }

    /// One call; both the line of its codec and the outlet of its session.
    private final class Connection implements CallLine, Outlet {
        private final WebSocketSession socket;
        private final Mailbox mailbox = new Mailbox();
        private final CallCodec codec;
        private @Nullable StringBuilder text; // of a message that comes in parts
        private boolean deaf; // the session is ending
        private volatile @Nullable UUID call;
        private volatile String trouble = "";

        Connection(WebSocketSession socket) {
            this.socket = socket;
            this.codec = framing.codec(this);
        }

        void start() {
            var tenant = known().map(Caller.Sdk::tenant).orElse(Tenant.DEFAULT);
            var session = LiveSession.ofCall(mailbox, this, house, json);
            if (tenant.get(() -> sessions.begin(session, settings.maxStreams()))) return;
            deaf = true;
            send(new ServerMessage.Error(
                    CloseCode.TOO_MANY.id(),
                    "There are already %d calls.".formatted(settings.maxStreams()),
                    "Try again later, or raise attune.calls.max-streams."));
            close(CloseCode.TOO_MANY);
        }

        void text(String part, boolean last) {
            if (deaf) return;
            try {
                var before = text;
                if ((before == null ? 0 : before.length()) + part.length() > MAX_TEXT_CHARS)
                    throw new SessionRefusal(
                            CloseCode.TOO_LARGE,
                            "A text message has more than %d characters.".formatted(MAX_TEXT_CHARS),
                            "Send smaller packets of sound.");
                if (!last) {
                    text = before == null ? new StringBuilder(part) : before.append(part);
                    return;
                }
                text = null; // not reused: it may hold what the agent said
                codec.text(parse(before == null ? part : before.append(part).toString()));
            } catch (SessionRefusal refusal) {
                refuse(refusal);
            }
        }

        void binary(BinaryMessage part) {
            if (deaf) return;
            try {
                codec.binary(part.getPayload(), part.isLast());
            } catch (SessionRefusal refusal) {
                refuse(refusal);
            }
        }

        private JsonNode parse(String message) {
            try {
                var parsed = json.readTree(message);
                if (parsed.isObject()) return parsed;
                throw SessionRefusal.malformed(
                        "The message is JSON, but not an object.", "Send one object per message.");
            } catch (JacksonException e) { // its text may quote the message, so it is not repeated
                throw SessionRefusal.malformed("The message is not JSON.", "Send one JSON object per text message.");
            }
        }

        private void refuse(SessionRefusal refusal) {
            deaf = true;
            text = null;
            mailbox.put(new Mailbox.Trouble(refusal));
        }

        @Override
        public void begin(ClientMessage.Hello hello, String key) {
            var caller = known().or(() -> keys.callerOf(key));
            // the session began before the key was told, with nobody's tenant
            if (caller.isEmpty() || known().isEmpty() && !caller.get().tenant().equals(Tenant.DEFAULT))
                throw new SessionRefusal(
                        CloseCode.UNAUTHORIZED,
                        "The call carries no valid key.",
                        "Make a key in the console, and pass it as the parameter key or in the header X-API-KEY.");
            if (caller.get().kind() != KeyKind.SECRET)
                throw new SessionRefusal(
                        CloseCode.UNAUTHORIZED,
                        "The key of a call is one for pages.",
                        "Make a secret key: a call is read on the word of whoever carries it.");
            if (!caller.get().mayActFor(hello.purpose()))
                throw new SessionRefusal(
                        CloseCode.UNAUTHORIZED,
                        "This key may not act for %s.".formatted(hello.purpose().id()),
                        "Make a key in the console that may.");
            mailbox.put(new Mailbox.Spoken(hello));
        }

        /// By the key of the handshake.
        private Optional<Caller.Sdk> known() {
            return socket.getPrincipal() instanceof Authentication authentication
                            && authentication.getPrincipal() instanceof Caller.Sdk sdk
                    ? Optional.of(sdk)
                    : Optional.empty();
        }

        @Override
        public void hear(EncodedSound sound) {
            mailbox.put(new Mailbox.Heard(List.of(sound)));
        }

        @Override
        public void transcribed(ClientMessage.Utterance said) {
            mailbox.put(new Mailbox.Spoken(said));
        }

        @Override
        public void otherSpoke(TimeSpan span) {
            mailbox.put(new Mailbox.OtherSpoke(span));
        }

        @Override
        public void isAlive() {
            if (call != null) mailbox.put(new Mailbox.Alive());
        }

        @Override
        public void hangUp() {
            deaf = true;
            mailbox.put(new Mailbox.Spoken(new ClientMessage.Bye()));
        }

        @Override
        public void reply(ObjectNode message) {
            try {
                socket.sendMessage(new TextMessage(json.writeValueAsString(message)));
            } catch (IOException | IllegalStateException e) {
                mailbox.put(new Mailbox.Gone());
            }
        }

        @Override
        public void send(ServerMessage message) {
            if (message instanceof ServerMessage.Ready ready) {
                call = ready.sessionId();
                house.audience()
                        .open(new Audience.RunningCall(ready.sessionId(), codec.framing(), clock.millis()), ready);
                codec.opened();
            }
            if (message instanceof ServerMessage.Error error && !error.code().equals(Reading.WORDS_REFUSED))
                trouble = error.message(); // words refused end nothing
            var open = call;
            if (open != null) house.audience().tell(open, message);
        }

        @Override
        public void close(CloseCode code) {
            var open = call;
            if (open != null) house.audience().close(open);
            codec.over(code, trouble);
            try {
                String reason = trouble.isEmpty() ? code.id() : trouble;
                socket.close(new CloseStatus(
                        code.number(), reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS))));
            } catch (IOException | IllegalStateException e) {
                // closed already
            }
        }
    }
}
