package dev.attune.text.personaldata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names of people in passing: a listed given name with its capital, and the capitalised word behind it as a surname; a
/// listed Russian surname, or a word that ends like one, alone or before a given name. The lists
/// are data: `given-names-1.txt`. A name in lower case or in a shouted text is not found.
final class GivenNames implements Detector {
    private static final String DATA = "given-names-1.txt";
    private static final String SENTENCE_ENDS = ".!?…:;\n\"«„“(";
    private static final List<String> CONSONANT_ENDINGS = List.of("", "а", "у", "ом", "е", "ы");
    private static final List<String> SOFT_ENDINGS = List.of("й", "ь", "я", "ю", "ем", "ём", "и", "е");
    private static final List<String> HARD_ENDINGS = List.of("а", "ы", "е", "у", "ой", "ою"); // of Анна
    private static final List<String> HUSH_ENDINGS =
            List.of("а", "и", "е", "у", "ой", "ою", "ей", "ею"); // of Саша, Ольга
    private static final List<String> YA_ENDINGS = List.of("я", "и", "е", "ю", "ей", "ею", "ёй");
    private static final String INVARIANT = "оеи";
    private static final String HUSHING = "гкхжчшщц"; // no ы stands behind them
    private static final List<String> SURNAME_ENDINGS =
            List.of("", "а", "у", "ым", "е", "ой", "ою", "ы", "ых", "ыми"); // of Иванов, Иванова, Ивановы
    private static final List<String> ADJECTIVE_ENDINGS =
            List.of("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ие", "их", "ими"); // of Покровский

    private static final int SHORTEST_STEM = 2; // of a surname, before its ending

    private final Set<String> names = new HashSet<>();
    private final Set<String> surnameEndings = new HashSet<>(); // in every case form
    private int longestEnding;
    private final Set<String> noSurnames = new HashSet<>(); // places and words that end like one
    private final Set<String> insideSentences = new HashSet<>(); // names that are words, and surnames

    GivenNames() {
        load();
    }

    @Override
    public void find(Skeleton skeleton, List<Finding> found) {
        var text = skeleton.text();
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at); // Ⅱ and Ⓐ are capitals, but no letters
            if (!Character.isUpperCase(c) || !Character.isLetter(c) || !skeleton.beginsAlone(at)) {
                at++;
                continue;
            }
            int end = wordEnd(text, at);
            if (isName(text, at, end)) {
                int surname = surnameEnd(text, end);
                found.add(new Finding(PersonalDataKind.NAME, at, surname));
                end = surname;
            }
            at = end;
        }
    }

    private boolean isName(String text, int from, int to) {
        var word = text.substring(from, to);
        if (names.contains(word)) return true;
        if (!insideSentences.contains(word) && !endsLikeASurname(word)) return false;
        if (!beginsSentence(text, from)) return true;
        var next = text.substring(to, surnameEnd(text, to)).strip();
        return names.contains(next) || insideSentences.contains(next);
    }

    private boolean endsLikeASurname(String word) {
        int longest = Math.min(word.length() - SHORTEST_STEM, longestEnding);
        for (int length = 2; length <= longest; length++)
            if (surnameEndings.contains(word.substring(word.length() - length))) return !noSurnames.contains(word);
        return false;
    }

    private static boolean beginsSentence(String text, int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '-')) before--;
        return before < 0 || SENTENCE_ENDS.indexOf(text.charAt(before)) >= 0;
    }

    /// The end of the capitalised word that follows after one space, or where it was called.
    private static int surnameEnd(String text, int end) {
        int from = end + 1;
        if (from >= text.length() || text.charAt(end) != ' ' || !Character.isUpperCase(text.charAt(from))) return end;
        int to = wordEnd(text, from);
        return to - from >= 2 ? to : end;
    }

    /// Of letters, and of marks between them: O'Neill, Anna-Maria. A Han character is no part of it.
    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean joins = (c == '\'' || c == '’' || c == '-')
                    && end + 1 < text.length()
                    && Character.isUpperCase(text.charAt(end + 1));
            if ((!Character.isLetter(c) || Character.isIdeographic(c)) && !joins) break;
            end++;
        }
        return end;
    }

    private void load() {
        try (var stream = GivenNames.class.getResourceAsStream(DATA)) {
            if (stream == null) throw new IllegalStateException(DATA + " is missing from the jar");
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var section = "";
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.isBlank() || line.startsWith("#")) continue;
                if (line.startsWith("[")) section = line;
                else for (var name : line.split(" ")) add(section, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String section, String name) {
        switch (section) {
            case "[latin]" -> names.add(name);
            case "[cyrillic]" -> addForms(name, names);
            case "[cyrillic words]" -> addForms(name, insideSentences);
            case "[cyrillic surnames]" -> addSurname(name, insideSentences);
            case "[cyrillic surname endings]" -> addEnding(name);
            case "[cyrillic no surnames]" -> addForms(name, noSurnames);
            case "[except]" -> {
                names.remove(name);
                insideSentences.remove(name);
            }
            default -> throw new IllegalStateException("%s has no section '%s'".formatted(DATA, section));
        }
    }

    /// Without the forms of a surname: Шевченко and Чхеидзе have one.
    private void addEnding(String ending) {
        if (INVARIANT.indexOf(ending.charAt(ending.length() - 1)) >= 0) surnameEndings.add(ending);
        else if (ending.endsWith("ук") || ending.endsWith("ян")) addForms(ending, surnameEndings);
        else addForms(ending, SURNAME_ENDINGS, surnameEndings);
        longestEnding = surnameEndings.stream().mapToInt(String::length).max().orElse(0);
    }

    private static void addSurname(String name, Set<String> names) {
        if (name.endsWith("ий")) addForms(name.substring(0, name.length() - 2), ADJECTIVE_ENDINGS, names);
        else addForms(name, SURNAME_ENDINGS, names);
    }

    /// More forms than the language has; they are words of nothing else. `ё` is also written `е`.
    private static void addForms(String name, Set<String> names) {
        var stem = name.substring(0, name.length() - 1);
        switch (name.charAt(name.length() - 1)) {
            case 'а' ->
                addForms(
                        stem, HUSHING.indexOf(stem.charAt(stem.length() - 1)) < 0 ? HARD_ENDINGS : HUSH_ENDINGS, names);
            case 'я' -> addForms(stem, YA_ENDINGS, names);
            case 'й', 'ь' -> addForms(stem, SOFT_ENDINGS, names);
            default -> addForms(name, CONSONANT_ENDINGS, names);
        }
    }

    private static void addForms(String stem, List<String> endings, Set<String> names) {
        for (var ending : endings) {
            names.add(stem + ending);
            names.add((stem + ending).replace('ё', 'е'));
        }
    }
}
