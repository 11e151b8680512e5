package dev.attune.face;

import java.util.Arrays;
import java.util.List;

/// Which networks read the displayed expression: the product's own choice, or one to compare it with.
public enum ExpressionNets {
    /// What Attune uses.
    CURRENT(
            "current",
            List.of("expression-attune", "expression-faceapi"),
            "expression-mix/1, a logarithmic opinion pool with calibrated weights"),
    /// Attune's own network alone.
    ATTUNE("expression-attune", List.of("expression-attune"), "its calibrated probabilities"),
    /// Both networks that come in packages.
    PACKAGED("packaged", List.of("expression-xception", "expression-faceapi"), "their mean, uncalibrated"),
    /// Net A alone.
    XCEPTION("expression-xception", List.of("expression-xception"), "its scores, normalised"),
    /// Net B alone.
    FACEAPI("expression-faceapi", List.of("expression-faceapi"), "its scores, normalised");

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> models;

    private final String formula;

    ExpressionNets(String id, List<String> models, String formula) {
        this.id = id;
        this.models = models;
        this.formula = formula;
    }

    /// The name used on the command line and in files.
    public String id() {
        return id;
    }

    /// Ids of the model cards.
    public List<String> models() {
        return models;
    }

    /// How the networks' scores become probabilities, in words.
    public String formula() {
        return formula;
    }

    /// @throws IllegalArgumentException for an unknown id; the message names those there are
    public static ExpressionNets of(String id) {
        return Arrays.stream(values())
                .filter(nets -> nets.id.equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There are no expression networks '%s'. Maybe one of: %s"
                                .formatted(
                                        id,
                                        String.join(
                                                ", ",
                                                Arrays.stream(values())
                                                        .map(ExpressionNets::id)
                                                        .toList()))));
    }
}
