package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.actor.BundledClip;
import dev.attune.evaluation.declared.DeclaredUse;
import dev.attune.media.ClipWriter;
import dev.attune.media.Frame;
import dev.attune.media.Pcm;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnalyzeCommandTest {

    @TempDir
    Path folder;

    @Test
    void aNameThatIsNotInUtf8IsToldWhatToTry() {
        var run = Run.attune("analyze", folder.resolve("caf\uFFFD.mp4").toString(), "--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(run.err()).contains("not in UTF-8: rename it");
    }

    @Test
    void aSyntheticSmileIsReadFromTheBundledClip() throws Exception {
        var clip = BundledClip.DELIGHTED.copyTo(folder);
        var run = analyze(clip);
        assertThat(run.exitCode()).isZero();
        var summary = summary("delighted");
        assertThat(summary.get("people").size()).isOne();
        assertThat(summary.get("quality").get("grade").asString()).isEqualTo("high");
        assertThat(summary.get("moments").get("byName").path("joy").asInt(0)).isPositive();
        assertThat(summary.get("models").toString()).contains("face-mesh", "sha256");
        assertThat(events(run)).contains("start", "done").doesNotContain("failed");
        assertThat(Files.readString(out().resolve("delighted.html"))).contains("consistent with joy");
        assertThat(Files.readString(out().resolve("delighted.events.jsonl")))
                .as("only blinks are short here, and a blink is no movement of the mouth that the mesh draws along")
                .contains("\"kind\":\"blink\"")
                .doesNotContain("micro-expression");

        var again = analyze(clip);
        assertThat(again.exitCode()).isZero();
        assertThat(events(again)).containsExactly("kept");
    }

    @Test
    void noFaceInTheWholeClipIsAResultAndNotAFailure() throws Exception {
        var run = analyze(greyClip(folder.resolve("wall.webm")));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("no face in 6 frames. A result, not a failure.");
        assertThat(summary("wall").get("notMeasured").get(0).get("reason").asString())
                .isEqualTo("no-face");
        assertThat(Files.readAllLines(out().resolve("wall.frames.csv"))).hasSize(7);
    }

    @Test
    void withoutThumbnailsThePageHoldsNoPicture() throws Exception {
        var wall = folder.resolve("wall.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", wall.toFile());
        assertThat(analyze(wall).exitCode()).isZero();
        assertThat(Files.readString(out().resolve("wall.html"))).contains("data:image/jpeg");
        assertThat(Run.attune("analyze", wall.toString(), "--out", out().toString(), "--force", "--no-thumbnails")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(out().resolve("wall.html"))).doesNotContain("data:image");
    }

    @Test
    void anEmptyFileIsToldByItsNameAndCode() throws Exception {
        var run = analyze(Files.createFile(folder.resolve("empty.mp4")));
        assertThat(run.exitCode()).isEqualTo(ExitCode.EMPTY_FILE);
        assertThat(run.err()).contains("empty.mp4").doesNotContain("\tat ");
        assertNothingWasWritten();
    }

    @Test
    void aTextFileIsNotMedia() throws Exception {
        var run = analyze(Files.writeString(folder.resolve("notes.mp4"), "no film, only words\n".repeat(50)));
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MEDIA);
        assertThat(run.err()).contains("notes.mp4");
        assertNothingWasWritten();
    }

    @Test
    void silenceIsHeardAsSilenceAndNotAsAReading() throws Exception {
        var run = analyze(silence(folder.resolve("quiet.wav"), 1, 2));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("no speech was heard. A result, not a failure.");
        var voice = summary("quiet").get("voice");
        assertThat(voice.get("heardMs").asInt()).isEqualTo(2_000);
        assertThat(voice.get("readings").asInt()).isZero();
        assertThat(voice.get("values").isEmpty()).isTrue();
        assertThat(Files.readAllLines(out().resolve("quiet.voice.csv"))).hasSize(1);
        assertThat(Files.readString(out().resolve("quiet.html"))).contains("No speech was heard in 0:02.0");
    }

    @Test
    void aVideoWithSoundIsReadOnOneClockAndWithoutTheVoiceAsBefore() throws Exception {
        var clip = BundledClip.DELIGHTED.copyTo(folder);
        var film = folder.resolve("film.mkv");
        String program = Loader.load(ffmpeg.class);
        var coding = new ProcessBuilder(
                        program,
                        "-v",
                        "error",
                        "-i",
                        clip.toString(),
                        "-i",
                        silence(folder.resolve("room.wav"), 2, 3).toString(),
                        "-c:v",
                        "copy",
                        film.toString())
                .inheritIO();
        var beside = Path.of(program).resolveSibling(""); // some of its libraries are not looked for there
        coding.environment().put("LD_LIBRARY_PATH", beside.toString());
        var ffmpeg = coding.start();
        assertThat(ffmpeg.waitFor()).isZero();
        assertThat(analyze(film).exitCode()).isZero();
        var voice = summary("film").get("voice");
        assertThat(voice.get("channels").asInt()).isEqualTo(2);
        assertThat(voice.get("heardMs").asInt()).isBetween(2_900, 3_100);
        assertThat(summary("film").get("frames").get("withFace").asInt()).isPositive();

        assertThat(Run.attune("analyze", film.toString(), "--out", out().toString(), "--force", "--no-voice")
                        .exitCode())
                .isZero();
        assertThat(summary("film").has("voice")).isFalse();
    }

    @Test
    void soundAloneHasNoVideoStreamWhereTheVoiceIsLeftOut() throws Exception {
        var file = silence(folder.resolve("voice.wav"), 1, 1);
        var run = Run.attune("analyze", file.toString(), "--out", out().toString(), "--no-voice");
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.err()).contains("voice.wav");
        assertNothingWasWritten();
    }

    @Test
    void aTrackOfNoLengthAndAnUnknownChannelAreExplained() throws Exception {
        var run = analyze(silence(folder.resolve("nothing.wav"), 1, 0));
        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err()).contains("lasts 0 s");
        assertThat(Run.attune("analyze", "x.wav", "--out", out().toString(), "--voice-channel", "rear")
                        .err())
                .contains("unknown channel 'rear'", "mix, left, right");
    }

    @Test
    void aRecordedCallTellsHowItWasSharedFromTheTurnsOfAFileAlone() throws Exception {
        var call = silence(folder.resolve("call.wav"), 2, 3);
        var turns = Files.writeString(folder.resolve("call.turns.csv"), "start,end\n0.5,1.5\n");
        var mixed =
                Run.attune("analyze", call.toString(), "--out", out().toString(), "--other-turns", turns.toString());
        assertThat(mixed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(mixed.err()).contains("2 channels", "--voice-channel left");
        var run = Run.attune(
                "analyze",
                call.toString(),
                "--out",
                out().toString(),
                "--voice-channel",
                "left",
                "--other-turns",
                folder.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        var shared = JsonMapper.shared()
                .readTree(Files.readString(out().resolve("call.summary.json")))
                .path("voice")
                .path("conversation");
        assertThat(shared.path("customer").path("spokenMs").asInt()).isZero();
        assertThat(shared.path("other").path("spokenMs").asInt()).isEqualTo(1_000);
        assertThat(shared.path("silenceMs").asInt()).isEqualTo(2_000);
    }

    @Test
    void oneFileOfTurnsIsNotTakenForSeveralCalls() throws Exception {
        var turns = Files.writeString(folder.resolve("call.turns.csv"), "start,end\n");
        var run = Run.attune(
                "analyze",
                silence(folder.resolve("a.wav"), 1, 1).toString(),
                silence(folder.resolve("b.wav"), 1, 1).toString(),
                "--out",
                out().toString(),
                "--other-turns",
                turns.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("one file for 2 recordings", ".turns.csv");
        assertNothingWasWritten();
    }

    @Test
    void ofTwoChannelsTheChosenOneIsRead() {
        var window = List.of(
                new Pcm(Duration.ZERO, 16_000, new float[] {0.5f, 0}),
                new Pcm(Duration.ZERO, 16_000, new float[] {0, -1}));
        assertThat(VoiceChannel.LEFT.of(window).samples()).containsExactly(0.5f, 0);
        assertThat(VoiceChannel.RIGHT.of(window).samples()).containsExactly(0, -1);
        assertThat(VoiceChannel.MIX.of(window).samples()).containsExactly(0.25f, -0.5f);
        assertThat(VoiceChannel.RIGHT.of(window.subList(0, 1)).samples()).containsExactly(0.5f, 0);
    }

    private static Path silence(Path file, int channels, int seconds) throws IOException {
        int frames = 16_000 * seconds;
        var silence = new AudioInputStream(
                new ByteArrayInputStream(new byte[2 * channels * frames]),
                new AudioFormat(16_000, 16, channels, true, false),
                frames);
        AudioSystem.write(silence, AudioFileFormat.Type.WAVE, file.toFile());
        return file;
    }

    @Test
    void aTruncatedRecordingIsCutOff() throws Exception {
        var whole = greyClip(folder.resolve("film.mp4"));
        var bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length * 2 / 3));
        var run = analyze(whole);
        assertThat(run.exitCode()).isEqualTo(ExitCode.CUT_OFF);
        assertThat(run.err()).contains("film.mp4");
    }

    @Test
    void whatIsMissingAtTheEndIsToldInASentenceOfItsOwn() throws Exception {
        var call = silence(folder.resolve("call.wav"), 1, 6);
        var bytes = Files.readAllBytes(call);
        Files.write(call, Arrays.copyOf(bytes, bytes.length / 2));
        var run = analyze(call);
        assertThat(run.exitCode()).isEqualTo(ExitCode.CUT_OFF);
        assertThat(run.err())
                .containsPattern(
                        "call.wav is cut off: .*more than it holds\\.\nWhat came before was analysed and written\\.");
    }

    @Test
    void aMissingFileCannotBeRead() {
        var run = analyze(folder.resolve("nowhere.mp4"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(run.err()).contains("nowhere.mp4");
    }

    @Test
    void anUnreadableFolderIsToldAndTheOthersAreAnalysed() throws Exception {
        var closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(closed), "the superuser may read everything");
        var wall = greyClip(folder.resolve("wall.webm"));
        var run = analyze(closed, wall);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(run.err()).contains("closed", "permission denied");
        assertThat(out().resolve("wall.html")).exists();
    }

    /// The superuser reads everything, unless it gives up the right to: `setpriv` of util-linux.
    @Test
    void evenTheSuperuserIsToldOfAFolderItMayNotRead() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv");
        var closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        var child = Child.run(
                List.of("/usr/bin/setpriv", "--bounding-set=-all", "--inh-caps=-all"),
                "analyze",
                closed.toString(),
                "--out",
                out().toString());
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThat(child.exitCode()).as(child.text()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(child.text())
                .contains("closed", "permission denied", "Maybe")
                .doesNotContain("\tat ");
    }

    /// A real file system of 64 KB, in a name space of its own so that nobody needs to be the superuser.
    @Test
    void aFullDiskIsToldAndNoHalfFileIsLeft() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        var mount = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=64k tmpfs \"$0\" && { \"$@\"; code=$?; ls -A \"$0\"; exit $code; }",
                disk.toString());
        assumeTrue(Child.works(mount, "true"), "needs unprivileged mounts (user name spaces)");
        var child =
                Child.run(mount, "analyze", BundledClip.NEUTRAL.copyTo(folder).toString(), "--out", disk.toString());
        assertThat(child.exitCode()).as(child.text()).isEqualTo(ExitCode.CANNOT_WRITE);
        assertThat(child.text())
                .contains("No space left on device", "free some space")
                .doesNotContain("neutral.frames.csv", "neutral.html", ".part")
                .doesNotContain("\tat ");
    }

    @Test
    void severalRecordingsAtOnceGiveTheSameFilesAsOneAfterTheOther() throws Exception {
        var clips = Files.createDirectory(folder.resolve("clips"));
        for (var name : List.of("a", "b", "c")) greyClip(clips.resolve(name + ".webm"));
        Files.copy(BundledClip.DELIGHTED.copyTo(folder), clips.resolve("d.webm"));
        var together = folder.resolve("together");
        var inTurn = folder.resolve("in-turn");
        var first = Run.attune("analyze", clips.toString(), "--out", together.toString(), "--jobs", "3");
        var second = Run.attune("analyze", clips.toString(), "--out", inTurn.toString(), "--jobs", "1");
        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(events(first))
                .hasSameElementsAs(events(second))
                .filteredOn("done"::equals)
                .hasSize(4);
        try (var files = Files.list(inTurn)) {
            for (var file :
                    files.filter(each -> !each.toString().endsWith(".html")).toList())
                assertThat(together.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void aFolderWithoutMediaSaysWhatItSawInstead() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "1");
        Files.writeString(folder.resolve("b.csv"), "2");
        var run = analyze(folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MEDIA);
        assertThat(run.err()).contains("2 .csv", "no picture, video or sound");
    }

    @Test
    void anErrorDoesNotStopTheNextRecording() throws Exception {
        Files.createFile(folder.resolve("a.mp4"));
        greyClip(folder.resolve("b.webm"));
        var run = analyze(folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(events(run)).contains("failed", "done");
        assertThat(out().resolve("b.html")).exists();
    }

    @Test
    void anOutputThatCannotBeWrittenHasItsOwnCodeAndLeavesNothing() throws Exception {
        Files.writeString(out(), "a file where the folder should be");
        var run = analyze(greyClip(folder.resolve("wall.webm")));
        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
        assertThat(run.err()).contains("cannot be written", "Maybe").doesNotContain("\tat ");
    }

    @Test
    void resultsOfAnotherRecordingAreNotOverwrittenWithoutForce() throws Exception {
        var wall = greyClip(folder.resolve("wall.webm"));
        assertThat(analyze(wall).exitCode()).isZero();
        var other = Files.createDirectory(folder.resolve("other")).resolve("wall.mjpeg");
        greyClip(other);
        var refused = analyze(other);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
        assertThat(refused.err()).contains("wall.webm", "--force");
        assertThat(summary("wall").get("recording").get("file").asString()).isEqualTo("wall.webm");
        assertThat(Run.attune("analyze", other.toString(), "--out", out().toString(), "--force")
                        .exitCode())
                .isZero();
        assertThat(summary("wall").get("recording").get("file").asString()).isEqualTo("wall.mjpeg");
    }

    @Test
    void anUndeclaredPurposeOrUnknownLanguageIsAUsageError() {
        var purpose = Run.attune("analyze", "x.mp4", "--out", "y", "--purpose", "surveillance");
        assertThat(purpose.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(purpose.err()).contains("surveillance", "research");
        var language = Run.attune("analyze", "x.mp4", "--out", "y", "--language", "tlh");
        assertThat(language.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(language.err()).contains("en, ru, zh");
        assertThat(Run.attune("analyze", "x.mp4").err()).contains("--out");
    }

    @Test
    void aProhibitedUseIsRefusedBeforeAnythingIsOpenedWithItsArticle() {
        var atWork = Run.attune(
                "analyze",
                "absent.mp4",
                "--out",
                "y",
                "--purpose",
                "analytics",
                "--place",
                "workplace",
                "--role",
                "employee");

        assertThat(atWork.exitCode()).isEqualTo(ExitCode.PROHIBITED);
        assertThat(atWork.err()).contains("Art. 5(1)(f)", "house-09", "workplace/employee/eu/adult");
        assertThat(out()).doesNotExist();
    }

    @Test
    void anUnknownAgeIsNotRead() {
        var children = Run.attune("analyze", "absent.mp4", "--out", "y", "--age-band", "unknown");

        assertThat(children.exitCode()).isEqualTo(ExitCode.PROHIBITED);
        assertThat(children.err()).contains("house-22");
    }

    @Test
    void anInterruptionLeavesNoHalfFile() throws Exception {
        var wall = greyClip(folder.resolve("wall.webm"));
        try (var interruption = new Interruption();
                var analysis = new RecordingAnalysis(
                        out(),
                        DeclaredUse.ofResearch(Modality.FACE, Modality.GAZE),
                        "en",
                        0,
                        true,
                        VoiceChannel.MIX,
                        ModelStore.bundled(),
                        null,
                        null,
                        interruption)) {
            assertThatThrownBy(() -> analysis.run(wall, "wall", frames -> {}, number -> {
                        if (number == 2) interruption.request();
                    }))
                    .isInstanceOf(Interruption.Interrupted.class);
        }
        assertNothingWasWritten();
    }

    @Test
    void theRealSmileComesLateFromOnePerson() throws Exception {
        var shared = SharedData.folder();
        assumeTrue(shared.isPresent(), "needs shared/data/video");
        var clip = shared.orElseThrow().resolve("video/WolfgangLanger_Pexels.mp4");
        assertThat(analyze(clip).exitCode()).isZero();
        var summary = summary("WolfgangLanger_Pexels");
        assertThat(summary.get("people").size()).isOne();
        var joy = summary.get("people").get(0).get("values").get("joy");
        assertThat(joy.get("maxAtMs").asDouble()).isGreaterThan(9000);
        var smile = Files.readAllLines(out().resolve("WolfgangLanger_Pexels.events.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(moment -> moment.get("name").asString().equals("joy"))
                .max(Comparator.comparingDouble(moment -> moment.get("strength").asDouble()))
                .orElseThrow();
        assertThat(smile.get("onsetMs").asDouble()).isGreaterThan(8500);
        assertThat(smile.get("strength").asDouble()).isGreaterThan(0.7);
    }

    @Test
    void everyFaceOfTheGroupIsFound() throws Exception {
        var shared = SharedData.folder();
        assumeTrue(shared.isPresent(), "needs shared/data/video");
        var run = analyze(shared.orElseThrow().resolve("video/multi_face.jpg"));
        assertThat(run.exitCode()).isZero();
        assertThat(summary("multi_face").get("people").size()).isEqualTo(5);
    }

    private Run analyze(Path... inputs) {
        var arguments = Stream.concat(
                Stream.of("analyze", "--out", out().toString(), "--progress", "json"),
                Arrays.stream(inputs).map(Path::toString));
        return Run.attune(arguments.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("results");
    }

    private JsonNode summary(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(out().resolve(name + ".summary.json")));
    }

    private static List<String> events(Run run) {
        return run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).get("event").asString())
                .filter(event -> !event.equals("progress"))
                .toList();
    }

    private void assertNothingWasWritten() throws IOException {
        if (!Files.exists(out())) return;
        try (var files = Files.list(out())) {
            assertThat(files).isEmpty();
        }
    }

    /// Six grey frames, ten a second.
    private static Path greyClip(Path file) throws Exception {
        var grey = new byte[160 * 120 * 3];
        Arrays.fill(grey, (byte) 120);
        try (var clip = ClipWriter.open(file, 160, 120, 10)) {
            for (int i = 0; i < 6; i++) clip.write(new Frame(Duration.ofMillis(100L * i), 160, 120, grey));
        }
        return file;
    }
}
