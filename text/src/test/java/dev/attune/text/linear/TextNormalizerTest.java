package dev.attune.text.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextNormalizerTest {
    private final TextNormalizer normalizer = new TextNormalizer();

    @Test
    void tagsGoAndEntitiesAreResolvedButAHeartStays() {
        assertThat(normalizer.normalize("<b>Great</b>&nbsp;&amp; fast &#33; I <3 it"))
                .isEqualTo("great & fast ! i <3 it");
        assertThat(normalizer.normalize("a < b and c > d")).isEqualTo("a < b and c > d");
    }

    @Test
    void addressesAndMentionsBecomeOneSymbolEach() {
        assertThat(normalizer.normalize("@bob see https://shop.example/a?b=1 or www.x.io"))
                .isEqualTo(TextNormalizer.USER + " see " + TextNormalizer.URL + " or " + TextNormalizer.URL);
    }

    @Test
    void fullWidthFormsBecomePlainAndYoBecomesYe() {
        assertThat(normalizer.normalize("ＦＵＬＬ　width Ёлка")).isEqualTo("full width елка");
    }

    @Test
    void traditionalChineseBecomesSimplifiedAndBracketedMarksStay() {
        assertThat(normalizer.normalize("包裹沒到，很後悔[泪]")).isEqualTo("包裹没到,很后悔[泪]");
    }

    @Test
    void longRunsOfOneCharacterKeepThree() {
        assertThat(normalizer.normalize("soooooo good!!!!!!")).isEqualTo("sooo good!!!");
    }

    @Test
    void controlAndInvisibleCharactersAndHalfPairsGo() {
        assertThat(normalizer.normalize("a\u0000b\u202E c\uD83D\t\r\n d\uFEFF")).isEqualTo("ab c d");
    }

    @Test
    void millionsOfBeginningsOfEntitiesAreReadInOneWalk() {
        var beginnings = "&".repeat(4_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(normalizer.normalize(beginnings)).isEqualTo("&&&"));
    }

    @Test
    void emojiStay() {
        assertThat(normalizer.normalize("👍️ 😡")).isEqualTo("👍 😡");
    }
}
