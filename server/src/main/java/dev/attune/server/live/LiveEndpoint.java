package dev.attune.server.live;

import dev.attune.server.access.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// The socket's side of `/v1/live`: puts messages together and hands them to the session's mailbox.
///
/// Messages come in parts, so that one that is too large is refused as soon as it is, and never held in memory whole.
@Component
class LiveEndpoint extends AbstractWebSocketHandler implements SubProtocolCapable {
    static final String PROTOCOL = "attune.live.v1";
    private static final int MAX_TEXT_CHARS = 64 * 1024;
    private static final int MAX_BINARY_BYTES = PageBinary.HEADER_BYTES + PageBinary.MAX_PICTURE_BYTES;

    private final LiveSessions sessions;
    private final LiveHouse house;
    private final JsonMapper json;
    private final ObjectWriter writer;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    LiveEndpoint(LiveSessions sessions, LiveHouse house, JsonMapper json) {
        this.sessions = sessions;
        this.house = house;
        this.json = json;
        this.writer = json.writerFor(ServerMessage.class);
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(PROTOCOL);
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) throws IOException {
        var mailbox = new Mailbox();
        var outlet = new SocketOutlet(socket);
        var refusal = objection(socket);
        if (refusal == null) {
            connections.put(socket.getId(), new Connection(mailbox));
            var caller = Objects.requireNonNull(caller(socket), "without a caller there is an objection");
            var session = LiveSession.ofPage(mailbox, outlet, house, json, caller);
            if (caller.tenant()
                    .get(() -> sessions.begin(session, house.settings().maxSessions()))) return;
            connections.remove(socket.getId());
            refusal = new SessionRefusal(
                    CloseCode.TOO_MANY,
                    "There are already %d live sessions."
                            .formatted(house.settings().maxSessions()),
                    "Try again later, or raise attune.live.max-sessions.");
        }
        outlet.send(new ServerMessage.Error(refusal.code().id(), refusal.message(), refusal.hint()));
        outlet.close(refusal.code());
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage part) {
        var connection = connections.get(socket.getId());
        if (connection != null) connection.text(part.getPayload(), part.isLast());
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage part) {
        var connection = connections.get(socket.getId());
        if (connection != null) connection.binary(part.getPayload(), part.isLast());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        var connection = connections.remove(socket.getId());
        if (connection != null) connection.mailbox.put(new Mailbox.Gone());
    }

    /// The handshake let everybody in, because a browser cannot read why a handshake failed.
    private static @Nullable SessionRefusal objection(WebSocketSession socket) {
        var caller = caller(socket);
        if (caller == null)
            return new SessionRefusal(
                    CloseCode.UNAUTHORIZED, "Nobody is signed in.", "Sign in, or add ?key=pk_… with a valid SDK key.");
        if (caller instanceof Caller.Console && comesFromElsewhere(socket))
            return new SessionRefusal(
                    CloseCode.UNAUTHORIZED,
                    "The console's cookie came from a page of another origin.",
                    "Use an SDK key there: ?key=pk_….");
        if (!PROTOCOL.equals(socket.getAcceptedProtocol()))
            return SessionRefusal.malformed("The subprotocol is missing.", "Ask for the subprotocol " + PROTOCOL + ".");
        return null;
    }

    private static @Nullable Caller caller(WebSocketSession socket) {
        return socket.getPrincipal() instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof Caller caller
                ? caller
                : null;
    }

    /// A page on another port of this machine counts as the same site, so the cookie's SameSite does not stop it.
    private static boolean comesFromElsewhere(WebSocketSession socket) {
        var headers = socket.getHandshakeHeaders();
        String origin = headers.getOrigin();
        return origin != null
                && !String.valueOf(URI.create(origin).getAuthority()).equals(headers.getFirst("Host"));
    }

    /// The messages of one socket as they come in parts; used by the socket's thread only.
    private final class Connection {
        private final Mailbox mailbox;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private boolean spoken; // the first message was whole
        private boolean deaf; // the session is ending

        Connection(Mailbox mailbox) {
            this.mailbox = mailbox;
        }

        void text(String part, boolean last) {
            if (deaf) return;
            if (text.length() + part.length() > MAX_TEXT_CHARS) {
                trouble(SessionRefusal.malformed(
                        "A text message has more than %d characters.".formatted(MAX_TEXT_CHARS),
                        "Send pictures as binary messages."));
                return;
            }
            text.append(part);
            if (!last) return;
            mailbox.put(new Mailbox.Words(text.toString(), System.nanoTime()));
            text.setLength(0);
            spoken = true;
        }

        void binary(ByteBuffer part, boolean last) {
            if (deaf) return;
            if (!spoken) {
                trouble(SessionRefusal.malformed(
                        "A frame or sound came before hello.", "Send hello as the first message."));
                return;
            }
            if (binary.size() + part.remaining() > MAX_BINARY_BYTES) {
                trouble(new SessionRefusal(
                        CloseCode.TOO_LARGE,
                        "A frame has more than %d bytes.".formatted(PageBinary.MAX_PICTURE_BYTES),
                        "Send a smaller picture; 640 x 480 as JPEG is enough."));
                return;
            }
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (!last) return;
            try {
                var letter = PageBinary.parse(binary.toByteArray(), System.nanoTime());
                if (letter instanceof Mailbox.Picture) house.metrics().received.increment();
                mailbox.put(letter);
            } catch (SessionRefusal malformed) {
                trouble(malformed);
            }
            binary.reset();
        }

        private void trouble(SessionRefusal refusal) {
            deaf = true;
            text.setLength(0);
            binary.reset();
            mailbox.put(new Mailbox.Trouble(refusal));
        }
    }

    private final class SocketOutlet implements Outlet {
        private final WebSocketSession socket;

        SocketOutlet(WebSocketSession socket) {
            this.socket = socket;
        }

        @Override
        public void send(ServerMessage message) throws IOException {
            try {
                socket.sendMessage(new TextMessage(writer.writeValueAsString(message)));
            } catch (IllegalStateException closed) { // the container's way to say that the other side is gone
                throw new IOException("the connection is closed", closed);
            }
        }

        @Override
        public void close(CloseCode code) {
            try {
                socket.close(code.status());
            } catch (IOException | IllegalStateException e) {
                // closed already
            }
        }
    }
}
