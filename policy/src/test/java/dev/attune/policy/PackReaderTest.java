package dev.attune.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import org.junit.jupiter.api.Test;

class PackReaderTest {
    private static final SignedFiles FILES = SignedFiles.bundled();
    private static final String HEAD =
            "pack\tmine\t7\nreviewed\t2026-01-01\nreview-by\t2026-07-01\nguardian-below\t16\t13\tsome law\n";
    private static final String RULE =
            "rule\tmine-1\tshop web\t*\t! eligibility\tbiometric\tadult\tblock\t-\t-\tsome law\tsome reason\n";

    @Test
    void aListMaySayEverythingOrEverythingBut() {
        var pack = PackReader.read(HEAD + RULE, "mine.tsv", FILES);

        assertThat(pack.version()).isEqualTo("mine/7");
        var rule = pack.rules().getFirst();
        assertThat(rule.places()).containsExactlyInAnyOrder(Place.SHOP, Place.WEB);
        assertThat(rule.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(rule.purposes()).doesNotContain(Purpose.ELIGIBILITY).hasSize(Purpose.values().length - 1);
        assertThat(rule.modalities()).containsOnly(Modality.FACE, Modality.GAZE, Modality.VOICE, Modality.PHYSIOLOGY);
    }

    @Test
    void aFaultIsToldWithItsLine() {
        assertThatThrownBy(() -> PackReader.read(HEAD + RULE.replace("web", "moon"), "mine.tsv", FILES))
                .hasMessageContaining("mine.tsv:5:")
                .hasMessageContaining("unknown place 'moon'")
                .hasMessageContaining("contact-centre");
    }

    @Test
    void aRuleFromADayThatThePackDoesNotNameIsRefused() {
        assertThatThrownBy(() ->
                        PackReader.read(HEAD + RULE.replace("block\t-\t-", "block\t-\tsome-day"), "mine.tsv", FILES))
                .hasMessageContaining("'some-day'");
    }

    @Test
    void aPackWithoutADayOfReviewIsRefused() {
        assertThatThrownBy(() -> PackReader.read("pack\tmine\t7\nreviewed\t2026-01-01\n", "mine.tsv", FILES))
                .hasMessageContaining("review-by");
    }
}
