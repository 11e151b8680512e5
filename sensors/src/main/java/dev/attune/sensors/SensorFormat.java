package dev.attune.sensors;

import dev.attune.signals.Modality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The kinds of file this room reads; docs/sensors.md describes each.
public enum SensorFormat {
    /// Lab Streaming Layer's recordings: heart rate, skin conductance, respiration, EEG, blendshapes.
    XDF(Modality.PHYSIOLOGY, Modality.FACE),
    /// Lines of `attune.physiology/1`.
    PHYSIOLOGY(Modality.PHYSIOLOGY),
    /// Lines of `attune.blendshapes/1`.
    BLENDSHAPES(Modality.FACE),
    LIVE_LINK_FACE(Modality.FACE),
    OPENFACE(Modality.FACE, Modality.GAZE),
    PY_FEAT(Modality.FACE),
    MEDIAPIPE(Modality.FACE),
    HUMAN(Modality.FACE);

    private static final int SNIFFED_BYTES = 64 * 1024; // OpenFace's header alone has 5,000
    private static final String PHYSIOLOGY_ADVICE =
            "look at docs/sensors.md: {\"atMs\": 1000, \"heartRateBpm\": 72, \"edaMicrosiemens\": 2.4}";
    private static final String BLENDSHAPES_ADVICE =
            "look at docs/sensors.md: {\"atMs\": 1000, \"blendshapes\": {\"jawOpen\": 0.1}}";
    private static final String MEDIAPIPE_ADVICE =
            "write one FaceLandmarker result per line, with \"timestampMs\" beside \"faceBlendshapes\".";
    private static final String HUMAN_ADVICE = "write one result of Human per line, as JSON.stringify does.";

    private final Set<Modality> modalities;

    SensorFormat(Modality first, Modality... others) {
        this.modalities = EnumSet.of(first, others);
    }

    /// The name used on command lines, for example `py-feat`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming the value and the known formats
    public static SensorFormat of(String id) {
        for (var format : values()) if (format.id().equals(id)) return format;
        throw new IllegalArgumentException("unknown format '%s'. Maybe one of: %s."
                .formatted(id, Arrays.stream(values()).map(SensorFormat::id).collect(Collectors.joining(", "))));
    }

    /// What such a file may tell of a person.
    public Set<Modality> modalities() {
        return Set.copyOf(modalities);
    }

    /// By the first bytes, not by the name; empty for anything else, such as a table of feedback or a video.
    public static Optional<SensorFormat> recognise(Path file) throws IOException {
        byte[] head;
        try (var stream = Files.newInputStream(file)) {
            head = stream.readNBytes(SNIFFED_BYTES);
        }
        if (XdfFile.hasMagic(ByteBuffer.wrap(head))) return Optional.of(XDF);
        var text =
                new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        if (text.startsWith("{") || text.startsWith("[")) return recogniseJson(text);
        var header = text.lines().findFirst().orElse("");
        var names = Arrays.stream(header.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (names.contains(OpenFaceCsv.SIGN)) return Optional.of(OPENFACE);
        if (names.contains(PyFeatCsv.SIGN)) return Optional.of(PY_FEAT);
        if (names.contains(LiveLinkCsv.SIGN)) return Optional.of(LIVE_LINK_FACE);
        return Optional.empty();
    }

    private static Optional<SensorFormat> recogniseJson(String text) {
        if (text.contains("\"faceBlendshapes\"") || text.contains("\"face_blendshapes\""))
            return Optional.of(MEDIAPIPE);
        if (text.contains("\"blendshapes\"")) return Optional.of(BLENDSHAPES);
        if (text.contains("\"face\"") && text.contains("\"performance\"")) return Optional.of(HUMAN);
        boolean physiology = text.contains("\"heartRateBpm\"")
                || text.contains("\"edaMicrosiemens\"")
                || text.contains("\"respirationPerMinute\"")
                || text.contains("\"eegMicrovoltsSquared\"");
        return physiology && text.contains("\"atMs\"") ? Optional.of(PHYSIOLOGY) : Optional.empty();
    }

    /// @param permitted asked before anything of a modality is parsed; what is refused is left alone
    /// @param frameRateHz for py-feat, which tells no times
    public SensorRecording open(Path file, Predicate<Modality> permitted, OptionalDouble frameRateHz)
            throws SensorFileException, IOException {
        if (modalities.stream().noneMatch(permitted))
            throw new SensorFileException(file, "", "nothing of it may be read.", "declare a purpose that covers it.");
        return switch (this) {
            case XDF -> new XdfRecording(file, permitted);
            case PHYSIOLOGY -> new JsonRecording(file, PhysiologyJson::read, PHYSIOLOGY_ADVICE);
            case BLENDSHAPES -> new JsonRecording(file, BlendshapesJson::read, BLENDSHAPES_ADVICE);
            case LIVE_LINK_FACE -> new LiveLinkCsv(file);
            case OPENFACE -> new OpenFaceCsv(file, permitted.test(Modality.GAZE));
            case PY_FEAT -> new PyFeatCsv(file, frameRateHz);
            case MEDIAPIPE -> new JsonRecording(file, new MediaPipeJson()::read, MEDIAPIPE_ADVICE);
            case HUMAN -> new JsonRecording(file, new HumanJson()::read, HUMAN_ADVICE);
        };
    }
}
