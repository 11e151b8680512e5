package dev.attune.decisions.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which named numbers a slot learns from, and in which order they become a vector.
///
/// The vector is `[1, context…, action…]`. A value becomes `(value − usual) / (high − low)`, values
/// outside the range count as its end, and a value that is not known is 0: as if it were usual. So no
/// single number, however large, can ruin a model. Another schema is another version; a model learned
/// with one cannot be read with the other.
///
/// @param version noted in every log record
public record FeatureSchema(int version, List<Feature> context, List<Feature> action) {
    /// Where a number comes from.
    public enum Origin {
        /// The service: the page, the cart, the case.
        SERVICE,
        /// What the person displayed, or anything computed from it. Dropped where an entitlement is decided.
        DISPLAY
    }

    /// @param low the smallest value that counts
    /// @param usual what is assumed when the value is not known, in [low, high]
    public record Feature(String name, Origin origin, double low, double usual, double high) {
        public Feature {
            if (name.isBlank()) throw new IllegalArgumentException("a feature needs a name");
            if (!(Double.isFinite(low) && Double.isFinite(high) && low < high && low <= usual && usual <= high))
                throw new IllegalArgumentException("feature '%s' needs finite low <= usual <= high, got %s, %s, %s"
                        .formatted(name, low, usual, high));
        }

        /// A share or score in [0, 1] that is usually 0.
        public static Feature share(String name, Origin origin) {
            return new Feature(name, origin, 0, 0, 1);
        }

        double scaled(double value) {
            return (Math.clamp(value, low, high) - usual) / (high - low);
        }
    }

    public FeatureSchema {
        context = List.copyOf(context);
        action = List.copyOf(action);
        for (var list : List.of(context, action))
            if (list.stream().map(Feature::name).distinct().count() != list.size())
                throw new IllegalArgumentException("feature names must differ, got "
                        + list.stream().map(Feature::name).toList());
    }

    /// Length of the vector.
    public int dimension() {
        return 1 + context.size() + action.size();
    }

    /// Names of the vector's entries, in order; the constant is `1`.
    public List<String> names() {
        var names = new ArrayList<String>();
        names.add("1");
        context.forEach(feature -> names.add(feature.name()));
        action.forEach(feature -> names.add("action." + feature.name()));
        return List.copyOf(names);
    }

    /// @param withDisplay false leaves out whatever comes from the person's display
    /// @throws IllegalArgumentException when a value is not finite; names that are not in the schema are not read
    public double[] vector(Map<String, Double> contextValues, Map<String, Double> actionValues, boolean withDisplay) {
        return withAction(context(contextValues, withDisplay), actionValues, withDisplay);
    }

    /// The vector before any action is known: the action's places are 0. For many actions of one context.
    public double[] context(Map<String, Double> values, boolean withDisplay) {
        var vector = new double[dimension()];
        vector[0] = 1;
        fill(vector, 1, context, values, withDisplay);
        return vector;
    }

    /// @param contextVector of [#context]; it is not changed, and is the answer where actions have no features
    public double[] withAction(double[] contextVector, Map<String, Double> values, boolean withDisplay) {
        if (action.isEmpty()) return contextVector;
        var vector = contextVector.clone();
        fill(vector, 1 + context.size(), action, values, withDisplay);
        return vector;
    }

    /// Names among `values` that this schema does not read.
    public List<String> unread(Map<String, Double> values) {
        int read = 0;
        for (var feature : context) if (values.containsKey(feature.name())) read++;
        if (read == values.size()) return List.of(); // as nearly always, and every decision asks
        var unread = new TreeSet<>(values.keySet());
        context.forEach(feature -> unread.remove(feature.name()));
        return List.copyOf(unread);
    }

    /// Features of the context that come from the person's display and have a value, so that dropping
    /// them is told.
    public List<String> displayed(Map<String, Double> values) {
        return context.stream()
                .filter(feature -> feature.origin() == Origin.DISPLAY && values.containsKey(feature.name()))
                .map(Feature::name)
                .toList();
    }

    private static void fill(
            double[] vector, int from, List<Feature> features, Map<String, Double> values, boolean withDisplay) {
        int at = from;
        for (var feature : features) {
            var value = values.get(feature.name());
            if (value != null) {
                if (!Double.isFinite(value))
                    throw new IllegalArgumentException(
                            "feature '%s' must be finite, got %s. Maybe leave it out when it is not known."
                                    .formatted(feature.name(), value));
                if (withDisplay || feature.origin() == Origin.SERVICE) vector[at] = feature.scaled(value);
            }
            at++;
        }
    }
}
