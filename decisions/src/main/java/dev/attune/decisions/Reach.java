package dev.attune.decisions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One line of the matrix `action-classes-1.tsv`.
///
/// @param display whether what a person displays may bring it about
/// @param distress whether it may run while a negative state is displayed
/// @param approval whether a person approves it first
record Reach(boolean display, boolean distress, boolean approval) {
    private static final String FILE = "action-classes-1.tsv";
    private static final Matrix MATRIX = Matrix.read();

    static Reach of(ActionClass actionClass) {
        return Objects.requireNonNull(MATRIX.classes.get(actionClass));
    }

    /// The name of a parameter, somewhere in `parameters`, that would press or price whatever the class
    /// says: one with a word of the matrix in it that is not switched off.
    static Optional<String> disguised(Map<String, Object> parameters) {
        for (var parameter : new TreeMap<>(parameters).entrySet()) {
            boolean off = Boolean.FALSE.equals(parameter.getValue());
            if (!off && words(parameter.getKey()).anyMatch(MATRIX.pressing::contains))
                return Optional.of(parameter.getKey());
            if (parameter.getValue() instanceof Map<?, ?> inner) {
                var named = new HashMap<String, Object>();
                inner.forEach((name, value) -> named.put(String.valueOf(name), value));
                var found = disguised(named);
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }

    /// Whether a fact's name says that it carries what the person answered.
    static boolean tellsConsent(String fact) {
        return words(fact).anyMatch(MATRIX.consent::contains);
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+"))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static final class Matrix {
        private final Map<ActionClass, Reach> classes = new EnumMap<>(ActionClass.class);
        private final Set<String> pressing = new TreeSet<>();
        private final Set<String> consent = new TreeSet<>();

        static Matrix read() {
            try (var stream = Objects.requireNonNull(Reach.class.getResourceAsStream(FILE), FILE)) {
                var matrix = new Matrix();
                for (var line : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) if (!line.isBlank() && !line.startsWith("#")) matrix.line(line.split("\t"));
                for (var actionClass : ActionClass.values())
                    if (!matrix.classes.containsKey(actionClass))
                        throw new IllegalStateException("%s lacks a line for %s".formatted(FILE, actionClass));
                return matrix;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + FILE, e);
            }
        }

        private void line(String[] fields) {
            switch (fields[0]) {
                case "class" ->
                    classes.put(
                            ActionClass.valueOf(fields[1]), new Reach(yes(fields[2]), yes(fields[3]), yes(fields[4])));
                case "pressing" -> pressing.add(fields[1]);
                case "consent" -> consent.add(fields[1]);
                default -> throw new IllegalStateException("%s: a line starts with '%s'".formatted(FILE, fields[0]));
            }
        }

        private static boolean yes(String word) {
            return switch (word) {
                case "yes" -> true;
                case "no" -> false;
                default -> throw new IllegalStateException("%s: yes or no, got '%s'".formatted(FILE, word));
            };
        }
    }
}
