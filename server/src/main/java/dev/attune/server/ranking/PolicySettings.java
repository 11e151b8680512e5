package dev.attune.server.ranking;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.attune.decisions.ActionClass;
import dev.attune.decisions.Eligibility;
import dev.attune.decisions.learning.Deviation;
import dev.attune.decisions.learning.Explorer;
import dev.attune.decisions.learning.FeatureSchema;
import dev.attune.decisions.learning.RewardModel;
import dev.attune.decisions.ranking.Candidate;
import dev.attune.decisions.ranking.Guards;
import dev.attune.decisions.ranking.Rewards;
import dev.attune.decisions.ranking.Slot;
import dev.attune.signals.Modality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a tenant declares about a policy. Whatever is left out has a default; whatever is wrong is
/// refused by name.
///
/// @param context features of the situation, in the order of the vector
/// @param actionFeatures of the actions
/// @param actions the policy's own list; empty lets every request bring its own
/// @param experiment whose control sees the baseline and whose other arms the learner; null for none
record PolicySettings(
        Learner learner,
        List<ContextFeature> context,
        List<ActionFeature> actionFeatures,
        List<Arm> actions,
        Guarding guards,
        Rewarding rewards,
        Forgetting forgetting,
        @Nullable String experiment) {
    private static final int MOST_FEATURES = 64; // a model of one action then takes 34 kB
    private static final int MOST_ACTIONS = 1_000;
    private static final String EXPERIMENT_FORM = "[a-z0-9][a-z0-9-]{0,62}";
    private static final double RIDGE = 1; // weights of the order of the noise

    /// So many rows of a segment or a person weigh as much as what is believed above: the variance of a reward
    /// (0.15) over that between segments (0.03²) and between people (0.1²), as in the simulated shop.
    static final Deviation.Settings SEGMENT = new Deviation.Settings(List.of(0), 150);

    static final Deviation.Settings PERSON = new Deviation.Settings(List.of(0), 15);

    PolicySettings {
        context = List.copyOf(context);
        actionFeatures = List.copyOf(actionFeatures);
        actions = List.copyOf(actions);
        if (context.size() + actionFeatures.size() > MOST_FEATURES)
            throw new IllegalArgumentException(
                    "at most %d features, got %d".formatted(MOST_FEATURES, context.size() + actionFeatures.size()));
        if (actions.size() > MOST_ACTIONS)
            throw new IllegalArgumentException(
                    "a policy lists at most %d actions, got %d. Maybe let requests bring theirs."
                            .formatted(MOST_ACTIONS, actions.size()));
        if (actions.stream().map(Arm::id).distinct().count() != actions.size())
            throw new IllegalArgumentException(
                    "every action once, got " + actions.stream().map(Arm::id).toList());
        if (experiment != null && !experiment.matches(EXPERIMENT_FORM))
            throw new IllegalArgumentException(
                    "experiment names one by its id of small letters, digits or dashes, got '%s'"
                            .formatted(experiment));
        for (var name : guards.distress().keySet())
            if (context.stream().noneMatch(feature -> feature.name().equals(name)))
                throw new IllegalArgumentException(
                        "guards.distress names '%s', which is no feature of the context".formatted(name));
    }

    @JsonCreator
    static PolicySettings of(
            @JsonProperty("learner") @Nullable Learner learner,
            @JsonProperty("context") @Nullable List<ContextFeature> context,
            @JsonProperty("actionFeatures") @Nullable List<ActionFeature> actionFeatures,
            @JsonProperty("actions") @Nullable List<Arm> actions,
            @JsonProperty("guards") @Nullable Guarding guards,
            @JsonProperty("rewards") @Nullable Rewarding rewards,
            @JsonProperty("forgetting") @Nullable Forgetting forgetting,
            @JsonProperty("experiment") @Nullable String experiment) {
        return new PolicySettings(
                Objects.requireNonNullElseGet(learner, () -> Learner.of(null, null)),
                Objects.requireNonNullElse(context, List.of()),
                Objects.requireNonNullElse(actionFeatures, List.of()),
                Objects.requireNonNullElse(actions, List.of()),
                Objects.requireNonNullElseGet(guards, () -> Guarding.of(null, null, null, null, null, null, null)),
                Objects.requireNonNullElseGet(rewards, () -> Rewarding.of(null, null, null)),
                Objects.requireNonNullElseGet(forgetting, () -> Forgetting.of(null, null)),
                experiment);
    }

    /// How beliefs become probabilities, and whether segments and people may deviate.
    ///
    /// @param kind `linucb`, `thompson`, `squarecb`, or `hierarchical`: LinUCB with a deviation per segment
    ///     and, with consent, per person
    /// @param scale α of LinUCB and of the hierarchy, v of Thompson, γ₀ of SquareCB
    record Learner(String kind, double scale) {
        private static final double USUAL = 0.3; // fits rewards of 0 or 1: the noise of one is at most 0.5
        private static final double USUAL_GAMMA = 10;

        private enum Kind {
            LINUCB,
            THOMPSON,
            SQUARECB,
            HIERARCHICAL
        }

        Learner {
            explorer(kind, scale);
        }

        @JsonCreator
        static Learner of(@JsonProperty("kind") @Nullable String kind, @JsonProperty("scale") @Nullable Double scale) {
            var known = value(Kind.class, "learner.kind", kind == null ? "hierarchical" : kind);
            double usual = known == Kind.SQUARECB ? USUAL_GAMMA : USUAL;
            return new Learner(known.name().toLowerCase(Locale.ROOT), scale == null ? usual : scale);
        }

        Explorer explorer() {
            return explorer(kind, scale);
        }

        boolean hasLevels() {
            return value(Kind.class, "learner.kind", kind) == Kind.HIERARCHICAL;
        }

        private static Explorer explorer(String kind, double scale) {
            return switch (value(Kind.class, "learner.kind", kind)) {
                case LINUCB, HIERARCHICAL -> new Explorer.LinUcb(scale);
                case THOMPSON -> new Explorer.Thompson(scale);
                case SQUARECB -> new Explorer.SquareCb(scale);
            };
        }
    }

    /// A number about the situation.
    ///
    /// @param from `service`, or the modality it was read from: then it is read only with that consent
    /// @param low the least it can be
    /// @param usual what counts where it is not told
    /// @param high the most it can be
    record ContextFeature(String name, String from, double low, double usual, double high) {
        static final String SERVICE = "service";

        ContextFeature {
            if (!from.equals(SERVICE)) Modality.of(from);
        }

        @JsonCreator
        static ContextFeature of(
                @JsonProperty("name") @Nullable String name,
                @JsonProperty("from") @Nullable String from,
                @JsonProperty("low") @Nullable Double low,
                @JsonProperty("usual") @Nullable Double usual,
                @JsonProperty("high") @Nullable Double high) {
            double least = low == null ? 0 : low;
            return new ContextFeature(
                    name == null ? "" : name,
                    from == null ? SERVICE : from,
                    least,
                    usual == null ? least : usual,
                    high == null ? 1 : high);
        }

        /// Empty for one that the service itself knows.
        List<Modality> modality() {
            return from.equals(SERVICE) ? List.of() : List.of(Modality.of(from));
        }

        private FeatureSchema.Feature feature() {
            return new FeatureSchema.Feature(
                    name,
                    from.equals(SERVICE) ? FeatureSchema.Origin.SERVICE : FeatureSchema.Origin.DISPLAY,
                    low,
                    usual,
                    high);
        }
    }

    /// A number about an action.
    ///
    /// @param low the least it can be
    /// @param usual what counts where it is not told
    /// @param high the most it can be
    record ActionFeature(String name, double low, double usual, double high) {
        @JsonCreator
        static ActionFeature of(
                @JsonProperty("name") @Nullable String name,
                @JsonProperty("low") @Nullable Double low,
                @JsonProperty("usual") @Nullable Double usual,
                @JsonProperty("high") @Nullable Double high) {
            double least = low == null ? 0 : low;
            return new ActionFeature(
                    name == null ? "" : name, least, usual == null ? least : usual, high == null ? 1 : high);
        }

        private FeatureSchema.Feature feature() {
            return new FeatureSchema.Feature(name, FeatureSchema.Origin.SERVICE, low, usual, high);
        }
    }

    /// An action that the policy lists.
    ///
    /// @param value what a flag of this policy has when the action is chosen; null for the action's id
    /// @param when a condition over facts; null when everybody may be offered it
    /// @param floor least probability while it is eligible
    /// @param ceiling highest probability
    record Arm(
            String id,
            @JsonProperty("class") ActionClass actionClass,
            Map<String, Double> features,
            @Nullable Object value,
            @Nullable String when,
            double floor,
            double ceiling) {
        Arm {
            features = Map.copyOf(features);
            if (when != null) Eligibility.of(when);
            new Guards.Limit(floor, ceiling);
        }

        @JsonCreator
        static Arm of(
                @JsonProperty("id") @Nullable String id,
                @JsonProperty("class") @Nullable String actionClass,
                @JsonProperty("features") @Nullable Map<String, Double> features,
                @JsonProperty("value") @Nullable Object value,
                @JsonProperty("when") @Nullable String when,
                @JsonProperty("floor") @Nullable Double floor,
                @JsonProperty("ceiling") @Nullable Double ceiling) {
            return new Arm(
                    id == null ? "" : id,
                    actionClass == null ? ActionClass.CONTENT : PolicySettings.actionClass(actionClass),
                    features == null ? Map.of() : features,
                    value,
                    when,
                    floor == null ? 0 : floor,
                    ceiling == null ? 1 : ceiling);
        }

        Candidate candidate() {
            return new Candidate(id, actionClass, features);
        }
    }

    /// What the learner may not do.
    ///
    /// @param epsilon each of K eligible actions has at least this share of chance over K, in [0, 1]
    /// @param cap how often one person sees one action on one channel
    /// @param shareChangePerHour by how much an action's share may move from one hour to the next, in (0, 1]
    /// @param stopMargin an action is stopped when it is surely worse than the baseline by more than this
    /// @param safeAction for people in a vulnerable state; empty for the baseline
    /// @param holdback whether 5 % of people are kept out for good, to measure what it is worth
    /// @param distress from which value on a displayed feature makes a state vulnerable, by its name
    record Guarding(
            double epsilon,
            Guards.Cap cap,
            double shareChangePerHour,
            double stopMargin,
            String safeAction,
            boolean holdback,
            Map<String, Double> distress) {
        Guarding {
            distress = Map.copyOf(distress);
            new Guards(epsilon, Map.of(), cap, shareChangePerHour, stopMargin, safeAction, holdback);
        }

        @JsonCreator
        static Guarding of(
                @JsonProperty("epsilon") @Nullable Double epsilon,
                @JsonProperty("cap") @Nullable CapDraft cap,
                @JsonProperty("shareChangePerHour") @Nullable Double shareChangePerHour,
                @JsonProperty("stopMargin") @Nullable Double stopMargin,
                @JsonProperty("safeAction") @Nullable String safeAction,
                @JsonProperty("holdback") @Nullable Boolean holdback,
                @JsonProperty("distress") @Nullable Map<String, Double> distress) {
            var standard = Guards.standard("");
            return new Guarding(
                    epsilon == null ? standard.epsilon() : epsilon,
                    cap == null ? standard.cap() : cap.cap(),
                    shareChangePerHour == null ? standard.shareChangePerHour() : shareChangePerHour,
                    stopMargin == null ? standard.stopMargin() : stopMargin,
                    safeAction == null ? "" : safeAction,
                    holdback == null ? standard.holdback() : holdback,
                    distress == null ? Map.of() : distress);
        }
    }

    /// A cap as it is declared; what is left out does not limit.
    record CapDraft(
            @Nullable Integer showings,
            @Nullable Duration per,
            @Nullable Duration coolDown) {
        Guards.Cap cap() {
            return new Guards.Cap(
                    showings == null ? Guards.Cap.NONE.showings() : showings,
                    per == null ? Guards.Cap.NONE.per() : per,
                    coolDown == null ? Guards.Cap.NONE.coolDown() : coolDown);
        }
    }

    /// How outcomes become one number.
    ///
    /// @param window after the showing; what comes later is kept and not learned
    /// @param byDefault what counts when nothing came, in [0, 1]
    /// @param rule which of several outcomes counts: `first`, `sum` or `max`
    record Rewarding(Duration window, double byDefault, String rule) {
        private static final Duration USUAL_WINDOW = Duration.ofMinutes(30); // a visit
        private static final Duration LONGEST = Duration.ofDays(30); // within the retention of the log

        Rewarding {
            new Rewards(window, byDefault, value(Rewards.Rule.class, "rewards.rule", rule));
            if (window.compareTo(LONGEST) > 0)
                throw new IllegalArgumentException(
                        "the reward window must be at most %s, got %s".formatted(LONGEST, window));
        }

        @JsonCreator
        static Rewarding of(
                @JsonProperty("window") @Nullable Duration window,
                @JsonProperty("byDefault") @Nullable Double byDefault,
                @JsonProperty("rule") @Nullable String rule) {
            return new Rewarding(
                    window == null ? USUAL_WINDOW : window,
                    byDefault == null ? 0 : byDefault,
                    rule == null ? "first" : rule);
        }

        Rewards rewards() {
            return new Rewards(window, byDefault, value(Rewards.Rule.class, "rewards.rule", rule));
        }
    }

    /// How what was learned fades: every `every` it counts `retention` times as much as before.
    ///
    /// @param retention in (0, 1]; 1 forgets nothing
    /// @param every for example `PT24H`
    record Forgetting(double retention, Duration every) {
        private static final double USUAL = 0.99; // a day; half after 69 days

        Forgetting {
            new RewardModel.Settings(1, RIDGE, retention);
            if (every.compareTo(Duration.ofMinutes(1)) < 0)
                throw new IllegalArgumentException("forgetting.every must be at least one minute, got " + every);
        }

        @JsonCreator
        static Forgetting of(
                @JsonProperty("retention") @Nullable Double retention,
                @JsonProperty("every") @Nullable Duration every) {
            return new Forgetting(retention == null ? USUAL : retention, every == null ? Duration.ofDays(1) : every);
        }
    }

    FeatureSchema schema(int version) {
        return new FeatureSchema(
                version,
                context.stream().map(ContextFeature::feature).toList(),
                actionFeatures.stream().map(ActionFeature::feature).toList());
    }

    RewardModel.Settings modelSettings() {
        return new RewardModel.Settings(1 + context.size() + actionFeatures.size(), RIDGE, forgetting.retention());
    }

    /// @param version of the settings
    /// @param model of the features
    /// @param holdback whether the slot's own holdback is in force, if the settings want one
    Slot slot(String id, int version, int model, boolean holdback) {
        var limits = new HashMap<String, Guards.Limit>();
        for (var action : actions)
            if (action.floor() > 0 || action.ceiling() < 1)
                limits.put(action.id(), new Guards.Limit(action.floor(), action.ceiling()));
        return new Slot(
                id,
                Integer.toString(version),
                schema(model),
                learner.explorer(),
                new Guards(
                        guards.epsilon(),
                        limits,
                        guards.cap(),
                        guards.shareChangePerHour(),
                        guards.stopMargin(),
                        guards.safeAction(),
                        holdback && guards.holdback()),
                rewards.rewards());
    }

    /// Whether a model learned under these settings goes on under others.
    boolean learnsAlike(PolicySettings other) {
        return context.equals(other.context)
                && actionFeatures.equals(other.actionFeatures)
                && forgetting.retention() == other.forgetting.retention();
    }

    static ActionClass actionClass(String name) {
        return value(ActionClass.class, "class", name);
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    static <E extends Enum<E>> E value(Class<E> type, String what, String name) {
        var known = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name.replace('-', '_'))) return constant;
            known.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        throw new IllegalArgumentException("unknown %s '%s'. Maybe one of: %s."
                .formatted(what, name, known.stream().collect(Collectors.joining(", "))));
    }
}
