package dev.attune.evaluation.shop;

import java.util.List;
import java.util.Map;

/// The rules the learners have to beat: what the shipped retail playbook does, on the simulator's features.
final class Playbook {
    private static final double CLEARLY = 0.5;

    private Playbook() {}

    /// @return index into [ShopWorld#ACTIONS]
    static int choose(Map<String, Double> context) {
        if (value(context, "frustration") > CLEARLY) return index("offer-human");
        if (value(context, "confusion") > CLEARLY)
            return index(value(context, "checkout") > 0 ? "form-in-steps" : "comparison");
        if (value(context, "delight") > CLEARLY) return index("warm-thanks");
        if (value(context, "product") > 0 && value(context, "dwell") > CLEARLY) return index("comparison");
        return index("house-style");
    }

    static double[] probabilities(Map<String, Double> context, List<String> actions) {
        var probabilities = new double[actions.size()];
        probabilities[choose(context)] = 1;
        return probabilities;
    }

    private static double value(Map<String, Double> context, String name) {
        return context.getOrDefault(name, 0.0);
    }

    private static int index(String id) {
        for (int i = 0; i < ShopWorld.ACTIONS.size(); i++)
            if (ShopWorld.ACTIONS.get(i).id().equals(id)) return i;
        throw new IllegalArgumentException("the shop has no action " + id);
    }
}
