package dev.attune.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// Opens recordings: their pictures, or their sound. The content decides, not the file name.
public final class MediaFile {

    /// Worth trying when a whole folder is given; a file named by itself is tried whatever its ending.
    private static final Set<String> ENDINGS = Set.of(
            "3gp", "asf", "avi", "avif", "bmp", "flv", "gif", "heic", "jpeg", "jpg", "jp2", "m2ts", "m4v", "mjpeg",
            "mjpg", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "pgm", "png", "pnm", "ppm", "tif", "tiff",
            "ts", "vob", "webm", "webp", "wmv", "y4m");

    /// A JPEG may carry a preview and a colour profile before it states its size.
    private static final int HEADER_BYTES = 1 << 20;

    private MediaFile() {}

    /// Opens an image or a video; a still image is one frame at time zero. The first frame is decoded here, so a
    /// file whose pictures cannot be decoded at all fails now.
    public static FrameSource open(Path path) throws MediaException {
        requireReadable(path);
        requireBearable(path);
        return DecodedFrames.open(path);
    }

    /// Opens the sound of a recording. Its first part is decoded here, so a file whose sound cannot be decoded at all
    /// fails now.
    public static SoundSource openSound(Path path) throws MediaException {
        requireReadable(path);
        requireBearable(path);
        return DecodedSound.open(path);
    }

    /// Whether a file met in a folder looks like a picture or recording: by its ending, hidden files aside.
    public static boolean isCandidate(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                && Files.isRegularFile(path);
    }

    private static void requireReadable(Path path) throws MediaException {
        if (Files.isDirectory(path))
            throw new MediaException(
                    MediaException.Kind.UNREADABLE, "%s is a folder.\nMaybe name the files inside it.".formatted(path));
        if (!Files.exists(path))
            throw new MediaException(
                    MediaException.Kind.UNREADABLE, "%s does not exist.\nMaybe check the spelling.".formatted(path));
        if (!Files.isReadable(path))
            throw new MediaException(
                    MediaException.Kind.UNREADABLE,
                    "%s may not be read.\nMaybe change its permissions.".formatted(path));
        try {
            if (Files.isRegularFile(path) && Files.size(path) == 0)
                throw new MediaException(
                        MediaException.Kind.EMPTY_FILE,
                        "%s has 0 bytes.\nMaybe the recording or the download never finished.".formatted(path));
        } catch (IOException e) {
            throw new MediaException(
                    MediaException.Kind.UNREADABLE, "%s cannot be read: %s".formatted(path, e.getMessage()));
        }
    }

    /// FFmpeg decodes the first picture while it probes a file, so the size of the usual stills is read before.
    private static void requireBearable(Path path) throws MediaException {
        try (var file = Files.newInputStream(path)) {
            PictureHeader header = PictureHeader.of(file.readNBytes(HEADER_BYTES));
            if (header != null && header.width() * header.height() > DecodedFrames.MAX_PIXELS)
                throw DecodedFrames.tooLarge(path, header.width(), header.height());
        } catch (IOException e) {
            throw new MediaException(
                    MediaException.Kind.UNREADABLE, "%s cannot be read: %s".formatted(path, e.getMessage()));
        }
    }
}
