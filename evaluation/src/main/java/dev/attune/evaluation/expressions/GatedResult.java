package dev.attune.evaluation.expressions;

import dev.attune.evaluation.EvaluationResult;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A comparison of groups with what stands against a release, in its JSON as well: the console shows it from there.
///
/// @param objections empty when the gate was passed
public record GatedResult(ExpressionResult result, List<String> objections) implements EvaluationResult {
    public GatedResult {
        objections = List.copyOf(objections);
    }

    @Override
    public ObjectNode json() {
        var json = result.json();
        var gate = json.putObject("gate");
        gate.put("passed", objections.isEmpty());
        objections.forEach(gate.putArray("objections")::add);
        return json;
    }

    @Override
    public String markdown() {
        return result.markdown();
    }
}
