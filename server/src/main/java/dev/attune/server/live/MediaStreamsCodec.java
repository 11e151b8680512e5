package dev.attune.server.live;

import dev.attune.media.PacketOrder;
import dev.attune.media.PhoneCoding;
import dev.attune.signals.TimeSpan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Media Streams as Twilio sends them and others copy: JSON messages `connected`, `start`, `media`, `dtmf`, `mark`,
/// `stop`, and Attune's own `transcript` and `speech`; G.711 µ-law at 8 kHz in Base64, one message per packet and
/// track, not always in order.
///
/// `start.customParameters` carries `receiptId`, `key`, and `customerTrack`: `inbound`, or `outbound` where the stream
/// was started on the agent's leg.
final class MediaStreamsCodec implements CallCodec {
    private static final Set<String> TRACKS = Set.of("inbound", "outbound");

    /// The vendor's clock against the count of samples; more is a pause in sending.
    private static final Duration CLOCK_SLACK = Duration.ofMillis(200);

    private final CallLine line;
    private final int patience;
    private @Nullable String customerTrack; // null before `start`
    private @Nullable PacketOrder<Packet> order; // null before the customer's first packet
    private long lastChunk;
    private Duration end = Duration.ZERO; // of what was passed on

    MediaStreamsCodec(CallLine line, int patience) {
        this.line = line;
        this.patience = patience;
    }

    /// One packet of the customer's.
    private record Packet(long chunk, Duration stamp, byte[] coded) {}

    @Override
    public String framing() {
        return "media-streams";
    }

    @Override
    public void text(JsonNode message) {
        String event = CallCodec.text(message, "event", "");
        switch (event) {
            case "connected", "dtmf", "mark" -> line.isAlive(); // keys pressed are nobody's business
            case "start" -> start(message.path("start"));
            case "media" -> media(message.path("media"));
            case "transcript" -> transcript(message.path("transcript"));
            case "speech" -> speech(message.path("speech"));
            case "stop" -> stop();
            default ->
                throw SessionRefusal.malformed(
                        "The event '%s' is unknown.".formatted(event),
                        "Expected: connected, start, media, transcript, speech, dtmf, mark or stop.");
        }
    }

    @Override
    public void binary(ByteBuffer part, boolean last) {
        throw SessionRefusal.malformed("Media Streams have no binary messages.", "Send media as JSON.");
    }

    @Override
    public void opened() {}

    @Override
    public void over(CloseCode code, String reason) {} // there are no words for it; the close frame tells

    private void start(JsonNode start) {
        if (customerTrack != null) throw SessionRefusal.malformed("A second start.", "Open a socket for each stream.");
        var format = start.path("mediaFormat");
        String encoding = CallCodec.text(format, "encoding", "");
        int rateHz = format.path("sampleRate").asInt(0);
        int channels = format.path("channels").asInt(0);
        if (!encoding.equals("audio/x-mulaw") || rateHz != PhoneCoding.RATE_HZ || channels != 1)
            throw SessionRefusal.malformed(
                    "The media format is %s, %d Hz, %d channels.".formatted(encoding, rateHz, channels),
                    "Expected: audio/x-mulaw, 8000 Hz, 1 channel.");
        var parameters = start.path("customParameters");
        String track = CallCodec.text(parameters, "customerTrack", "inbound");
        if (!TRACKS.contains(track)) throw unknownTrack("customerTrack", track);
        if (start.path("tracks")
                .valueStream()
                .noneMatch(sent -> sent.asString("").equals(track)))
            throw SessionRefusal.malformed(
                    "The customer's track, %s, is not among those sent: %s."
                            .formatted(track, start.path("tracks").toString()),
                    "Stream the customer's track, or name it in customerTrack.");
        line.begin(CallCodec.hello(parameters), CallCodec.text(parameters, "key", ""));
        customerTrack = track;
    }

    private void media(JsonNode media) {
        if (customerTrack == null) throw SessionRefusal.malformed("Media came before start.", "Send start first.");
        String track = CallCodec.text(media, "track", "");
        if (!TRACKS.contains(track)) throw unknownTrack("media.track", track);
        if (!track.equals(customerTrack)) { // the agent's: not even the Base64 is looked at
            line.isAlive();
            return;
        }
        long chunk = number(media, "chunk");
        var stamp = Duration.ofMillis(number(media, "timestamp"));
        if (stamp.compareTo(LATEST) > 0)
            throw wrong("timestamp", stamp.toString(), "milliseconds since the stream began");
        var ordered = order;
        if (ordered == null) order = ordered = new PacketOrder<>(chunk, patience);
        for (var packet : ordered.accept(chunk, new Packet(chunk, stamp, payload(media)))) pass(packet);
    }

    /// Attune's own addition: what the call centre's speech-to-text wrote down.
    private void transcript(JsonNode transcript) {
        if (isCustomers("transcript", transcript)) {
            var stamp = Duration.ofMillis(number(transcript, "timestamp"));
            line.transcribed(CallCodec.utterance(stamp, CallCodec.words(transcript, "text")));
        } else if (transcript.has("duration")) { // the agent's: when, not what
            line.otherSpoke(span(transcript));
        } else {
            line.isAlive();
        }
    }

    /// Attune's own addition too: when somebody spoke. The customer is heard, so only the agent's times are news.
    private void speech(JsonNode speech) {
        if (isCustomers("speech", speech)) line.isAlive();
        else line.otherSpoke(span(speech));
    }

    private boolean isCustomers(String event, JsonNode told) {
        if (customerTrack == null)
            throw SessionRefusal.malformed("The event '%s' came before start.".formatted(event), "Send start first.");
        String track = CallCodec.text(told, "track", "");
        if (!TRACKS.contains(track)) throw unknownTrack(event + ".track", track);
        return track.equals(customerTrack);
    }

    private static TimeSpan span(JsonNode told) {
        return CallCodec.otherSpoke(
                Duration.ofMillis(number(told, "timestamp")), Duration.ofMillis(number(told, "duration")));
    }

    private void pass(Packet packet) {
        boolean follows = packet.chunk() == lastChunk + 1
                && packet.stamp().minus(end).abs().compareTo(CLOCK_SLACK) < 0;
        var at = follows || packet.stamp().compareTo(end) < 0 ? end : packet.stamp();
        lastChunk = packet.chunk();
        end = at.plusNanos(packet.coded().length * 1_000_000_000L / PhoneCoding.RATE_HZ);
        line.hear(new EncodedSound(at, PhoneCoding.RATE_HZ, PhoneCoding.MU_LAW, packet.coded(), System.nanoTime()));
    }

    private void stop() {
        if (order != null) order.finish().forEach(this::pass);
        line.hangUp();
    }

    private static byte[] payload(JsonNode media) {
        var payload = media.path("payload");
        if (!payload.isString()) throw wrong("payload", payload.getNodeType().name(), "Base64");
        try {
            return Base64.getDecoder().decode(payload.stringValue());
        } catch (IllegalArgumentException e) {
            throw wrong("payload", "no Base64", "G.711 µ-law in Base64");
        }
    }

    /// Numbers travel as strings.
    private static long number(JsonNode media, String field) {
        var value = media.path(field);
        try {
            long number = value.isIntegralNumber() ? value.longValue() : Long.parseLong(value.asString(""));
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            // told below
        }
        throw wrong(field, value.toString(), "a whole number, 0 or more");
    }

    private static SessionRefusal unknownTrack(String field, String track) {
        return wrong(field, "'%s'".formatted(track), "inbound or outbound");
    }

    private static SessionRefusal wrong(String field, String value, String expected) {
        return SessionRefusal.malformed(
                "The field %s is %s.".formatted(field, value), "Expected: %s.".formatted(expected));
    }
}
