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

    /// @param normalized by [TextNormalizer]
    public static NgramFeatures of(String normalized) {
        char[] text = normalized.toCharArray();
        var tokens = Tokens.of(text);
        var hashes = new Hashes(8 * text.length + 16);
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

    private static void addTokenNgrams(char[] text, Tokens tokens, Hashes hashes) {
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

    private static void addCharacterNgrams(char[] text, Tokens tokens, Hashes hashes) {
        var marked = new char[16]; // one word between its marks; grows with the longest
        for (int token = 0; token < tokens.size; token++) {
            int length = tokens.ends[token] - tokens.starts[token] + 2;
            if (length < 5) continue;
            if (length > marked.length) marked = new char[2 * length];
            System.arraycopy(text, tokens.starts[token], marked, 1, length - 2);
            marked[0] = WORD_START;
            marked[length - 1] = WORD_END;
            for (int first = 0; first + 3 <= length; first++) {
                int hash = start(CHARACTERS);
                hash = (hash ^ marked[first]) * FNV_PRIME;
                hash = (hash ^ marked[first + 1]) * FNV_PRIME;
                for (int i = first + 2; i < Math.min(length, first + 5); i++) {
                    hash = (hash ^ marked[i]) * FNV_PRIME;
                    hashes.add(hash);
                }
            }
        }
    }

    private static void addNegated(char[] text, Tokens tokens, Hashes hashes) {
        int left = 0;
        for (int token = 0; token < tokens.size; token++) {
            if (!tokens.isWord(text, token)) {
                left = 0;
                continue;
            }
            if (left-- > 0) hashes.add(fnv(start(NEGATED), text, tokens.starts[token], tokens.ends[token]));
            int length = tokens.ends[token] - tokens.starts[token];
            if (length <= 9 && NEGATIONS.contains(new String(text, tokens.starts[token], length))) left = SCOPE;
        }
    }

    private static int start(int family) {
        return FNV_OFFSET ^ family * 0x9E3779B1; // spreads the small seeds over the word
    }

    private static int fnv(int hash, char[] text, int from, int to) {
        for (int i = from; i < to; i++) hash = (hash ^ text[i]) * FNV_PRIME;
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

        static Tokens of(char[] text) {
            var tokens = new Tokens(text.length);
            int han = 0;
            for (int i = 0; i < text.length; ) {
                char c = text[i];
                int end = i + 1;
                if (c == ' ') {
                    i = end;
                    continue;
                }
                if (isHan(c)) han++;
                else if (Character.isLetterOrDigit(c)) {
                    while (end < text.length && continuesWord(text, end)) end++;
                } else if (Character.isHighSurrogate(c) && end < text.length) end++;
                tokens.starts[tokens.size] = i;
                tokens.ends[tokens.size++] = end;
                i = end;
            }
            tokens.mostlyHan = 3 * han > text.length;
            return tokens;
        }

        private static boolean continuesWord(char[] text, int at) {
            char c = text[at];
            if (c == '\'' || c == '’') return at + 1 < text.length && Character.isLetter(text[at + 1]);
            return Character.isLetterOrDigit(c) && !isHan(c);
        }

        boolean isWord(char[] text, int token) {
            return Character.isLetterOrDigit(text[starts[token]]);
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
            var counts = new int[size];
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || values[i] != values[distinct - 1]) values[distinct++] = values[i];
                counts[distinct - 1]++;
            }
            return new NgramFeatures(Arrays.copyOf(values, distinct), Arrays.copyOf(counts, distinct));
        }
    }
}
