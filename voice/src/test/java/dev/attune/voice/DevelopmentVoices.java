package dev.attune.voice;

import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The labelled clips beside the repository; absent on most machines.
final class DevelopmentVoices {
    private DevelopmentVoices() {}

    /// Skips the test where they are absent, unless the environment requires them.
    static List<Path> sample(int clips, long seed) throws IOException {
        var folder = Stream.of(System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared"), "../shared")
                .map(shared -> Path.of(shared).resolve("data/voice"))
                .filter(Files::isDirectory)
                .findFirst();
        if (folder.isEmpty()) {
            if (required("data")) throw new AssertionError("ATTUNE_REQUIRE asks for data, but there is no shared/data");
            Assumptions.abort("needs shared/data/voice");
        }
        try (var files = Files.list(folder.orElseThrow())) {
            var all = files.filter(file -> file.toString().endsWith(".flac"))
                    .sorted()
                    .collect(Collectors.toList());
            Collections.shuffle(all, new Random(seed));
            return all.subList(0, clips);
        }
    }

    static boolean required(String what) {
        return Arrays.asList(System.getenv().getOrDefault("ATTUNE_REQUIRE", "").split(","))
                .contains(what);
    }

    static float[] read(Path clip) throws MediaException {
        var samples = new float[30 * Sound.RATE_HZ];
        int length = 0;
        try (var source = MediaFile.openSound(clip)) {
            for (var window = source.next(); window != null; window = source.next()) {
                float[] part = window.getFirst().samples();
                System.arraycopy(part, 0, samples, length, part.length);
                length += part.length;
            }
        }
        return Arrays.copyOf(samples, length);
    }

    /// So many clips after each other.
    static float[] speech(int clips) throws IOException, MediaException {
        var sound = new float[0];
        for (var clip : sample(clips, 8)) {
            float[] part = read(clip);
            sound = Arrays.copyOf(sound, sound.length + part.length);
            System.arraycopy(part, 0, sound, sound.length - part.length, part.length);
        }
        return sound;
    }
}
