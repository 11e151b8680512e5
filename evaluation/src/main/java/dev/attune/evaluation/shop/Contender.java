package dev.attune.evaluation.shop;

import dev.attune.decisions.learning.Explorer;

/// A policy that serves the shop.
enum Contender {
    /// Any action, at random.
    RANDOM("random"),
    /// A playbook: five conditions a shop owner would write.
    RULES("rules"),
    EPSILON_GREEDY("epsilon-greedy"),
    LINUCB("linucb"),
    THOMPSON("thompson"),
    SQUARECB("squarecb"),
    /// LinUCB with a deviation per segment and per person.
    HIERARCHICAL("hierarchical");

    private final String id;

    Contender(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    boolean learns() {
        return this != RANDOM && this != RULES;
    }

    /// Scales fit rewards of 0 or 1: the noise of one is at most 0.5.
    Explorer explorer() {
        return switch (this) {
            case RANDOM, RULES, EPSILON_GREEDY -> new Explorer.EpsilonGreedy(0.05);
            case LINUCB, HIERARCHICAL -> new Explorer.LinUcb(0.3);
            case THOMPSON -> new Explorer.Thompson(0.3);
            case SQUARECB -> new Explorer.SquareCb(10);
        };
    }
}
