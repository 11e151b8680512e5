package dev.attune.server.catalogue;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What somebody says they look for, as tags of a catalogue.
///
/// A tag is meant by its own name or by the one that people read. Words are compared without their endings, because
/// Russian and English change these; Chinese has no blanks, so there a name may stand anywhere.
final class Intent {
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\d-]+");
    private static final Pattern ENDING = // of Russian nouns and adjectives
            Pattern.compile("(?<![аеёиоуыэюяйьъ])[аеёиоуыэюяйьъ]++$");
    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*", Pattern.DOTALL);
    private static final int SHORTEST = 3; // letters of a word that says anything
    private static final int SAME_BEGINNING = 4; // letters, from which on a longer ending is the same word
    private static final int LONGEST_ENDING = 3;

    private Intent() {}

    /// @param tags of the catalogue
    /// @param names of tags in the language of the text; a tag may have none
    static Set<String> tags(String text, Set<String> tags, Map<String, String> names) {
        var said = text.toLowerCase(Locale.ROOT);
        var words = words(said);
        var meant = new LinkedHashSet<String>();
        for (var tag : tags)
            if (names(tag, said, words) || names(names.getOrDefault(tag, tag), said, words)) meant.add(tag);
        return meant;
    }

    private static boolean names(String name, String said, List<String> words) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (CHINESE.matcher(lower).matches()) return said.contains(lower);
        var needed = words(lower);
        return !needed.isEmpty()
                && needed.stream().allMatch(one -> words.stream().anyMatch(other -> isSame(one, other)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(NO_LETTER.split(text))
                .filter(word -> word.length() >= SHORTEST && !word.equals("the"))
                .toList();
    }

    private static boolean isSame(String one, String other) {
        var shorter = ENDING.matcher(one).replaceFirst("");
        var longer = ENDING.matcher(other).replaceFirst("");
        if (shorter.length() > longer.length()) return isSame(other, one);
        return shorter.equals(longer)
                || shorter.length() >= SAME_BEGINNING
                        && longer.length() - shorter.length() <= LONGEST_ENDING
                        && longer.startsWith(shorter);
    }
}
