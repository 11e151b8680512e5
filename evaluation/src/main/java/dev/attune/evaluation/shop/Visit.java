package dev.attune.evaluation.shop;

import java.util.Map;

/// One visit of one person, with what nobody but the simulator knows.
///
/// @param chances probability of a purchase under each action, in the order of [ShopWorld#ACTIONS]
/// @param luck in [0, 1); the visitor buys under an action when its chance is above it, so that every
///     policy meets the same people in the same mood
record Visit(int person, int segment, Map<String, Double> context, double[] chances, double luck) {
    double reward(int action) {
        return luck < chances[action] ? 1 : 0;
    }

    double best() {
        double best = 0;
        for (double chance : chances) best = Math.max(best, chance);
        return best;
    }
}
