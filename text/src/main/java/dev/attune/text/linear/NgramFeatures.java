package dev.attune.text.linear;

import java.util.Arrays;
import java.util.Set;

/// The hashed n-grams of one normalised text: distinct buckets in ascending order and how often each occurs.
///
/// Tokens are runs of letters and digits (an apostrophe inside belongs to them); each Han character and each other
/// visible symbol is a token of its own. Families, each with its own seed:
/// 1. token n-grams, 1 to 3; where more than a third of the characters are Han, 1 to 4;
/// 2. otherwise also 3 to 5 characters inside each word of three or more, with marks for its start and end;
/// 3. words up to [#SCOPE] tokens behind a negation, until punctuation.
public final class NgramFeatures {
    /// Names everything above together with [TextNormalizer]. Stored in each model and checked when it is opened.
    public static final int SCHEME = 1;

    /// Buckets are in `0..BUCKETS - 1`.
    public static final int BUCKETS = 1 << 22;

    private static final int SCOPE = 3;
    private static final int WORDS = 1;
    private static final int CHARACTERS = 2;
    private static final int NEGATED = 3;
    private static final int FNV_OFFSET = 0x811C9DC5; // FNV-1a, 32 bits
    private static final int FNV_PRIME = 16777619;
    private static final char WORD_START = '\u0001';
    private static final char WORD_END = '\u0002';
    private static final Set<String> NEGATIONS = Set.of(
            "not",
            "no",
            "never",
            "don't",
            "doesn't",
            "didn't",
            "isn't",
            "wasn't",
            "aren't",
            "weren't",
            "can't",
            "cannot",
            "couldn't",
            "won't",
            "wouldn't",
            "shouldn't",
            "haven't",
            "hasn't",
            "hadn't",
            "ain't",
            "without",
            "nothing",
            "dont",
            "didnt",
            "cant",
            "wont",
            "isnt",
            "не",
            "ни",
            "нет",
            "без",
            "никогда",
            "ничего",
            "нельзя");

    private final int[] buckets;
    private final int[] counts;

    private NgramFeatures(int[] buckets, int[] counts) {
        this.buckets = buckets;
        this.counts = counts;
    }

    /// @param text from [TextNormalizer]
    public static NgramFeatures of(String text) {
        var tokens = Tokens.of(text);
        var hashes = new Hashes(8 * text.length() + 16);
        addTokenNgrams(text, tokens, hashes);
        if (!tokens.mostlyHan) addCharacterNgrams(text, tokens, hashes);
        addNegated(text, tokens, hashes);
        return hashes.distinct();
    }

    public int size() {
        return buckets.length;
    }

    public int bucket(int i) {
        return buckets[i];
    }

    /// How often the i-th bucket occurs, as the models weigh it before the inverse document frequency: 1 + ln(count).
    public float frequency(int i) {
        return counts[i] == 1 ? 1 : (float) (1 + Math.log(counts[i]));
    }

    private static void addTokenNgrams(String text, Tokens tokens, Hashes hashes) {
        int longest = tokens.mostlyHan ? 4 : 3;
        for (int first = 0; first < tokens.size; first++) {
            int hash = start(WORDS);
            for (int length = 1; length <= longest && first + length <= tokens.size; length++) {
                if (length > 1) hash = (hash ^ ' ') * FNV_PRIME;
                int token = first + length - 1;
                hash = fnv(hash, text, tokens.starts[token], tokens.ends[token]);
                hashes.add(hash);
            }
        }
    }

    private static void addCharacterNgrams(String text, Tokens tokens, Hashes hashes) {
        for (int token = 0; token < tokens.size; token++) {
            int start = tokens.starts[token] - 1; // of the mark
            int end = tokens.ends[token] + 1;
            if (end - start < 5) continue;
            for (int first = start; first + 3 <= end; first++) {
                int hash = start(CHARACTERS);
                for (int i = first; i < Math.min(end, first + 5); i++) {
                    char c = i == start ? WORD_START : i == end - 1 ? WORD_END : text.charAt(i);
                    hash = (hash ^ c) * FNV_PRIME;
                    if (i - first >= 2) hashes.add(hash);
                }
            }
        }
    }

    private static void addNegated(String text, Tokens tokens, Hashes hashes) {
        int left = 0;
        for (int token = 0; token < tokens.size; token++) {
            if (!tokens.isWord(text, token)) {
                left = 0;
                continue;
            }
            if (left-- > 0) hashes.add(fnv(start(NEGATED), text, tokens.starts[token], tokens.ends[token]));
            int length = tokens.ends[token] - tokens.starts[token];
            if (length <= 9 && NEGATIONS.contains(text.substring(tokens.starts[token], tokens.ends[token])))
                left = SCOPE;
        }
    }

    private static int start(int family) {
        return FNV_OFFSET ^ family * 0x9E3779B1; // spreads the small seeds over the word
    }

    private static int fnv(int hash, String text, int from, int to) {
        for (int i = from; i < to; i++) hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        return hash;
    }

    static boolean isHan(int c) {
        return c >= 0x2E80 && c <= 0x9FFF || c >= 0xF900 && c <= 0xFAFF;
    }

    /// Where tokens begin and end, in UTF-16 units.
    private static final class Tokens {
        private final int[] starts;
        private final int[] ends;
        private int size;
        private boolean mostlyHan;

        private Tokens(int capacity) {
            starts = new int[capacity];
            ends = new int[capacity];
        }

        static Tokens of(String text) {
            var tokens = new Tokens(text.length());
            int han = 0;
            for (int i = 0; i < text.length(); ) {
                char c = text.charAt(i);
                int end = i + 1;
                if (c == ' ') {
                    i = end;
                    continue;
                }
                if (isHan(c)) han++;
                else if (Character.isLetterOrDigit(c)) {
                    while (end < text.length() && continuesWord(text, end)) end++;
                } else if (Character.isHighSurrogate(c) && end < text.length()) end++;
                tokens.starts[tokens.size] = i;
                tokens.ends[tokens.size++] = end;
                i = end;
            }
            tokens.mostlyHan = 3 * han > text.length();
            return tokens;
        }

        private static boolean continuesWord(String text, int at) {
            char c = text.charAt(at);
            if (c == '\'' || c == '’') return at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
            return Character.isLetterOrDigit(c) && !isHan(c);
        }

        boolean isWord(String text, int token) {
            return Character.isLetterOrDigit(text.charAt(starts[token]));
        }
    }

    private static final class Hashes {
        private int[] values;
        private int size;

        Hashes(int capacity) {
            values = new int[capacity];
        }

        void add(int hash) {
            if (size == values.length) values = Arrays.copyOf(values, 2 * size);
            hash ^= hash >>> 15; // FNV's low bits are its weak ones
            hash *= 0x2C1B3C6D;
            hash ^= hash >>> 12;
            values[size++] = hash & (BUCKETS - 1);
        }

        NgramFeatures distinct() {
            Arrays.sort(values, 0, size);
            var buckets = new int[size];
            var counts = new int[size];
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || values[i] != values[i - 1]) buckets[distinct++] = values[i];
                counts[distinct - 1]++;
            }
            return new NgramFeatures(Arrays.copyOf(buckets, distinct), Arrays.copyOf(counts, distinct));
        }
    }
}
