package dev.attune.text.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A word, a Han character, or a sign, at its place.
///
/// @param form lower case, ё as е, typographic apostrophes plain
record Token(int start, int end, String form, Kind kind) {

    enum Kind {
        WORD,
        HAN,
        SIGN
    }

    /// Time is linear in the length of the text.
    static List<Token> of(String text) {
        var tokens = new ArrayList<Token>();
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int end = i + Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                i = end;
                continue;
            }
            if (Character.isIdeographic(c)) {
                tokens.add(new Token(i, end, text.substring(i, end), Kind.HAN));
            } else if (Character.isLetterOrDigit(c)) {
                while (end < text.length() && continues(text, end)) end += Character.charCount(text.codePointAt(end));
                tokens.add(new Token(i, end, form(text.substring(i, end)), Kind.WORD));
            } else {
                tokens.add(new Token(i, end, text.substring(i, end), Kind.SIGN));
            }
            i = end;
        }
        return tokens;
    }

    private static boolean continues(String text, int at) {
        int c = text.codePointAt(at);
        if (Character.isIdeographic(c)) return false;
        if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) return true;
        boolean joins = c == '\'' || c == '’' || c == '-';
        return joins && at + 1 < text.length() && Character.isLetter(text.codePointAt(at + 1));
    }

    boolean isCyrillic() {
        return kind == Kind.WORD && Character.UnicodeBlock.of(form.charAt(0)) == Character.UnicodeBlock.CYRILLIC;
    }

    private static String form(String word) {
        return word.toLowerCase(Locale.ROOT).replace('ё', 'е').replace('’', '\'');
    }
}
