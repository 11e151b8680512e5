package dev.attune.actor;

import dev.attune.media.ClipWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the bundled clips and their truth again: `RenderClips --rig DIR --out DIR [--only ID]`. The same rig gives the
/// same files on the same platform.
public final class RenderClips {
    private static final List<String> OPTIONS = List.of("--rig", "--out", "--only");

    private RenderClips() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = options(arguments);
        Path rigDirectory = Path.of(required(options, "--rig"));
        Path out = Path.of(required(options, "--out"));
        String only = options.getOrDefault("--only", "");
        Files.createDirectories(out);
        Rig rig = Rig.load(rigDirectory);
        var renderer = new Renderer(rig, Identity.shopper(), Scene.portrait(BundledClip.WIDTH, BundledClip.HEIGHT));
        for (BundledClip clip : BundledClip.values()) {
            if (!only.isEmpty() && !only.equals(clip.id())) continue;
            render(renderer, clip, out);
            System.out.printf(
                    "%s: %d frames, %d KiB%n",
                    clip.id(), clip.frameCount(), Files.size(out.resolve(clip.fileName())) / 1024);
        }
    }

    private static void render(Renderer renderer, BundledClip clip, Path out) throws IOException {
        Script script = clip.script();
        List<GroundTruth> truth = new ArrayList<>();
        try (var writer = ClipWriter.open(
                out.resolve(clip.fileName()), BundledClip.WIDTH, BundledClip.HEIGHT, BundledClip.FRAME_RATE_HZ)) {
            for (int frame = 0; frame < clip.frameCount(); frame++) {
                Shot shot = renderer.render(script.at(clip.timeOf(frame)), clip.timeOf(frame));
                writer.write(shot.frame());
                truth.add(shot.truth());
            }
        }
        TruthTable.write(out.resolve(clip.truthFileName()), truth);
    }

    private static Map<String, String> options(String[] arguments) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length)
                throw new IllegalArgumentException(
                        "%s is no option with a value. Maybe one of %s.".formatted(arguments[i], OPTIONS));
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) throw new IllegalArgumentException("the option %s with a folder is missing".formatted(name));
        return value;
    }
}
