package dev.attune.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How constants are written in packs and settings: `US_IL` as `us-il`.
final class Ids {
    private Ids() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String id) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown %s '%s'. Maybe one of: %s."
                        .formatted(
                                words(type),
                                id,
                                Arrays.stream(type.getEnumConstants())
                                        .map(Ids::of)
                                        .collect(Collectors.joining(", ")))));
    }

    private static String words(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
