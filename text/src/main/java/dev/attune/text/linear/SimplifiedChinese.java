package dev.attune.text.linear;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Traditional Chinese characters as simplified ones, character by character: OpenCC's table as packed in opencc4j
/// (Apache-2.0). Where one traditional character has several simplified ones, the first, which is the usual one.
final class SimplifiedChinese {
    private static final String TABLE = "/data/dictionary/TSCharacters.txt";
    private static final int FIRST = 0x3400; // the first Han character
    private static final int LAST = 0x9FFF; // of the basic plane; rarer ones stay as they are

    private final char[] table;

    private SimplifiedChinese(char[] table) {
        this.table = table;
    }

    static SimplifiedChinese load() {
        var table = new char[LAST - FIRST + 1];
        for (int i = 0; i < table.length; i++) table[i] = (char) (FIRST + i);
        try (var stream = SimplifiedChinese.class.getResourceAsStream(TABLE)) {
            if (stream == null)
                throw new IllegalStateException("the table %s is not on the class path".formatted(TABLE));
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line; (line = lines.readLine()) != null; )
                if (line.length() >= 3
                        && line.charAt(0) >= FIRST
                        && line.charAt(0) <= LAST
                        && !Character.isSurrogate(line.charAt(2))) table[line.charAt(0) - FIRST] = line.charAt(2);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
        return new SimplifiedChinese(table);
    }

    int of(int character) {
        return character >= FIRST && character <= LAST ? table[character - FIRST] : character;
    }
}
