package dev.attune.server.live;

import dev.attune.decisions.PageContext;
import dev.attune.server.words.Words;
import dev.attune.signals.Purpose;
import dev.attune.signals.TimeSpan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Reads one vendor's framing of a call.
///
/// **Only the customer's channel leaves a codec.** The agent's bytes are skipped where they arrive: they enter no
/// field, no buffer, no log, and no setting changes that (EU AI Act, Art. 5(1)(f)). The customer's
/// bytes leave it still coded; whether they may be decoded is asked behind it. Of the agent only the
/// times are passed on that the call centre itself tells, in `transcript` and `speech`: when somebody
/// spoke, never how or what.
///
/// Messages come on the socket's thread, in order; [#opened] and [#over] on the session's.
sealed interface CallCodec permits MediaStreamsCodec, AudioHookCodec {

    Duration LATEST = Duration.ofDays(7); // far beyond any call

    /// The vendor's protocol, for people.
    String framing();

    /// @throws SessionRefusal when it is none of the vendor's messages
    void text(JsonNode message);

    /// @param last whether the message is whole with this part
    /// @throws SessionRefusal when the vendor sends no binary messages, or not now
    void binary(ByteBuffer part, boolean last);

    /// The session has begun: its consent is there.
    void opened();

    /// The session ends; tells the vendor, if its protocol has words for it.
    ///
    /// @param reason for people; empty when all is well
    void over(CloseCode code, String reason);

    /// What every framing carries along: `receiptId`, and if need be `purpose` and `language`.
    static ClientMessage.Hello hello(JsonNode parameters) {
        return new ClientMessage.Hello(
                receipt(text(parameters, "receiptId", "")),
                null, // a call carries a secret key
                purpose(text(parameters, "purpose", Purpose.PERSONALIZATION.id())),
                ClientMessage.CALL,
                text(parameters, "language", "en"),
                PageContext.UNKNOWN);
    }

    /// What a call centre's own speech-to-text wrote down.
    ///
    /// @param at on the media clock
    static ClientMessage.Utterance utterance(Duration at, String text) {
        if (at.isNegative() || at.compareTo(LATEST) > 0)
            throw SessionRefusal.malformed(
                    "A transcript was said at %s.".formatted(at), "Expected: the time since the stream began.");
        if (text.isBlank() || text.length() > Words.LONGEST)
            throw SessionRefusal.malformed(
                    "A transcript has %d characters.".formatted(text.length()),
                    "Expected: 1 to %d characters.".formatted(Words.LONGEST));
        return new ClientMessage.Utterance(at, text);
    }

    /// When the agent spoke, as the call centre tells it.
    static TimeSpan otherSpoke(Duration at, Duration length) {
        if (at.isNegative() || length.isNegative() || at.compareTo(LATEST) > 0 || length.compareTo(LATEST) > 0)
            throw SessionRefusal.malformed(
                    "Somebody spoke at %s for %s.".formatted(at, length),
                    "Expected: the time since the stream began, and how long it lasted.");
        return new TimeSpan(at, at.plus(length));
    }

    private static UUID receipt(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new SessionRefusal(
                    CloseCode.NO_CONSENT,
                    "The call carries no consent receipt: receiptId is '%s'.".formatted(value),
                    "Pass the receiptId that POST /v1/consents returned.");
        }
    }

    private static Purpose purpose(String value) {
        try {
            return Purpose.of(value);
        } catch (IllegalArgumentException e) {
            throw SessionRefusal.malformed(String.valueOf(e.getMessage()), "Leave purpose out, or pass one of them.");
        }
    }

    /// @throws SessionRefusal when the field is there and no short string
    static String text(JsonNode parent, String field, String absent) {
        return text(parent, field, absent, ClientMessage.MAX_TEXT);
    }

    /// What somebody said, which may take a minute; empty where the field is absent.
    ///
    /// @throws SessionRefusal when the field is there and no string, or longer than can be read
    static String words(JsonNode parent, String field) {
        return text(parent, field, "", Words.LONGEST);
    }

    private static String text(JsonNode parent, String field, String absent, int most) {
        var value = parent.path(field);
        if (value.isMissingNode() || value.isNull()) return absent;
        if (!value.isString() || value.stringValue().length() > most)
            throw SessionRefusal.malformed(
                    value.isString()
                            ? "The field %s has %d characters."
                                    .formatted(field, value.stringValue().length())
                            : "The field %s is %s."
                                    .formatted(field, value.getNodeType().name()),
                    "Expected: a string of at most %d characters.".formatted(most));
        return value.stringValue();
    }
}
