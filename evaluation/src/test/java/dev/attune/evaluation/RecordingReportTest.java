package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.media.Ending;
import dev.attune.media.Frame;
import dev.attune.models.CanonicalFace;
import dev.attune.models.CanonicalFace.Triangle;
import dev.attune.models.CanonicalFace.Vertex;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordingReportTest {
    private static final int FRAMES = 240;
    private static final MeshDrawing DRAWING = new MeshDrawing(new CanonicalFace(
            List.of(new Vertex(0, 0, 0), new Vertex(1, 0, 0), new Vertex(0, 1, 0)),
            List.of(new Triangle(0, 1, 2)),
            List.of()));

    @TempDir
    Path directory;

    @Test
    void fiveFilesAppearTogetherWhenTheRecordingIsComplete() throws IOException {
        write("clip", "en", true);
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "clip.frames.csv", "clip.events.jsonl", "clip.summary.json", "clip.emotionml.xml", "clip.html");
        assertThat(Files.readAllLines(directory.resolve("clip.frames.csv"))).hasSize(FRAMES + 1);
    }

    @Test
    void anInterruptedRecordingLeavesNothingAndKeepsEarlierFiles() throws IOException {
        write("clip", "en", true);
        var before = Files.readString(directory.resolve("clip.summary.json"));
        try (var report = new RecordingReport(directory, Scene.facts("clip"), new Words("en"), DRAWING)) {
            report.accept(Scene.picture(Scene.at(1)), Scene.frame(1));
        }
        assertThat(names()).hasSize(5).noneMatch(name -> name.endsWith(".part"));
        assertThat(Files.readString(directory.resolve("clip.summary.json"))).isEqualTo(before);
    }

    @Test
    void aFileThatCannotBePutInPlaceLeavesNoTemporaryBehind() throws IOException {
        Files.createDirectories(directory.resolve("clip.html").resolve("in the way"));
        assertThatThrownBy(() -> write("clip", "en", true)).isInstanceOf(IOException.class);
        assertThat(names()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void theSecondHourOfARecordingNeedsNoMoreMemoryThanTheFirst() throws IOException {
        int framesApart = (int) Scene.FRAME_RATE_HZ; // one frame a second tells as much
        byte[] pixels = Scene.picture(Duration.ZERO).bgr();
        try (var report =
                new RecordingReport(directory, Scene.facts("clip", Duration.ofHours(2)), new Words("en"), DRAWING)) {
            long afterOneHour = 0;
            for (int second = 1; second <= 7200; second++) {
                int number = second * framesApart;
                report.accept(new Frame(Scene.at(number), 640, 480, pixels), Scene.frame(number));
                if (second == 3600) afterOneHour = usedBytes();
            }
            assertThat(usedBytes() - afterOneHour).isLessThan(4L << 20);
        }
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void theEventsAreOneJsonObjectALine() throws IOException {
        write("clip", "en", true);
        var lines = Files.readAllLines(directory.resolve("clip.events.jsonl"));
        assertThat(lines).hasSize(1);
        var smile = json(lines.getFirst());
        assertThat(smile.get("kind").asString()).isEqualTo("expression");
        assertThat(smile.get("name").asString()).isEqualTo("joy");
        assertThat(smile.get("onsetMs").asDouble()).isEqualTo(2000);
        assertThat(smile.get("apexMs").asDouble()).isEqualTo(3500);
        assertThat(smile.get("actionUnits").get("AU12").asDouble()).isEqualTo(3);
        assertThat(smile.get("text").asString()).isEqualTo("displayed expression consistent with joy");
    }

    @Test
    void theSummaryTellsCoverageGradePeopleAndVersions() throws IOException {
        write("clip", "en", true);
        var summary = json(Files.readString(directory.resolve("clip.summary.json")));
        assertThat(summary.get("format").asString()).isEqualTo("attune.summary/1");
        assertThat(summary.get("purpose").asString()).isEqualTo("research");
        assertThat(summary.get("recording").get("file").asString()).isEqualTo("clip.mp4");
        assertThat(summary.get("ending").get("complete").asBoolean()).isTrue();
        assertThat(summary.get("frames").get("analysed").asInt()).isEqualTo(FRAMES);
        assertThat(summary.get("quality").get("coverage").asDouble()).isEqualTo(0.875);
        assertThat(summary.get("quality").get("grade").asString()).isEqualTo("high");
        assertThat(summary.get("notMeasured").get(0).get("reason").asString()).isEqualTo("occluded");
        assertThat(summary.get("notMeasured").get(0).get("share").asDouble()).isEqualTo(0.125);
        var person = summary.get("people").get(0);
        assertThat(person.get("values").get("joy").get("maxAtMs").asDouble()).isEqualTo(3500);
        assertThat(person.get("values").has("stress")).isFalse();
        assertThat(summary.get("moments").get("byName").get("joy").asInt()).isOne();
        assertThat(summary.get("models").toString()).contains("face-mesh", "affect-late-fusion", "abc123");
        assertThat(summary.toString()).doesNotContain("somewhere");
    }

    @Test
    void aCutOffRecordingSaysWhere() throws IOException {
        try (var report = new RecordingReport(directory, Scene.facts("clip"), new Words("en"), DRAWING)) {
            report.accept(Scene.picture(Scene.at(1)), Scene.frame(1));
            report.finish(new Ending.CutOff(Duration.ofMillis(1500), "6 s are missing"), List.of(), UsedModel::formula);
        }
        var ending =
                json(Files.readString(directory.resolve("clip.summary.json"))).get("ending");
        assertThat(ending.get("complete").asBoolean()).isFalse();
        assertThat(ending.get("cutOffAtMs").asDouble()).isEqualTo(1500);
        assertThat(Files.readString(directory.resolve("clip.html"))).contains("cut off at 0:01.5");
    }

    @Test
    void noFaceInTheWholeClipIsAResult() throws IOException {
        try (var report = new RecordingReport(directory, Scene.facts("empty"), new Words("en"), DRAWING)) {
            for (int number = 1; number <= 30; number++)
                report.accept(Scene.picture(Scene.at(number)), Scene.nobody(number));
            report.finish(new Ending.Complete(), List.of(), UsedModel::formula);
            assertThat(report.outcome().framesWithFace()).isZero();
            assertThat(report.outcome().grade()).isEqualTo(QualityGrade.LOW);
        }
        assertThat(Files.readString(directory.resolve("empty.html"))).contains("No face was found");
        assertThat(json(Files.readString(directory.resolve("empty.summary.json")))
                        .get("notMeasured")
                        .get(0)
                        .get("reason")
                        .asString())
                .isEqualTo("no-face");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void thePageIsSelfContainedWellFormedAndKeepsTheWordingRule(String language) throws Exception {
        write("clip", language, true);
        var html = Files.readString(directory.resolve("clip.html"));
        assertThat(Files.size(directory.resolve("clip.html"))).isLessThan(3_000_000);
        var references = Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?([^\"')>\\s]+)")
                .matcher(html);
        while (references.find())
            assertThat(references.group(1))
                    .matches(target -> target.startsWith("data:image/jpeg;base64,") || target.startsWith("#"));
        assertThat(html).doesNotContain("<script", "http://", "https://", "''", "{0}", "/somewhere");
        assertThat(html.toLowerCase(Locale.ROOT))
                .doesNotContain("feels", "is angry", "true emotion", "чувствует", "истинн", "感到", "真实情绪");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replaceFirst("<!DOCTYPE html>", ""))));
    }

    @ParameterizedTest
    @CsvSource({"en, 67 ms", "ru, 67 мс", "zh, 67 毫秒"})
    void theStepOfATraceHasItsUnitInTheLanguageOfThePage(String language, String step) throws IOException {
        write("clip", language, false);
        assertThat(Files.readString(directory.resolve("clip.html"))).contains(step);
    }

    @Test
    void withoutPicturesNoPixelIsKept() throws IOException {
        write("clip", "en", false);
        assertThat(Files.readString(directory.resolve("clip.html"))).doesNotContain("data:image");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.84, 0.59})
    void theGradeFollowsTheOpenRule(double coverage) {
        assertThat(QualityGrade.of(0.85, 0.10)).isEqualTo(QualityGrade.HIGH);
        assertThat(QualityGrade.of(0.85, 0.11)).isEqualTo(QualityGrade.MEDIUM);
        assertThat(QualityGrade.of(coverage, 0)).isEqualTo(coverage > 0.6 ? QualityGrade.MEDIUM : QualityGrade.LOW);
        assertThat(QualityGrade.of(0.99, 0.31)).isEqualTo(QualityGrade.LOW);
    }

    private void write(String name, String language, boolean pictures) throws IOException {
        try (var report =
                new RecordingReport(directory, Scene.facts(name), new Words(language), pictures ? DRAWING : null)) {
            for (int number = 1; number <= FRAMES; number++)
                report.accept(Scene.picture(Scene.at(number)), Scene.frame(number));
            report.finish(
                    new Ending.Complete(),
                    List.of(),
                    model -> model.equals(Scene.MESH)
                            ? new UsedModel(model, "MIT", "abc123".repeat(10) + "abc1")
                            : UsedModel.formula(model));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
