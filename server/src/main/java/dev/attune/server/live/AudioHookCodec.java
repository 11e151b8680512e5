package dev.attune.server.live;

import dev.attune.media.PhoneCoding;
import dev.attune.signals.TimeSpan;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Genesys AudioHook, version 2: JSON for the conversation about the stream and for Attune's own `transcript` and
/// `speech`, binary messages for its sound, PCMU or L16 at 8 kHz.
///
/// Of two channels the customer's, `external`, is the left one; `internal` is the agent. One channel is chosen where
/// both are offered, so that the agent is not even sent. `parameters.inputVariables` or `customConfig` carry
/// `receiptId`; the key comes in the handshake's header `X-API-KEY` or as `key`.
final class AudioHookCodec implements CallCodec {
    private static final String CUSTOMER = "external";
    private static final String AGENT = "internal";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000"; // the conversation of a probe
    private static final int CUSTOMERS_CHANNEL = 0; // of a transcript, as the vendor counts
    private static final int AGENTS_CHANNEL = 1;
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private final CallLine line;
    private final JsonMapper json;

    private String id = "";
    private long heardSequence;
    private long saidSequence;
    private boolean probe;
    private @Nullable Medium medium; // null before `open`
    private boolean streaming;
    private Duration position = Duration.ZERO; // on the media clock, of the sample that comes next

    private final ByteArrayOutputStream customer = new ByteArrayOutputStream(); // of the message that is arriving
    private int messageBytes;

    AudioHookCodec(CallLine line, JsonMapper json) {
        this.line = line;
        this.json = json;
    }

    /// What of the offered media is taken.
    private record Medium(PhoneCoding coding, boolean withAgent, JsonNode offer) {
        int frameBytes() {
            return withAgent ? 2 * coding.bytesPerSample() : coding.bytesPerSample();
        }

        /// The customer comes first in every frame.
        boolean isCustomers(int byteOfMessage) {
            return byteOfMessage % frameBytes() < coding.bytesPerSample();
        }
    }

    @Override
    public String framing() {
        return "audiohook";
    }

    @Override
    public synchronized void text(JsonNode message) {
        check(message);
        var parameters = message.path("parameters");
        String type = CallCodec.text(message, "type", "");
        switch (type) {
            case "open" -> open(parameters);
            case "ping" -> {
                reply("pong", parameterless -> {});
                line.isAlive();
            }
            case "paused" -> {
                streaming = false;
                line.isAlive();
            }
            case "resumed" -> {
                skip(parameters);
                streaming = medium != null;
            }
            case "discarded" -> skip(parameters);
            case "update" -> line.isAlive();
            case "transcript" -> transcript(parameters);
            case "speech" -> speech(parameters);
            case "close" -> {
                streaming = false;
                reply("closed", parameterless -> {});
                line.hangUp();
            }
            case "error" ->
                throw SessionRefusal.malformed(
                        "The client reports an error: %s."
                                .formatted(CallCodec.text(parameters, "message", "without a message")),
                        "Look at the client's own log.");
            default ->
                throw SessionRefusal.malformed(
                        "The type '%s' is unknown.".formatted(type),
                        "Expected: open, ping, paused, resumed, discarded, update, transcript, speech, error or close.");
        }
    }

    @Override
    public synchronized void binary(ByteBuffer part, boolean last) {
        var chosen = medium;
        if (chosen == null || !streaming)
            throw SessionRefusal.malformed("Sound came before it was asked for.", "Send open, and wait for opened.");
        if (messageBytes + part.remaining() > MAX_MESSAGE_BYTES)
            throw new SessionRefusal(
                    CloseCode.TOO_LARGE,
                    "A binary message has more than %d bytes.".formatted(MAX_MESSAGE_BYTES),
                    "Send a message for every fifth of a second or so.");
        while (part.hasRemaining()) {
            if (chosen.isCustomers(messageBytes++)) customer.write(part.get());
            else part.position(part.position() + 1); // the agent's: never read
        }
        if (last) pass(chosen);
    }

    private void pass(Medium chosen) {
        if (messageBytes % chosen.frameBytes() != 0)
            throw SessionRefusal.malformed(
                    "A binary message has %d bytes.".formatted(messageBytes),
                    "Expected: whole frames of %d bytes.".formatted(chosen.frameBytes()));
        byte[] coded = customer.toByteArray();
        customer.reset();
        messageBytes = 0;
        if (coded.length == 0) return;
        line.hear(new EncodedSound(position, PhoneCoding.RATE_HZ, chosen.coding(), coded, System.nanoTime()));
        long samples = coded.length / chosen.coding().bytesPerSample();
        position = position.plusNanos(samples * 1_000_000_000L / PhoneCoding.RATE_HZ);
    }

    /// Attune's own message, with the data of the vendor's transcript: what the call centre's speech-to-text wrote
    /// down.
    private void transcript(JsonNode transcript) {
        boolean customers = isCustomers("transcript", transcript);
        if (!transcript.path("isFinal").asBoolean(true)) {
            line.isAlive(); // a guess will come again
        } else if (customers) {
            var words = transcript
                    .path("alternatives")
                    .path(0)
                    .path("interpretations")
                    .path(0);
            line.transcribed(CallCodec.utterance(time(transcript, "offset"), CallCodec.words(words, "transcript")));
        } else if (transcript.has("duration")) { // the agent's: when, not what
            line.otherSpoke(span(transcript));
        } else {
            line.isAlive();
        }
    }

    /// Attune's own message too: when somebody spoke. The customer is heard, so only the agent's times are news.
    private void speech(JsonNode speech) {
        if (isCustomers("speech", speech)) line.isAlive();
        else line.otherSpoke(span(speech));
    }

    private boolean isCustomers(String type, JsonNode told) {
        if (medium == null)
            throw SessionRefusal.malformed("A message '%s' came before open.".formatted(type), "Send open first.");
        int channel = told.path("channelId").asInt(-1);
        if (channel != CUSTOMERS_CHANNEL && channel != AGENTS_CHANNEL)
            throw SessionRefusal.malformed(
                    "channelId is %s.".formatted(told.path("channelId").toString()),
                    "Expected: 0 for the customer or 1 for the agent.");
        return channel == CUSTOMERS_CHANNEL;
    }

    private static TimeSpan span(JsonNode told) {
        return CallCodec.otherSpoke(time(told, "offset"), time(told, "duration"));
    }

    /// The client's count and name must go on where they were.
    private void check(JsonNode message) {
        String version = CallCodec.text(message, "version", "");
        if (!version.equals("2"))
            throw SessionRefusal.malformed("The version is '%s'.".formatted(version), "Expected: AudioHook version 2.");
        String named = CallCodec.text(message, "id", "");
        if (id.isEmpty()) id = named;
        long sequence = message.path("seq").asLong(-1);
        if (!named.equals(id) || sequence != heardSequence + 1)
            throw SessionRefusal.malformed(
                    "Message %d of '%s' follows on message %d of '%s'.".formatted(sequence, named, heardSequence, id),
                    "Expected: the next number of the same session.");
        heardSequence = sequence;
    }

    private void open(JsonNode parameters) {
        if (medium != null || probe) throw SessionRefusal.malformed("A second open.", "Open a socket for each stream.");
        probe = CallCodec.text(parameters, "conversationId", NOBODY).equals(NOBODY);
        if (probe) { // answered, and nothing recorded
            reply("opened", opened -> opened.putArray("media"));
            line.isAlive();
            return;
        }
        var chosen = choose(parameters.path("media"));
        var carried = parameters.path("inputVariables").has("receiptId")
                ? parameters.path("inputVariables")
                : parameters.path("customConfig");
        line.begin(CallCodec.hello(carried), CallCodec.text(carried, "key", ""));
        medium = chosen;
    }

    private static Medium choose(JsonNode offers) {
        Medium best = null;
        for (var offer : offers) {
            var channels = offer.path("channels")
                    .valueStream()
                    .map(channel -> channel.asString(""))
                    .toList();
            boolean alone = channels.equals(List.of(CUSTOMER));
            boolean withAgent = channels.equals(List.of(CUSTOMER, AGENT));
            if (!alone && !withAgent || offer.path("rate").asInt(0) != PhoneCoding.RATE_HZ) continue;
            PhoneCoding coding = switch (offer.path("format").asString("")) {
                case "PCMU" -> PhoneCoding.MU_LAW;
                case "L16" -> PhoneCoding.L16;
                default -> null;
            };
            if (coding == null) continue;
            if (best == null || best.withAgent() && alone) best = new Medium(coding, withAgent, offer);
        }
        if (best == null)
            throw SessionRefusal.malformed(
                    "None of the offered media can be read safely: %s.".formatted(offers.toString()),
                    "Offer PCMU or L16 at 8000 Hz with the channels [external], or [external, internal] in this order.");
        return best;
    }

    /// What was thrown away before it was sent is a gap on the clock.
    private void skip(JsonNode parameters) {
        var start = time(parameters, "start");
        var length = time(parameters, "discarded");
        if (start.isNegative() || length.isNegative() || start.compareTo(LATEST) > 0 || length.compareTo(LATEST) > 0)
            throw SessionRefusal.malformed(
                    "A gap begins at %s and lasts %s.".formatted(start, length),
                    "Expected: the time since the stream began, and how much of it was discarded.");
        var after = start.plus(length);
        if (after.compareTo(position) > 0) position = after;
        line.isAlive();
    }

    private static Duration time(JsonNode parent, String field) {
        try {
            return Duration.parse(CallCodec.text(parent, field, "PT0S"));
        } catch (DateTimeParseException e) {
            throw SessionRefusal.malformed(
                    "%s is '%s'.".formatted(field, e.getParsedString()), "Expected: seconds such as PT1.5S.");
        }
    }

    @Override
    public synchronized void opened() {
        var chosen = medium;
        if (chosen == null) throw new IllegalStateException("opened without a medium");
        streaming = true;
        reply("opened", opened -> opened.putArray("media").add(chosen.offer()));
    }

    @Override
    public synchronized void over(CloseCode code, String reason) {
        if (code == CloseCode.ENDED) return; // the client knows: it closed, or hears the socket close
        boolean stranger = code == CloseCode.UNAUTHORIZED || code == CloseCode.NO_CONSENT;
        reply(
                "disconnect",
                disconnect -> disconnect
                        .put("reason", stranger ? "unauthorized" : "error")
                        .put("info", reason));
    }

    private void reply(String type, Consumer<ObjectNode> parameters) {
        var message = json.createObjectNode()
                .put("version", "2")
                .put("id", id)
                .put("type", type)
                .put("seq", ++saidSequence)
                .put("clientseq", heardSequence);
        parameters.accept(message.putObject("parameters"));
        line.reply(message);
    }
}
