package dev.attune.text.personaldata;

/// A text as detectors see it: full-width and foreign digits and signs in ASCII, all spaces and dashes alike, invisible
/// characters left out. So a number written １３８… or split by a zero-width space is found too.
final class Skeleton {
    private final String text;
    private final int[] origins;
    private final int digits;

    private Skeleton(String text, int[] origins, int digits) {
        this.text = text;
        this.origins = origins;
        this.digits = digits;
    }

    static Skeleton of(String original) {
        var text = new StringBuilder(original.length());
        var origins = new int[original.length() + 1];
        int digits = 0;
        for (int i = 0; i < original.length(); i++) {
            char c = original.charAt(i);
            if (c >= 0x80 && Character.getType(c) == Character.FORMAT) continue;
            char plain = c < 0x80 ? c : plain(c);
            if (plain >= '0' && plain <= '9') digits++;
            origins[text.length()] = i;
            text.append(plain);
        }
        origins[text.length()] = original.length();
        return new Skeleton(text.toString(), origins, digits);
    }

    private static char plain(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') return (char) (c - 0xFEE0); // full-width forms of ASCII
        int digit = Character.digit(c, 10);
        if (digit >= 0) return (char) ('0' + digit);
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default -> c == '\u2212' ? '-' : c; // the minus sign is a symbol
        };
    }

    String text() {
        return text;
    }

    int digits() {
        return digits;
    }

    /// The same stretch in the original.
    Finding original(Finding finding) {
        return new Finding(finding.kind(), origins[finding.start()], origins[finding.end() - 1] + 1);
    }

    /// Whether neither a letter of the Latin or Cyrillic script nor a digit touches the stretch: Han text has no
    /// spaces.
    boolean standsAlone(int start, int end) {
        return beginsAlone(start) && (end == text.length() || !isWordLike(text.charAt(end)));
    }

    boolean beginsAlone(int start) {
        return start == 0 || !isWordLike(text.charAt(start - 1));
    }

    private static boolean isWordLike(char c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
    }
}
