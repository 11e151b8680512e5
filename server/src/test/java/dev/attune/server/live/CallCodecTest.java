package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.media.PhoneCoding;
import dev.attune.signals.TimeSpan;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CallCodecTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RECEIPT = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

    private final HeardLine line = new HeardLine();
    private final MediaStreamsCodec streams = new MediaStreamsCodec(line, 3);
    private final AudioHookCodec hook = new AudioHookCodec(line, JSON);

    /// Writes down what a codec lets through.
    private static final class HeardLine implements CallLine {
        final List<ClientMessage.Hello> begun = new ArrayList<>();
        final List<EncodedSound> heard = new ArrayList<>();
        final List<ClientMessage.Utterance> transcribed = new ArrayList<>();
        final List<TimeSpan> otherSpoke = new ArrayList<>();
        final List<ObjectNode> replies = new ArrayList<>();
        boolean hungUp;

        @Override
        public void begin(ClientMessage.Hello hello, String key) {
            begun.add(hello);
        }

        @Override
        public void hear(EncodedSound sound) {
            heard.add(sound);
        }

        @Override
        public void transcribed(ClientMessage.Utterance said) {
            transcribed.add(said);
        }

        @Override
        public void otherSpoke(TimeSpan span) {
            otherSpoke.add(span);
        }

        @Override
        public void isAlive() {}

        @Override
        public void hangUp() {
            hungUp = true;
        }

        @Override
        public void reply(ObjectNode message) {
            replies.add(message);
        }

        byte[] bytes() {
            var all = new ByteArrayOutputStream();
            heard.forEach(sound -> all.writeBytes(sound.bytes()));
            return all.toByteArray();
        }
    }

    @Test
    void onlyTheCustomersTrackLeavesTheCodec() {
        start("inbound");
        for (int chunk = 1; chunk <= 5; chunk++) {
            media("inbound", chunk, 20L * (chunk - 1), packet(1));
            media("outbound", chunk, 20L * (chunk - 1), packet(9));
        }
        assertThat(line.bytes()).hasSize(5 * 160).containsOnly(1);
        assertThat(line.heard.stream().map(EncodedSound::at))
                .containsExactly(millis(0), millis(20), millis(40), millis(60), millis(80));
    }

    @Test
    void theCustomerMayBeOnTheOtherTrack() {
        start("outbound");
        media("inbound", 1, 0, packet(9));
        media("outbound", 1, 0, packet(1));
        assertThat(line.bytes()).hasSize(160).containsOnly(1);
    }

    @Test
    void whatTheCustomerSaidIsPassedOnAndWhatTheAgentSaidIsNot() {
        start("inbound");
        transcript("outbound", 500, "how can I help");
        transcript("inbound", 1_240, "my parcel never came");
        assertThat(line.transcribed)
                .containsExactly(new ClientMessage.Utterance(millis(1_240), "my parcel never came"));
    }

    @Test
    void aTranscriptWithoutWordsOrBeforeTheStartIsRefused() {
        refused(() -> transcript("inbound", 0, "too early"), CloseCode.MALFORMED);
        start("inbound");
        refused(() -> transcript("inbound", 0, " "), CloseCode.MALFORMED);
        refused(() -> transcript("upstairs", 0, "hello"), CloseCode.MALFORMED);
    }

    @Test
    void anAudioHookTranscriptOfTheCustomerIsPassedOnTheAgentsAndAGuessAreNot() {
        open(hook, "[{\"format\": \"PCMU\", \"channels\": [\"external\", \"internal\"], \"rate\": 8000}]");
        hookTranscript(2, 1, true, "PT1S", "how can I help");
        hookTranscript(3, 0, false, "PT2S", "my parcel");
        hookTranscript(4, 0, true, "PT2.24S", "my parcel never came");
        assertThat(line.transcribed)
                .containsExactly(new ClientMessage.Utterance(millis(2_240), "my parcel never came"));
    }

    /// Somebody who is angry tells more in one go than a field of a form holds.
    @Test
    void aLongTurnIsPassedOnWholeAndOnlyOneThatNobodyReadsIsRefused() {
        var turn = "And then nobody called back, so I wrote again. ".repeat(50).strip();
        start("inbound");
        transcript("inbound", 1_240, turn);
        open(hook, "[{\"format\": \"PCMU\", \"channels\": [\"external\", \"internal\"], \"rate\": 8000}]");
        hookTranscript(2, 0, true, "PT2.24S", turn);
        assertThat(line.transcribed)
                .containsExactly(
                        new ClientMessage.Utterance(millis(1_240), turn),
                        new ClientMessage.Utterance(millis(2_240), turn));
        refused(() -> transcript("inbound", 3_000, "a".repeat(10_001)), CloseCode.MALFORMED)
                .hasMessageContaining("10001 characters");
    }

    @Test
    void anAudioHookTranscriptOfNobodyWithoutWordsOrOutsideTimeIsRefused() {
        refused(() -> hookTranscript(1, 0, true, "PT1S", "too early"), CloseCode.MALFORMED);
        var begun = new CallCodecTest();
        begun.open(begun.hook, "[{\"format\": \"PCMU\", \"channels\": [\"external\", \"internal\"], \"rate\": 8000}]");
        refused(() -> begun.hookTranscript(2, 7, true, "PT1S", "hello"), CloseCode.MALFORMED);
        refused(() -> begun.hookTranscript(3, 0, true, "PT1S", " "), CloseCode.MALFORMED);
        refused(() -> begun.hookTranscript(4, 0, true, "yesterday", "hello"), CloseCode.MALFORMED);
        refused(() -> begun.hookTranscript(5, 0, true, "PT-1S", "hello"), CloseCode.MALFORMED);
    }

    private void hookTranscript(int sequence, int channel, boolean isFinal, String offset, String words) {
        say(hook, hookMessage(sequence, "transcript", """
                {"channelId": %d, "isFinal": %s, "offset": "%s", "duration": "PT1S",
                 "alternatives": [{"confidence": 0.9, "interpretations": [{"type": "display", "transcript": "%s"}]}]}
                """.formatted(channel, isFinal, offset, words)));
    }

    private void transcript(String track, int atMs, String text) {
        say(
                streams,
                "{\"event\": \"transcript\", \"transcript\": {\"track\": \"%s\", \"timestamp\": \"%d\", \"text\": \"%s\"}}"
                        .formatted(track, atMs, text));
    }

    @Test
    void ofTheAgentOnlyTheTimesThatTheCallCentreTellsArePassedOn() {
        start("inbound");
        say(streams, """
                {"event": "transcript", "transcript":
                 {"track": "outbound", "timestamp": "500", "duration": "1500", "text": "how can I help"}}""");
        say(streams, """
                {"event": "speech", "speech": {"track": "outbound", "timestamp": "4000", "duration": "250"}}""");
        say(streams, """
                {"event": "speech", "speech": {"track": "inbound", "timestamp": "5000", "duration": "250"}}""");
        transcript("outbound", 9_000, "of which nobody told how long it took");
        assertThat(line.otherSpoke).containsExactly(span(500, 2_000), span(4_000, 4_250));
        assertThat(line.transcribed).isEmpty();

        open(hook, "[{\"format\": \"PCMU\", \"channels\": [\"external\", \"internal\"], \"rate\": 8000}]");
        line.otherSpoke.clear();
        hookTranscript(2, 1, true, "PT2S", "how can I help");
        hookTranscript(3, 1, false, "PT9S", "a guess");
        say(hook, hookMessage(4, "speech", "{\"channelId\": 1, \"offset\": \"PT4S\", \"duration\": \"PT0.5S\"}"));
        say(hook, hookMessage(5, "speech", "{\"channelId\": 0, \"offset\": \"PT5S\", \"duration\": \"PT0.5S\"}"));
        assertThat(line.otherSpoke).containsExactly(span(2_000, 3_000), span(4_000, 4_500));
        assertThat(line.transcribed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"track\": \"outbound\", \"timestamp\": \"4000\"}",
                "{\"track\": \"outbound\", \"timestamp\": \"-1\", \"duration\": \"5\"}",
                "{\"track\": \"outbound\", \"timestamp\": \"1\", \"duration\": \"9999999999999\"}",
                "{\"track\": \"upstairs\", \"timestamp\": \"1\", \"duration\": \"5\"}",
            })
    void timesThatCannotBeMeantAreRefused(String speech) {
        refused(() -> say(streams, "{\"event\": \"speech\", \"speech\": %s}".formatted(speech)), CloseCode.MALFORMED)
                .hasMessageContaining("before start");
        start("inbound");
        refused(() -> say(streams, "{\"event\": \"speech\", \"speech\": %s}".formatted(speech)), CloseCode.MALFORMED);
    }

    private static TimeSpan span(long fromMillis, long toMillis) {
        return new TimeSpan(millis(fromMillis), millis(toMillis));
    }

    @Test
    void packetsOutOfOrderAreOrderedAndALostOneIsAGap() {
        start("inbound");
        for (int chunk : new int[] {1, 3, 2, 4, 6, 7, 8, 9}) media("inbound", chunk, 20L * (chunk - 1), packet(chunk));
        assertThat(line.heard.stream().map(sound -> sound.bytes()[0]))
                .containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 6, (byte) 7, (byte) 8, (byte) 9);
        assertThat(line.heard.get(4).at()).isEqualTo(millis(100));
        assertThat(line.heard.get(3).at()).isEqualTo(millis(60));
    }

    @Test
    void whatStillWaitsWhenTheStreamStopsIsPassedOn() {
        start("inbound");
        media("inbound", 1, 0, packet(1));
        media("inbound", 3, 40, packet(3));
        say(streams, "{\"event\": \"stop\"}");
        assertThat(line.heard).hasSize(2);
        assertThat(line.hungUp).isTrue();
    }

    @Test
    void aJitteringClockDoesNotTearPacketsThatFollowEachOther() {
        start("inbound");
        var random = new Random(3);
        for (int chunk = 1; chunk <= 100; chunk++)
            media("inbound", chunk, 20L * (chunk - 1) + random.nextInt(90), packet(1));
        for (int i = 1; i < 100; i++)
            assertThat(line.heard.get(i).at().minus(line.heard.get(i - 1).at())).isEqualTo(millis(20));
    }

    @Test
    void theCallsPapersAreRead() {
        start("inbound");
        assertThat(line.begun).singleElement().satisfies(hello -> {
            assertThat(hello.receiptId()).hasToString(RECEIPT);
            assertThat(hello.source()).isEqualTo("call");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"event\": \"dance\"}",
                "{\"event\": 7}",
                "{\"event\": \"media\", \"media\": {\"track\": \"both\", \"chunk\": \"1\", \"timestamp\": \"0\", \"payload\": \"\"}}",
                "{\"event\": \"media\", \"media\": {\"track\": \"inbound\", \"chunk\": \"x\", \"timestamp\": \"0\", \"payload\": \"\"}}",
                "{\"event\": \"media\", \"media\": {\"track\": \"inbound\", \"chunk\": \"1\", \"timestamp\": \"-5\", \"payload\": \"\"}}",
                "{\"event\": \"media\", \"media\": {\"track\": \"inbound\", \"chunk\": \"1\", \"timestamp\": \"0\", \"payload\": \"%\"}}",
                "{\"event\": \"start\", \"start\": {}}",
            })
    void aMessageThatIsNoneOfTheVendorsIsExplained(String message) {
        start("inbound");
        refused(() -> say(streams, message), CloseCode.MALFORMED);
    }

    @Test
    void mediaBeforeStartAndAnotherFormatAreExplained() {
        refused(() -> media("inbound", 1, 0, packet(1)), CloseCode.MALFORMED).hasMessageContaining("before start");
        refused(() -> say(streams, startMessage("inbound").replace("8000", "16000")), CloseCode.MALFORMED)
                .hasMessageContaining("16000 Hz");
        refused(() -> say(streams, startMessage("outbound").replace(", \"outbound\"", "")), CloseCode.MALFORMED)
                .hasMessageContaining("not among those sent");
        refused(() -> say(streams, startMessage("inbound").replace(RECEIPT, "none")), CloseCode.NO_CONSENT)
                .hasMessageContaining("receiptId is 'none'");
    }

    @Test
    void ofTwoInterleavedChannelsOnlyTheLeftLeavesTheCodecHoweverTheMessageIsCut() {
        for (var coding : List.of("PCMU", "L16")) {
            int width = coding.equals("L16") ? 2 : 1;
            for (int seed = 0; seed < 20; seed++) {
                var fresh = new HeardLine();
                var codec = new AudioHookCodec(fresh, JSON);
                open(
                        codec,
                        "[{\"type\": \"audio\", \"format\": \"%s\", \"channels\": [\"external\", \"internal\"], \"rate\": 8000}]"
                                .formatted(coding));
                var random = new Random(seed);
                for (int message = 0; message < 10; message++) {
                    var interleaved = new byte[2 * width * 160];
                    for (int i = 0; i < interleaved.length; i++) interleaved[i] = (byte) (i / width % 2 == 0 ? 1 : 9);
                    for (int from = 0; from < interleaved.length; ) {
                        int to = Math.min(interleaved.length, from + 1 + random.nextInt(100));
                        codec.binary(ByteBuffer.wrap(interleaved, from, to - from), to == interleaved.length);
                        from = to;
                    }
                }
                assertThat(fresh.bytes()).hasSize(10 * width * 160).containsOnly(1);
                assertThat(fresh.heard.getLast().at()).isEqualTo(millis(180));
            }
        }
    }

    @Test
    void oneChannelIsChosenWhereItIsOfferedSoThatTheAgentIsNotEvenSent() {
        open(hook, """
                [{"type": "audio", "format": "PCMU", "channels": ["external", "internal"], "rate": 8000},
                 {"type": "audio", "format": "PCMU", "channels": ["internal"], "rate": 8000},
                 {"type": "audio", "format": "PCMU", "channels": ["external"], "rate": 8000}]""");
        var opened = line.replies.getLast();
        assertThat(opened.path("type").asString()).isEqualTo("opened");
        assertThat(opened.path("parameters").path("media").toString())
                .contains("[\"external\"]")
                .doesNotContain("internal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"format\": \"PCMU\", \"channels\": [\"internal\", \"external\"], \"rate\": 8000}]",
                "[{\"format\": \"PCMU\", \"channels\": [\"internal\"], \"rate\": 8000}]",
                "[{\"format\": \"PCMU\", \"channels\": [\"external\"], \"rate\": 16000}]",
                "[{\"format\": \"OPUS\", \"channels\": [\"external\"], \"rate\": 8000}]",
            })
    void swappedChannelsAndUnknownMediaAreRefused(String media) {
        refused(() -> say(hook, openMessage(media)), CloseCode.MALFORMED).hasMessageContaining("can be read safely");
        assertThat(line.begun).isEmpty();
    }

    @Test
    void aProbeIsAnsweredAndNothingBegins() {
        say(
                hook,
                openMessage("[]")
                        .replace("c0ffee00-", "00000000-")
                        .replace("-0000-0000-0000-000000000001", "-0000-0000-0000-000000000000"));
        assertThat(line.replies.getLast().path("type").asString()).isEqualTo("opened");
        assertThat(line.begun).isEmpty();
        say(hook, hookMessage(2, "close", "{\"reason\": \"end\"}"));
        assertThat(line.replies.getLast().path("type").asString()).isEqualTo("closed");
        assertThat(line.hungUp).isTrue();
    }

    @Test
    void pingsAreAnsweredAndWhatWasDiscardedIsAGap() {
        open(hook, "[{\"format\": \"L16\", \"channels\": [\"external\"], \"rate\": 8000}]");
        say(hook, hookMessage(2, "ping", "{}"));
        assertThat(line.replies.getLast().path("type").asString()).isEqualTo("pong");
        assertThat(line.replies.getLast().path("clientseq").asInt()).isEqualTo(2);
        hook.binary(ByteBuffer.allocate(320), true);
        say(hook, hookMessage(3, "paused", "{}"));
        refused(() -> hook.binary(ByteBuffer.allocate(320), true), CloseCode.MALFORMED);
        say(hook, hookMessage(4, "resumed", "{\"start\": \"PT0.02S\", \"discarded\": \"PT1.5S\"}"));
        hook.binary(ByteBuffer.allocate(320), true);
        assertThat(line.heard.getLast().at()).isEqualTo(millis(1_520));
        assertThat(line.heard.getLast().coding()).isEqualTo(PhoneCoding.L16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"start\": \"PT0S\", \"discarded\": \"P3000000D\"}",
                "{\"start\": \"PT9223372036854775807S\", \"discarded\": \"PT1S\"}",
                "{\"start\": \"PT0S\", \"discarded\": \"PT-1S\"}"
            })
    void aGapThatCannotBeMeantIsRefusedBeforeItStopsTheClock(String gap) {
        open(hook, "[{\"format\": \"L16\", \"channels\": [\"external\"], \"rate\": 8000}]");
        refused(() -> say(hook, hookMessage(2, "discarded", gap)), CloseCode.MALFORMED);
    }

    @Test
    void soundBeforeOpenedHalfFramesAndLostMessagesAreExplained() {
        refused(() -> hook.binary(ByteBuffer.allocate(160), true), CloseCode.MALFORMED)
                .hasMessageContaining("before");
        open(hook, "[{\"format\": \"PCMU\", \"channels\": [\"external\", \"internal\"], \"rate\": 8000}]");
        refused(() -> hook.binary(ByteBuffer.allocate(161), true), CloseCode.MALFORMED)
                .hasMessageContaining("161 bytes");
        refused(() -> say(hook, hookMessage(9, "ping", "{}")), CloseCode.MALFORMED)
                .hasMessageContaining("follows on message 1");
    }

    private void start(String customerTrack) {
        say(streams, "{\"event\": \"connected\", \"protocol\": \"Call\", \"version\": \"1.0.0\"}");
        say(streams, startMessage(customerTrack));
    }

    private static String startMessage(String customerTrack) {
        return """
                {"event": "start", "start": {"streamSid": "MZ1", "callSid": "CA1", "tracks": ["inbound", "outbound"],
                 "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                 "customParameters": {"receiptId": "%s", "key": "pk_1", "customerTrack": "%s"}}}""".formatted(RECEIPT, customerTrack);
    }

    private void media(String track, long chunk, long millis, byte[] packet) {
        say(streams, """
                {"event": "media", "sequenceNumber": "4", "media":
                 {"track": "%s", "chunk": "%d", "timestamp": "%d", "payload": "%s"}}""".formatted(track, chunk, millis, Base64.getEncoder().encodeToString(packet)));
    }

    private static void open(AudioHookCodec codec, String media) {
        say(codec, openMessage(media));
        codec.opened();
    }

    private static String openMessage(String media) {
        return hookMessage(1, "open", """
                {"conversationId": "c0ffee00-0000-0000-0000-000000000001", "media": %s,
                 "customConfig": {"receiptId": "%s"}}""".formatted(media, RECEIPT));
    }

    private static String hookMessage(int sequence, String type, String parameters) {
        return """
                {"version": "2", "id": "s1", "type": "%s", "seq": %d, "serverseq": 0, "position": "PT0S", "parameters": %s}""".formatted(type, sequence, parameters);
    }

    private static void say(CallCodec codec, String message) {
        codec.text(JSON.readTree(message));
    }

    private static byte[] packet(int value) {
        var packet = new byte[160];
        Arrays.fill(packet, (byte) value);
        return packet;
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Runnable act, CloseCode code) {
        return assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        SessionRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
