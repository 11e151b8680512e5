package dev.attune.evaluation.actionunits;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.face.ActionUnitReader;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What [ActionUnitTest] found, as JSON and as tables.
public final class ActionUnitResult implements EvaluationResult {
    private static final String STATED =
            "synthetic people; nothing here was compared with a FACS coder, and 5 is the rig's full movement";

    private final long seed;
    private final Size size;
    private final List<Finding> findings;

    /// @param findings in the order in which they are told
    ActionUnitResult(long seed, Size size, List<Finding> findings) {
        this.seed = seed;
        this.size = size;
        this.findings = List.copyOf(findings);
    }

    /// @param takes that were rendered
    /// @param faces that were found in them
    /// @param personal people whose baseline became personal from the neutral takes
    record Size(int people, int takes, int faces, int personal) {}

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("topic", "action-units");
        json.put("data", STATED);
        json.put("definition", ActionUnitReader.FORMULA + "/" + ActionUnitReader.VERSION);
        json.put("seed", seed);
        json.put("people", size.people());
        json.put("takes", size.takes());
        json.put("faces", size.faces());
        json.put("personalBaselines", size.personal());
        for (var finding : findings) finding.addTo(json);
        return json;
    }

    @Override
    public String markdown() {
        return "%d %s (seed %d, %d takes, a face in %d; baseline personal in %d).\n\n"
                        .formatted(size.people(), STATED, seed, size.takes(), size.faces(), size.personal())
                + findings.stream().map(Finding::markdown).collect(Collectors.joining("\n"));
    }
}
