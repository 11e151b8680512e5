package dev.attune.training.voice;

import dev.attune.evaluation.voice.ClipSound;
import dev.attune.evaluation.voice.SoundCondition;
import dev.attune.evaluation.voice.VoiceEvaluation;
import dev.attune.evaluation.voice.VoiceIndex;
import dev.attune.evaluation.voice.VoiceIndex.Clip;
import dev.attune.media.MediaException;
import dev.attune.training.UnusableData;
import dev.attune.voice.Tone;
import dev.attune.voice.VoiceFeature;
import dev.attune.voice.VoiceModels;
import dev.attune.voice.VoiceOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// The features of every clip as it is and in one drawn condition more, in a table that is kept:
/// hearing takes longer than fitting.
final class SpokenExamples {
    /// Besides the conditions of [SoundCondition]: one drawn way of damage a clip.
    static final String DAMAGED = "damaged";

    /// @param condition a [SoundCondition#id()] or [#DAMAGED]
    /// @param features NaN where missing
    @SuppressWarnings("ArrayRecordComponent") // never compared but by identity
    record Example(String clip, String corpus, String speaker, Tone tone, String condition, double[] features) {
        Example with(double[] others) {
            return new Example(clip, corpus, speaker, tone, condition, others);
        }
    }

    /// A clip as it reached somebody.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Version(String condition, float[] sound) {}

    /// Only what sums up a segment is learned from, so nothing is read in between.
    private static final VoiceOptions SUMMED_UP =
            new VoiceOptions(false, Duration.ofSeconds(10), Duration.ofSeconds(10));

    private SpokenExamples() {}

    /// Completes the table with what it lacks, and reads it.
    static List<Example> of(VoiceIndex index, Path table, VoiceModels models, long seed, Consumer<String> tell)
            throws IOException, UnusableData {
        var heard = new HashSet<String>();
        if (Files.exists(table)) for (var example : read(table)) heard.add(example.clip());
        try (var out = Files.newBufferedWriter(table, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            int done = 0;
            for (var clip : index.clips()) {
                if (heard.add(clip.name())) hear(clip, models, seed, out);
                if (++done % 100 == 0)
                    tell.accept(
                            "heard %d of %d clips".formatted(done, index.clips().size()));
            }
        }
        return read(table);
    }

    private static void hear(Clip clip, VoiceModels models, long seed, BufferedWriter out)
            throws IOException, UnusableData {
        for (var version : versions(clip, seed)) write(clip, version, models, out);
        out.flush(); // one clip a time, so that an interrupted run goes on where it was
    }

    /// The clip as it is, and in one drawn condition more: the same for the same seed.
    static List<Version> versions(Clip clip, long seed) throws UnusableData {
        float[] sound;
        try {
            sound = ClipSound.read(clip.file());
        } catch (MediaException e) {
            throw new UnusableData(String.valueOf(e.getMessage()), e);
        }
        long drawn = seed * 1_000_003 + clip.name().hashCode();
        return List.of(
                new Version(SoundCondition.CLEAN.id(), sound),
                switch (new SplittableRandom(drawn).nextInt(3)) {
                    case 0 -> new Version(SoundCondition.NOISE10DB.id(), SoundCondition.NOISE10DB.of(sound, drawn));
                    case 1 -> new Version(SoundCondition.TELEPHONE.id(), SoundCondition.TELEPHONE.of(sound, drawn));
                    default -> new Version(DAMAGED, Damage.draw(sound, drawn));
                });
    }

    private static void write(Clip clip, Version version, VoiceModels models, BufferedWriter out) throws IOException {
        var longest = VoiceEvaluation.longest(ClipSound.readings(version.sound(), models, SUMMED_UP));
        if (longest == null) return;
        var line = new StringBuilder(String.join(
                "\t", clip.name(), clip.corpus(), clip.speaker(), clip.tone().id(), version.condition()));
        for (double value : longest.features().values()) line.append('\t').append((float) value);
        out.write(line.append('\n').toString());
    }

    private static List<Example> read(Path table) throws IOException, UnusableData {
        var examples = new ArrayList<Example>();
        for (var line : Files.readAllLines(table)) {
            var cells = line.split("\t", -1);
            if (cells.length != 5 + VoiceFeature.ALL.size())
                throw new UnusableData("%s was made by another version. Maybe delete it.".formatted(table));
            var features = new double[VoiceFeature.ALL.size()];
            for (int i = 0; i < features.length; i++) features[i] = Double.parseDouble(cells[5 + i]);
            examples.add(
                    new Example(cells[0], cells[1], cells[2], Tone.of(cells[3]).orElseThrow(), cells[4], features));
        }
        return examples;
    }
}
