package dev.attune.text.linear;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/// Text as the models know it. Training and reading share it: a changed rule here silently destroys the weights, so
/// [NgramFeatures#SCHEME] must change with it.
///
/// In this order: HTML tags go, entities are resolved, NFKC (full-width forms become plain), lower case, web addresses
/// become [#URL], mentions [#USER], `ё` becomes `е`, traditional Chinese becomes simplified, control and invisible
/// characters and halves of surrogate pairs go, a character repeated more than three times stays three times, white
/// space collapses. Emoji, emoticons, punctuation and bracketed marks such as `[泪]` stay: they are strong evidence.
public final class TextNormalizer {
    /// Stands for a web address; a private-use character, so that no text can contain it by itself.
    public static final char URL = '\uE000';

    /// Stands for a mention such as `@name`.
    public static final char USER = '\uE001';

    private static final int LONGEST_TAG = 200; // characters; "a < b and c > d" is no tag
    private static final int LONGEST_ENTITY = 8;
    private static final int MOST_REPEATS = 3;
    private static final Map<String, String> ENTITIES = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "hellip", "…", "mdash", "—",
            "laquo", "«", "raquo", "»");

    private final SimplifiedChinese simplified = SimplifiedChinese.load();

    public String normalize(String text) {
        var plain = text.indexOf('<') < 0 && text.indexOf('&') < 0 ? text : withoutMarkup(text);
        var composed = isAscii(plain) ? plain : Normalizer.normalize(plain, Normalizer.Form.NFKC);
        return cleaned(composed.toLowerCase(Locale.ROOT));
    }

    private String cleaned(String text) {
        var out = new char[text.length()]; // nothing becomes longer
        int length = 0;
        int last = -1;
        int repeats = 0;
        for (int i = 0; i < text.length(); ) {
            int end = addressEnd(text, i);
            int c;
            if (end > i) {
                c = URL;
                i = end;
            } else if (text.charAt(i) == '@' && mentionEnd(text, i) > i) {
                c = USER;
                i = mentionEnd(text, i);
            } else {
                c = text.codePointAt(i);
                i += Character.charCount(c);
                c = character(c);
            }
            if (c < 0 || c == ' ' && (last == ' ' || length == 0)) continue;
            repeats = c == last ? repeats + 1 : 1;
            last = c;
            if (repeats <= MOST_REPEATS) length += Character.toChars(c, out, length);
        }
        return new String(out, 0, length > 0 && out[length - 1] == ' ' ? length - 1 : length);
    }

    /// @return -1 for what is not kept
    private int character(int c) {
        if (c < 0x80) return c > ' ' && c != 0x7F ? c : c == 0 ? -1 : ' ';
        if (c == 'ё') return 'е';
        if (c < 0x500) return Character.isWhitespace(c) || Character.isISOControl(c) ? ' ' : c;
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            // joiners, direction marks, variation selectors; private use, which is ours; broken UTF-16; nothing at all
            case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> -1;
            case Character.NON_SPACING_MARK -> c >= 0xFE00 && c <= 0xFE0F ? -1 : c;
            default -> simplified.of(c);
        };
    }

    private static int addressEnd(String text, int at) {
        char c = text.charAt(at);
        boolean starts = c == 'h' && (text.startsWith("http://", at) || text.startsWith("https://", at))
                || c == 'w' && text.startsWith("www.", at) && (at == 0 || !Character.isLetter(text.charAt(at - 1)));
        if (!starts) return at;
        int end = at;
        while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) < 0x2E80) end++;
        return end;
    }

    private static int mentionEnd(String text, int at) {
        if (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) return at; // an e-mail address
        int end = at + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) end++;
        return end > at + 1 ? end : at;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static String withoutMarkup(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int end = c == '<' ? tagEnd(text, i) : i;
            if (end > i) {
                out.append(' ');
                i = end;
                continue;
            }
            end = c == '&' ? entity(text, i, out) : i;
            if (end == i) out.append(text.charAt(end++));
            i = end;
        }
        return out.toString();
    }

    /// After the `>` of a tag that begins here, or here. "<3" is a heart.
    private static int tagEnd(String text, int at) {
        if (at + 1 >= text.length()) return at;
        char next = text.charAt(at + 1);
        if (!(next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z' || next == '/' || next == '!')) return at;
        int limit = Math.min(text.length(), at + LONGEST_TAG);
        for (int i = at + 1; i < limit; i++) {
            if (text.charAt(i) == '>') return i + 1;
            if (text.charAt(i) == '<') return at;
        }
        return at;
    }

    /// Appends the character that an entity beginning here stands for.
    ///
    /// @return after its `;`, or here when there is none
    private static int entity(String text, int at, StringBuilder out) {
        int end = text.indexOf(';', at + 1, Math.min(text.length(), at + LONGEST_ENTITY + 2));
        if (end < 0) return at;
        var name = text.substring(at + 1, end);
        var known = ENTITIES.get(name);
        if (known != null) {
            out.append(known);
            return end + 1;
        }
        if (!name.startsWith("#") || name.length() < 2) return at;
        boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        try {
            int c = Integer.parseInt(name, hexadecimal ? 2 : 1, name.length(), hexadecimal ? 16 : 10);
            if (!Character.isValidCodePoint(c)) return at;
            out.appendCodePoint(c);
            return end + 1;
        } catch (NumberFormatException notAnEntity) {
            return at;
        }
    }
}
