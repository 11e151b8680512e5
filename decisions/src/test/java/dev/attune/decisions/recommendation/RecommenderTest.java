package dev.attune.decisions.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.recommendation.Recommendation.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommenderTest {
    private static final List<Item> SHOES = List.of(
            item("trail", "Trail shoe", Map.of("running", 1.0, "trail", 1.0), 0.3, 0.6),
            item("road", "Road shoe", Map.of("running", 1.0, "road", 1.0), 0.6, 0.3),
            item("race", "Race shoe", Map.of("running", 1.0, "road", 1.0, "carbon", 0.5), 0.2, 0.9),
            item("boot", "Hiking boot", Map.of("hiking", 1.0, "trail", 1.0), 0.5, 0.4),
            item("sandal", "Sandal", Map.of("summer", 1.0), 0.9, 0.0));

    private final Recommender recommender = new Recommender(SHOES, 0.7);

    @Test
    void somebodyNobodyKnowsGetsWhatOthersLike() {
        var first = recommender.recommend(Shopper.UNKNOWN, Set.of(), 2).getFirst();

        assertThat(first.item().id()).isEqualTo("sandal");
        assertThat(first.reason().en()).isEqualTo("because many others chose it");
        assertThat(first.parts()).containsOnlyKeys(Source.POPULARITY, Source.EASE);
    }

    @Test
    void whatSomebodyLookedAtCountsAndIsNamed() {
        var runner = new Shopper(List.of(new Shopper.Deed("race", 3, Duration.ofDays(1))), Map.of(), 0);
        var first = recommender.recommend(runner, Set.of(), 1).getFirst();

        assertThat(first.item().id()).isEqualTo("road");
        assertThat(first.reason().en()).isEqualTo("because you looked at Race shoe");
        assertThat(first.reason().ru()).isEqualTo("потому что вы смотрели: Race shoe");
        assertThat(recommender.recommend(runner, Set.of(), 9))
                .noneMatch(shown -> shown.item().id().equals("race"));
    }

    @Test
    void anOldLookCountsLessThanWhatIsLookedForNow() {
        var hiker = new Shopper(List.of(new Shopper.Deed("race", 1, Duration.ofDays(300))), Map.of("hiking", 1.0), 0);

        var first = recommender.recommend(hiker, Set.of(), 1).getFirst();
        assertThat(first.item().id()).isEqualTo("boot");
        assertThat(first.reason().en()).isEqualTo("because you are looking for hiking");
    }

    @Test
    void aReturnedItemSpeaksAgainstItsLike() {
        var returned = new Shopper(List.of(new Shopper.Deed("race", -2, Duration.ofDays(3))), Map.of(), 0);

        assertThat(recommender.recommend(returned, Set.of(), 4).getLast().item().tags())
                .containsKey("running");
    }

    @Test
    void twoOfAKindAreNotBothShownWhileThereIsSomethingElse() {
        var runner = new Shopper(List.of(), Map.of("running", 1.0, "road", 1.0), 0);

        assertThat(ids(new Recommender(SHOES, 1).recommend(runner, Set.of(), 2)))
                .containsExactly("road", "race");
        assertThat(ids(new Recommender(SHOES, 0.5).recommend(runner, Set.of(), 2)))
                .startsWith("road")
                .doesNotContain("race");
    }

    @Test
    void confusionBringsFewerThingsThatNeedLessExplaining() {
        var confused = new Shopper(List.of(), Map.of("running", 1.0), 1);
        var shown = recommender.recommend(confused, Set.of(), 5);

        assertThat(shown).hasSize(3);
        assertThat(shown.getFirst().item().id()).isEqualTo("road");
        assertThat(shown).noneMatch(one -> one.item().id().equals("race"));
    }

    @Test
    void whatIsExcludedOrUnknownIsPassedOver() {
        var ghost = new Shopper(List.of(new Shopper.Deed("sold-long-ago", 5, Duration.ZERO)), Map.of(), 0);

        assertThat(ids(recommender.recommend(ghost, Set.of("sandal"), 9)))
                .hasSize(4)
                .doesNotContain("sandal");
        assertThat(new Recommender(List.of(), 0.7).recommend(ghost, Set.of(), 3))
                .isEmpty();
        assertThatThrownBy(() -> new Recommender(List.of(SHOES.get(0), SHOES.get(0)), 0.7))
                .hasMessageContaining("trail is in the catalogue twice");
        assertThatThrownBy(() -> item("x", "X", Map.of("a", Double.NaN), 0, 0)).hasMessageContaining("NaN");
    }

    private static List<String> ids(List<Recommendation> shown) {
        return shown.stream().map(one -> one.item().id()).toList();
    }

    private static Item item(String id, String title, Map<String, Double> tags, double popularity, double effort) {
        return new Item(id, title, tags, popularity, effort);
    }
}
