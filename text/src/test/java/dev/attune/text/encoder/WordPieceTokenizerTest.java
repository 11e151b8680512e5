package dev.attune.text.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordPieceTokenizerTest {
    private static final List<String> PIECES =
            List.of("[UNK]", "[CLS]", "[SEP]", "late", "##ly", "cafe", "!", "包", "裹", "deliver", "##y");
    private final WordPieceTokenizer tokenizer =
            new WordPieceTokenizer(String.join("\n", PIECES).getBytes(StandardCharsets.UTF_8));

    @Test
    void theLongestKnownPiecesFromTheLeft() {
        assertThat(pieces("Delivery lately!", 128))
                .containsExactly("[CLS]", "deliver", "##y", "late", "##ly", "!", "[SEP]");
    }

    @Test
    void accentsGoAndHanCharactersStandAlone() {
        assertThat(pieces("Café包裹", 128)).containsExactly("[CLS]", "cafe", "包", "裹", "[SEP]");
    }

    @Test
    void aWordWithAnUnknownRestIsUnknownAsAWhole() {
        assertThat(pieces("latex", 128)).containsExactly("[CLS]", "[UNK]", "[SEP]");
    }

    @Test
    void aLongTextEndsWithItsMark() {
        assertThat(pieces("late late late late", 4)).containsExactly("[CLS]", "late", "late", "[SEP]");
    }

    private List<String> pieces(String text, int most) {
        return Arrays.stream(tokenizer.pieces(text, most))
                .mapToObj(id -> PIECES.get((int) id))
                .toList();
    }
}
