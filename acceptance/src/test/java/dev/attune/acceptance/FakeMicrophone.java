package dev.attune.acceptance;

import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.media.SoundSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// Turns a recording into the WAV that Chromium plays in a loop in place of a microphone.
final class FakeMicrophone {
    private static final AudioFormat FORMAT = new AudioFormat(SoundSource.RATE_HZ, 16, 1, true, false);

    private FakeMicrophone() {}

    static Path of(Path recording, Path folder) throws IOException, MediaException {
        Path microphone = folder.resolve(recording.getFileName() + ".wav");
        if (Files.exists(microphone)) return microphone;
        var bytes = new ByteArrayOutputStream();
        try (SoundSource source = MediaFile.openSound(recording)) {
            for (var window = source.next(); window != null; window = source.next())
                for (float sample : window.getFirst().samples()) {
                    int level = Math.round(sample * Short.MAX_VALUE);
                    bytes.write(level);
                    bytes.write(level >> Byte.SIZE);
                }
        }
        long frames = bytes.size() / FORMAT.getFrameSize();
        try (var sound = new AudioInputStream(new ByteArrayInputStream(bytes.toByteArray()), FORMAT, frames)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, microphone.toFile());
        }
        return microphone;
    }
}
