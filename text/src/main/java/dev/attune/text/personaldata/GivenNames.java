package dev.attune.text.personaldata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names of people in passing: a listed given name with its capital, and the capitalised word behind it as a surname.
/// The list is data: `given-names-1.txt`. A name in lower case or in a shouted text is not found.
final class GivenNames implements Detector {
    private static final String DATA = "given-names-1.txt";
    private static final List<String> CONSONANT_ENDINGS = List.of("", "а", "у", "ом", "е", "ы");
    private static final List<String> SOFT_ENDINGS = List.of("й", "ь", "я", "ю", "ем", "ём", "и", "е");
    private static final List<String> VOWEL_ENDINGS =
            List.of("а", "ы", "и", "е", "у", "ой", "ою", "я", "ю", "ей", "ею", "ёй");

    private final Set<String> names = load();

    @Override
    public void find(Skeleton skeleton, List<Finding> found) {
        var text = skeleton.text();
        for (int at = 0; at < text.length(); ) {
            if (!Character.isUpperCase(text.charAt(at)) || !skeleton.beginsAlone(at)) {
                at++;
                continue;
            }
            int end = wordEnd(text, at);
            if (names.contains(text.substring(at, end))) {
                int surname = surnameEnd(text, end);
                found.add(new Finding(PersonalDataKind.NAME, at, surname));
                end = surname;
            }
            at = end;
        }
    }

    /// The end of the capitalised word that follows after one space, or where it was called.
    private static int surnameEnd(String text, int end) {
        int from = end + 1;
        if (from >= text.length() || text.charAt(end) != ' ' || !Character.isUpperCase(text.charAt(from))) return end;
        int to = wordEnd(text, from);
        return to - from >= 2 ? to : end;
    }

    /// Of letters, and of marks between them: O'Neill, Anna-Maria.
    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean joins = (c == '\'' || c == '’' || c == '-')
                    && end + 1 < text.length()
                    && Character.isUpperCase(text.charAt(end + 1));
            if (!Character.isLetter(c) && !joins) break;
            end++;
        }
        return end;
    }

    private static Set<String> load() {
        var names = new HashSet<String>();
        try (var stream = GivenNames.class.getResourceAsStream(DATA)) {
            if (stream == null) throw new IllegalStateException(DATA + " is missing from the jar");
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            boolean cyrillic = false;
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.isBlank() || line.startsWith("#")) continue;
                if (line.startsWith("[")) cyrillic = line.equals("[cyrillic]");
                else
                    for (var name : line.split(" "))
                        if (cyrillic) addForms(name, names);
                        else names.add(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(names);
    }

    /// More forms than the language has; they are words of nothing else.
    private static void addForms(String name, Set<String> names) {
        char last = name.charAt(name.length() - 1);
        var stem = name.substring(0, name.length() - 1);
        switch (last) {
            case 'а', 'я' -> VOWEL_ENDINGS.forEach(ending -> names.add(stem + ending));
            case 'й', 'ь' -> SOFT_ENDINGS.forEach(ending -> names.add(stem + ending));
            default -> CONSONANT_ENDINGS.forEach(ending -> names.add(name + ending));
        }
    }
}
