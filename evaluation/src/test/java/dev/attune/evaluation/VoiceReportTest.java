package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.media.Ending;
import dev.attune.media.MediaInfo;
import dev.attune.media.SoundInfo;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Prosody;
import dev.attune.signals.Purpose;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.VoiceObservation;
import dev.attune.voice.Conversation;
import dev.attune.voice.SpeechRate;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VoiceReportTest {
    private static final SoundInfo SOUND =
            new SoundInfo(Path.of("/somewhere/private/call.wav"), 8_000, 1, Duration.ofSeconds(20), "pcm_mulaw");

    @TempDir
    Path directory;

    @Test
    void everyReadingIsARowAndWhatWasNotMeasuredIsEmptyWithItsReason() throws IOException {
        write("en");
        var rows = Files.readAllLines(directory.resolve("call.voice.csv"));
        assertThat(rows).hasSize(4);
        var columns = List.of(rows.getFirst().split(",", -1));
        var calm = rows.get(1).split(",", -1);
        assertThat(calm[columns.indexOf("start")]).isEqualTo("1");
        assertThat(calm[columns.indexOf("arousal")]).isEqualTo("-0.2");
        assertThat(calm[columns.indexOf("f0_hz")]).isEqualTo("180");
        var lost = rows.get(3).split(",", -1);
        assertThat(lost).hasSameSizeAs(calm);
        assertThat(lost[columns.indexOf("arousal")]).isEmpty();
        assertThat(lost[columns.indexOf("reasons")]).isEqualTo("too-short gaps");
    }

    @Test
    void theSummaryTellsSpeechAndMeans() throws IOException {
        write("en");
        var voice = summary().get("voice");
        assertThat(voice.get("speechMs").asInt()).isEqualTo(5_000);
        assertThat(voice.get("segments").asInt()).isEqualTo(3);
        assertThat(voice.get("values").get("arousal").get("mean").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(voice.get("notMeasured").toString()).contains("too-short");
        assertThat(summary().has("frames")).isFalse();
        assertThat(summary().get("models").toString()).contains("voice-affect");
        assertThat(summary().get("files").toString()).contains("call.voice.csv");
    }

    @Test
    void theSpeechRateOfAllSegmentsStandsInTheSummary() throws IOException {
        write("en");
        var rate = summary().get("voice").get("speechRate");
        assertThat(rate.get("syllables").asInt()).isEqualTo(18);
        assertThat(rate.get("perSecond").asDouble()).isCloseTo(3.6, within(1e-9));
        assertThat(rate.get("perSpokenSecond").asDouble()).isCloseTo(4, within(1e-9));
        assertThat(rate.get("definition").asString()).isEqualTo("speech-rate/1");
    }

    @Test
    void aCallTellsHowItWasSharedWhereSomebodyToldWhenTheOtherSpeaks() throws IOException {
        var call = new Conversation();
        call.customerSpoke(
                new TimeSpan(Duration.ofSeconds(1), Duration.ofSeconds(3)),
                new SpeechRate(8, Duration.ofSeconds(2), Duration.ZERO));
        call.otherSpoke(new TimeSpan(Duration.ofSeconds(2), Duration.ofSeconds(6)));
        call.heardUntil(Duration.ofSeconds(20));
        write("en", call);
        var shared = summary().get("voice").get("conversation");
        assertThat(shared.get("otherTold").asBoolean()).isTrue();
        assertThat(shared.get("customer").get("spokenMs").asInt()).isEqualTo(2_000);
        assertThat(shared.get("other").get("spokenMs").asInt()).isEqualTo(4_000);
        assertThat(shared.get("overlapMs").asInt()).isEqualTo(1_000);
        assertThat(shared.get("silenceMs").asInt()).isEqualTo(15_000);
        assertThat(shared.get("holds").size()).isEqualTo(1);
        assertThat(shared.get("definition").asString()).isEqualTo("conversation/1");
        assertThat(Files.readString(directory.resolve("call.html")))
                .contains("Who spoke when", "other party, as told", "67%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void aCallOfWhichNobodyToldWhenTheOtherSpeaksSaysSoAndInventsNothing(String language) throws IOException {
        var call = new Conversation();
        call.customerSpoke(new TimeSpan(Duration.ofSeconds(1), Duration.ofSeconds(3)), SpeechRate.NONE);
        write(language, call);
        var alone = summary().get("voice").get("conversation");
        assertThat(alone.get("otherTold").asBoolean()).isFalse();
        assertThat(alone.has("silenceMs")).isFalse();
        assertThat(alone.has("other")).isFalse();
        assertThat(Files.readString(directory.resolve("call.html"))).contains("--other-turns", "0:02.0");
    }

    @Test
    void emotionMlHoldsTheArousalOfTheVoice() throws IOException {
        write("en");
        var emotionMl = Files.readString(directory.resolve("call.emotionml.xml"));
        assertThat(emotionMl)
                .contains("expressed-through=\"voice\"", "name=\"arousal\" value=\"0.8\"")
                .containsOnlyOnce("value=\"0.4\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void thePageShowsTheVoiceOverTimeAndIsWellFormed(String language) throws Exception {
        write(language);
        var html = Files.readString(directory.resolve("call.html"));
        assertThat(html)
                .contains("<svg", new Words(language).say("section.voice"))
                .doesNotContain("{0}", "/somewhere");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replaceFirst("<!DOCTYPE html>", ""))));
    }

    @Test
    void troubleWithTheSoundIsToldBesideThePictures() throws IOException {
        var facts = Scene.facts("clip");
        try (var report = new RecordingReport(
                directory,
                new RecordingFacts(
                        "clip", facts.media(), 1, Purpose.RESEARCH, "declared", Optional.empty(), "an unknown codec"),
                new Words("en"),
                null)) {
            report.accept(Scene.picture(Scene.at(1)), Scene.frame(1));
            report.finish(new Ending.Complete(), List.of(), UsedModel::formula);
        }
        assertThat(Files.readString(directory.resolve("clip.html")))
                .contains("The sound track was not read: an unknown codec");
        assertThat(Files.exists(directory.resolve("clip.voice.csv"))).isFalse();
    }

    private void write(String language) throws IOException {
        write(language, null);
    }

    private void write(String language, @Nullable Conversation call) throws IOException {
        var facts = new RecordingFacts(
                "call", MediaInfo.of(SOUND), 1_000, Purpose.RESEARCH, "declared", Optional.of(SOUND), "");
        try (var report = new RecordingReport(directory, facts, new Words(language), null)) {
            report.accept(said(1, 3, new Measurement.Measured(-0.2, 0.8)), true, List.of());
            report.accept(said(6, 8, new Measurement.Measured(0.6, 0.8)), true, List.of());
            report.accept(said(12, 13, new Measurement.NotMeasurable(Reason.TOO_SHORT)), true, List.of());
            report.spoken(new SpeechRate(10, Duration.ofSeconds(3), Duration.ofMillis(500)));
            report.spoken(new SpeechRate(8, Duration.ofSeconds(2), Duration.ZERO));
            report.heard(Duration.ofSeconds(20));
            if (call != null) report.conversation(call);
            report.finish(new Ending.Complete(), List.of(), UsedModel::formula);
        }
    }

    private static VoiceObservation said(int fromSeconds, int toSeconds, Measurement arousal) {
        var none = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        boolean lost = arousal instanceof Measurement.NotMeasurable;
        return new VoiceObservation(
                new TimeSpan(Duration.ofSeconds(fromSeconds), Duration.ofSeconds(toSeconds)),
                arousal,
                none,
                none,
                new DisplayPattern.Abstained(Reason.NOT_ENOUGH_EVIDENCE),
                new Prosody(new Measurement.Measured(180, 1), none, none, none, none, none, none),
                Baseline.POPULATION,
                lost ? new Quality(0.5, Set.of(Reason.GAPS)) : Quality.PERFECT,
                List.of(new ModelRef("voice-affect", "1")));
    }

    private JsonNode summary() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory.resolve("call.summary.json")));
    }
}
