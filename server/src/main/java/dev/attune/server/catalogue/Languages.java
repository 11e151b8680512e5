package dev.attune.server.catalogue;

import java.util.Set;

/// The languages that titles and reasons come in.
final class Languages {
    private static final Set<String> OTHERS = Set.of("ru", "zh");

    private Languages() {}

    static String nearest(String language) {
        return OTHERS.contains(language) ? language : "en";
    }
}
