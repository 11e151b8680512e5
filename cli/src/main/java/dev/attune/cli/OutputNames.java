package dev.attune.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Which name the outputs of each recording get, so that none overwrites another's.
///
/// `clip.mp4` becomes `clip`. Where several recordings would get the same name, all of them add their
/// extension, `clip-mp4`, then their folders, `monday--clip-mp4`, and at last a number. Names that
/// differ only in upper and lower case count as equal, because some file systems say so.
final class OutputNames {
    private static final int LEVELS = 12; // deeper folders than this are told apart by a number

    private OutputNames() {}

    /// @param recordings each once; the names depend on the set, not on the order, except for numbers
    static Map<Path, String> of(List<Path> recordings) {
        var names = new LinkedHashMap<Path, String>();
        for (var recording : recordings) names.put(recording, candidate(recording, 0));
        for (int level = 1; level <= LEVELS && !clashes(names).isEmpty(); level++)
            for (var recording : clashes(names)) names.put(recording, candidate(recording, level));
        var taken = new HashSet<String>();
        names.replaceAll((recording, name) -> {
            var free = name;
            for (int number = 2; !taken.add(key(free)); number++) free = name + "-" + number;
            return free;
        });
        return names;
    }

    private static List<Path> clashes(Map<Path, String> names) {
        var byName = names.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> key(entry.getValue()),
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return byName.values().stream()
                .filter(group -> group.size() > 1)
                .flatMap(List::stream)
                .toList();
    }

    /// Level 0: the stem; 1: stem and extension; further: that many folders before it less one.
    private static String candidate(Path recording, int level) {
        var fileName = String.valueOf(recording.getFileName());
        var extension = Inputs.extension(recording);
        var stem = extension.isEmpty() ? fileName : fileName.substring(0, fileName.length() - extension.length() - 1);
        if (level == 0) return stem;
        var name = extension.isEmpty() ? stem : stem + "-" + extension;
        Deque<String> parts = new ArrayDeque<>();
        parts.addFirst(name);
        var folder = recording.toAbsolutePath().normalize().getParent();
        for (int i = 1; i < level && folder != null && folder.getFileName() != null; i++) {
            parts.addFirst(folder.getFileName().toString());
            folder = folder.getParent();
        }
        return String.join("--", parts);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
