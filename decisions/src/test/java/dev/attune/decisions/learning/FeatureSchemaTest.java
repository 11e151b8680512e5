package dev.attune.decisions.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.learning.FeatureSchema.Feature;
import dev.attune.decisions.learning.FeatureSchema.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            1,
            List.of(new Feature("cart", Origin.SERVICE, 0, 50, 250), Feature.share("confusion", Origin.DISPLAY)),
            List.of(Feature.share("effort", Origin.SERVICE)));

    @Test
    void valuesAreScaledAboutWhatIsUsualAndCutAtTheirRange() {
        assertThat(SCHEMA.vector(Map.of("cart", 175.0, "confusion", 0.4), Map.of("effort", 1.0), true))
                .containsExactly(1, 0.5, 0.4, 1);
        assertThat(SCHEMA.vector(Map.of("cart", 1e300), Map.of(), true)).containsExactly(1, 0.8, 0, 0);
        assertThat(SCHEMA.names()).containsExactly("1", "cart", "confusion", "action.effort");
    }

    @Test
    void whatIsNotKnownCountsAsUsual() {
        assertThat(SCHEMA.vector(Map.of(), Map.of(), true)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void withoutDisplayAFaceChangesNothing() {
        assertThat(SCHEMA.vector(Map.of("cart", 50.0, "confusion", 0.9), Map.of(), false))
                .isEqualTo(SCHEMA.vector(Map.of("cart", 50.0), Map.of(), false));
        assertThat(SCHEMA.displayed(Map.of("cart", 50.0, "confusion", 0.9))).containsExactly("confusion");
    }

    @Test
    void namesThatAreNotInTheSchemaAreToldAndNotRead() {
        assertThat(SCHEMA.unread(Map.of("cart", 1.0, "mood", 1.0))).containsExactly("mood");
        assertThat(SCHEMA.vector(Map.of("mood", Double.NaN), Map.of(), true)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void aValueThatIsNoNumberIsRefusedByName() {
        assertThatThrownBy(() -> SCHEMA.vector(Map.of("cart", Double.NaN), Map.of(), true))
                .hasMessageContaining("'cart'")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> SCHEMA.vector(Map.of(), Map.of("effort", Double.POSITIVE_INFINITY), true))
                .hasMessageContaining("'effort'");
        assertThatThrownBy(() -> new Feature("cart", Origin.SERVICE, 0, 300, 250))
                .hasMessageContaining("300");
    }
}
