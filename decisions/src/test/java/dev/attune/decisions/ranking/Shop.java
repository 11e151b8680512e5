package dev.attune.decisions.ranking;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.learning.Explorer;
import dev.attune.decisions.learning.FeatureSchema;
import dev.attune.decisions.learning.FeatureSchema.Feature;
import dev.attune.decisions.learning.FeatureSchema.Origin;
import dev.attune.decisions.learning.Hierarchy;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.learning.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A slot of a shop for tests: three actions, one number from the cart and one from the display.
final class Shop {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final FeatureSchema SCHEMA = new FeatureSchema(
            1, List.of(Feature.share("cart", Origin.SERVICE), Feature.share("confusion", Origin.DISPLAY)), List.of());
    static final List<Candidate> ACTIONS = List.of(
            Candidate.of("house-style", ActionClass.STYLE),
            Candidate.of("offer-help", ActionClass.HELP),
            Candidate.of("comparison", ActionClass.CONTENT));

    private Shop() {}

    static Guards freely() {
        return new Guards(0.06, Map.of(), Guards.Cap.NONE, 1, 0.05, "offer-help", false);
    }

    static Slot slot(Guards guards) {
        return slot(guards, Rewards.Rule.FIRST);
    }

    static Slot slot(Guards guards, Rewards.Rule rule) {
        return new Slot(
                "checkout",
                "v1",
                SCHEMA,
                new Explorer.LinUcb(0.5),
                guards,
                new Rewards(Duration.ofMinutes(30), 0, rule));
    }

    static Hierarchy nothingKnown() {
        return Hierarchy.of(RewardModel.empty(new RewardModel.Settings(SCHEMA.dimension(), 1, 1)));
    }

    /// Help pays when somebody is confused, a comparison when the cart is full.
    static Hierarchy experienced() {
        var beliefs = nothingKnown();
        for (int i = 0; i < 200; i++) {
            double cart = i % 2;
            double confusion = i / 2 % 2;
            var x = new double[] {1, cart, confusion};
            beliefs = beliefs.learn(new Row("house-style", x, 0.3, 0))
                    .learn(new Row("offer-help", x, 0.1 + 0.7 * confusion, 0))
                    .learn(new Row("comparison", x, 0.1 + 0.6 * cart, 0));
        }
        return beliefs;
    }

    static RankRequest asks(String eventId, double cart, double confusion) {
        return RankRequest.of(eventId, NOON, "ann", Map.of("cart", cart, "confusion", confusion), ACTIONS);
    }
}
