package dev.attune.text.encoder;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// BERT's uncased word pieces (Devlin 2019, `BasicTokenizer` and `WordpieceTokenizer`): lower case, accents off, each
/// Han character and each punctuation mark by itself, then the longest known pieces from the left.
final class WordPieceTokenizer {
    private static final String CONTINUED = "##";
    private static final int LONGEST_WORD = 100; // as published: longer ones are unknown as a whole

    private final Map<String, Integer> ids = new HashMap<>();
    private final int unknown;
    private final int begin;
    private final int end;

    /// @param vocabulary one piece a line, in the order of the ids
    WordPieceTokenizer(byte[] vocabulary) {
        var pieces = new String(vocabulary, StandardCharsets.UTF_8).split("\n", -1);
        for (int id = 0; id < pieces.length; id++) ids.put(pieces[id], id);
        unknown = special("[UNK]");
        begin = special("[CLS]");
        end = special("[SEP]");
    }

    /// @param most pieces, both marks included; the rest of the text is left out
    long[] pieces(String text, int most) {
        var out = new Pieces(most);
        out.add(begin);
        var word = new StringBuilder();
        var plain = withoutAccents(text);
        for (int i = 0; i < plain.length() && !out.full(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (isIgnored(c)) continue;
            boolean single = isHan(c) || isPunctuation(c);
            if (single || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                addWord(word, out);
                if (single) addWord(word.appendCodePoint(c), out);
            } else word.appendCodePoint(c);
        }
        addWord(word, out);
        return out.closed(end);
    }

    /// Empties the word.
    private void addWord(StringBuilder word, Pieces out) {
        if (word.isEmpty()) return;
        var text = word.toString();
        word.setLength(0);
        if (text.length() > LONGEST_WORD) {
            out.add(unknown);
            return;
        }
        int before = out.size;
        for (int start = 0; start < text.length(); ) {
            int stop = text.length();
            Integer id = null;
            for (; stop > start; stop--) {
                id = ids.get(start == 0 ? text.substring(0, stop) : CONTINUED + text.substring(start, stop));
                if (id != null) break;
            }
            if (id == null) {
                out.size = before;
                out.add(unknown);
                return;
            }
            out.add(id);
            start = stop;
        }
    }

    private static String withoutAccents(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (Normalizer.isNormalized(lower, Normalizer.Form.NFD)) return lower;
        var out = new StringBuilder(lower.length());
        Normalizer.normalize(lower, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isIgnored(int c) {
        if (c == '\t' || c == '\n' || c == '\r') return false;
        return c == 0
                || c == 0xFFFD
                || switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
                    default -> false;
                };
    }

    private static boolean isHan(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0x20000 && c <= 0x2CEAF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }

    private static boolean isPunctuation(int c) {
        if (c < 0x80) return c > ' ' && c != 0x7F && !Character.isLetterOrDigit(c);
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private int special(String piece) {
        var id = ids.get(piece);
        if (id == null) throw new IllegalArgumentException("the vocabulary has no piece " + piece);
        return id;
    }

    private static final class Pieces {
        private final long[] values;
        private int size;

        Pieces(int most) {
            values = new long[most];
        }

        boolean full() {
            return size == values.length;
        }

        void add(long id) {
            if (!full()) values[size++] = id;
        }

        long[] closed(long end) {
            if (full()) size--;
            add(end);
            return Arrays.copyOf(values, size);
        }
    }
}
