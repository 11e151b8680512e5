package dev.attune.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the command line names, with folders searched.
///
/// A file that is named is always tried. In a folder only files with the extension of a picture,
/// video, sound or .xdf are taken, in alphabetical order, hidden ones left out; the others are counted
/// by extension.
///
/// @param recordings each once, in order
/// @param skipped how many files of a folder were left alone, by extension
/// @param unreadable folders and files that could not be looked at
record Inputs(List<Path> recordings, Map<String, Integer> skipped, List<Unreadable> unreadable) {
    private static final Set<String> MEDIA_EXTENSIONS = Set.of(
            "jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "gif", "avif", "jxl", "jp2", "ppm", "pgm", "mp4", "m4v",
            "mov", "mkv", "webm", "avi", "mjpeg", "mjpg", "mpg", "mpeg", "ts", "mts", "m2ts", "wmv", "flv", "3gp",
            "3g2", "ogv", "y4m", "mxf", "vob", "asf", "dv", "h264", "hevc", "ivf", "wav", "flac", "mp3", "opus", "ogg",
            "oga", "m4a", "aac", "aif", "aiff", "weba", "xdf");

    record Unreadable(Path path, String reason) {}

    static Inputs of(List<Path> named) {
        var search = new Search();
        for (var path : named) search.add(path);
        return new Inputs(
                List.copyOf(search.recordings), new TreeMap<>(search.skipped), List.copyOf(search.unreadable));
    }

    int skippedFiles() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Set<Path> recordings = new LinkedHashSet<>();
        private final Map<String, Integer> skipped = new TreeMap<>();
        private final List<Unreadable> unreadable = new ArrayList<>();
        private final List<Path> found = new ArrayList<>();
        private Path start = Path.of("");

        void add(Path path) {
            if (!Files.isDirectory(path)) {
                recordings.add(path.normalize());
                return;
            }
            found.clear();
            start = path;
            try {
                Files.walkFileTree(path, this);
            } catch (IOException e) {
                unreadable.add(new Unreadable(path, reason(e)));
            }
            found.sort(null);
            recordings.addAll(found);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            boolean named = folder.equals(start); // whoever names a hidden folder means it
            return !named && Files.isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (Files.isHidden(file)) return FileVisitResult.CONTINUE;
            var extension = extension(file);
            if (MEDIA_EXTENSIONS.contains(extension)) found.add(file.normalize());
            else skipped.merge(extension, 1, Integer::sum);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable.add(new Unreadable(file, reason(failure)));
            return FileVisitResult.CONTINUE;
        }

        private static String reason(IOException failure) {
            return switch (failure) {
                case AccessDeniedException denied -> "permission denied";
                case NoSuchFileException missing -> "it does not exist";
                default -> String.valueOf(failure.getMessage());
            };
        }
    }

    /// In lower case, without the dot; empty when the name has none.
    static String extension(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
