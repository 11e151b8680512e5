package dev.attune.evaluation.decisions;

import dev.attune.decisions.offline.OfflineRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A decision log in JSON lines, each like this:
/// ```
/// {"subject": "s17", "actions": ["help", "quiet"], "features": [0.2, 0.9], "chosen": "help", "probability": 0.4,
///  "reward": 1, "explored": true, "policies": {"new": [0.9, 0.1]}}
/// ```
/// `features` are those of the situation, or one list per action; `explored` is true when absent;
/// `policies` say with which probability each policy to be judged would have taken each action.
///
/// @param leftOut lines with `explored: false`, decided by a rule
/// @param policies probabilities by policy and row
record DecisionLog(List<OfflineRow> rows, int leftOut, Map<String, List<double[]>> policies) {

    static DecisionLog read(Path file) throws IOException, UnusableLogException {
        var rows = new ArrayList<OfflineRow>();
        var policies = new LinkedHashMap<String, List<double[]>>();
        int leftOut = 0;
        int number = 0;
        int dimension = -1;
        for (var line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) continue;
            try {
                var json = JsonMapper.shared().readTree(line);
                if (json.has("explored") && !json.get("explored").asBoolean()) {
                    leftOut++;
                    continue;
                }
                var row = row(json);
                int own = row.features().getFirst().length;
                if (dimension < 0) dimension = own;
                if (own != dimension || row.features().stream().anyMatch(x -> x.length != own))
                    throw new IllegalArgumentException(
                            "%d features, the first line has %d".formatted(own - 1, dimension - 1));
                add(policies, json, rows.size());
                rows.add(row);
            } catch (JacksonException | IllegalArgumentException e) {
                throw new UnusableLogException("%s, line %d: %s".formatted(file, number, e.getMessage()));
            }
        }
        if (policies.isEmpty())
            throw new UnusableLogException(
                    "%s names no policy to judge. Maybe add \"policies\": {\"new\": [0.9, 0.1]} to each line."
                            .formatted(file));
        return new DecisionLog(rows, leftOut, policies);
    }

    private static OfflineRow row(JsonNode json) {
        var actions = new ArrayList<String>();
        for (var action : need(json, "actions")) actions.add(action.asString());
        if (actions.isEmpty()) throw new IllegalArgumentException("no actions");
        var chosen = need(json, "chosen").asString();
        int index = actions.indexOf(chosen);
        if (index < 0)
            throw new IllegalArgumentException("'%s' was chosen but is not among %s".formatted(chosen, actions));
        return new OfflineRow(
                need(json, "subject").asString(),
                actions,
                features(need(json, "features"), actions.size()),
                index,
                need(json, "probability").asDouble(),
                need(json, "reward").asDouble());
    }

    /// With the constant 1 before them.
    private static List<double[]> features(JsonNode json, int actions) {
        if (json.isEmpty() || !json.get(0).isArray()) return Collections.nCopies(actions, vector(json));
        var vectors = new ArrayList<double[]>();
        for (var own : json) vectors.add(vector(own));
        return vectors;
    }

    private static double[] vector(JsonNode json) {
        var vector = new double[json.size() + 1];
        vector[0] = 1;
        for (int i = 0; i < json.size(); i++) vector[i + 1] = number(json.get(i));
        return vector;
    }

    private static void add(Map<String, List<double[]>> policies, JsonNode json, int rows) {
        var own = new HashMap<String, double[]>();
        for (var policy : need(json, "policies").properties()) {
            var probabilities = new double[policy.getValue().size()];
            for (int i = 0; i < probabilities.length; i++)
                probabilities[i] = number(policy.getValue().get(i));
            own.put(policy.getKey(), probabilities);
        }
        if (rows == 0) own.keySet().stream().sorted().forEach(name -> policies.put(name, new ArrayList<>()));
        if (!own.keySet().equals(policies.keySet()))
            throw new IllegalArgumentException(
                    "policies %s, the first line has %s".formatted(own.keySet(), policies.keySet()));
        policies.forEach((name, all) -> all.add(own.getOrDefault(name, new double[0])));
    }

    private static double number(JsonNode json) {
        if (!json.isNumber() || !Double.isFinite(json.asDouble()))
            throw new IllegalArgumentException("%s is no number".formatted(json));
        return json.asDouble();
    }

    private static JsonNode need(JsonNode json, String name) {
        var value = json.get(name);
        if (value == null) throw new IllegalArgumentException("'%s' is missing".formatted(name));
        return value;
    }
}
