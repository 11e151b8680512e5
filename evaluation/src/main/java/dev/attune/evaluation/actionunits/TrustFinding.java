package dev.attune.evaluation.actionunits;

import static dev.attune.evaluation.actionunits.Figures.put;
import static dev.attune.evaluation.actionunits.Figures.two;

import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Bootstrap;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Whether a reading that is trusted less is wrong more.
record TrustFinding(UnitConfidence confidence, Bootstrap bootstrap) implements Finding {
    @Override
    public void addTo(ObjectNode json) {
        var trust = json.putObject("trust");
        put(trust, "rankCorrelationWithError", confidence.order());
        put(trust, "rankCorrelationInterval", confidence.orderInterval(bootstrap));
        put(trust, "rankCorrelationWithinUnits", confidence.orderWithinUnits());
        var bins = trust.putArray("bins");
        for (var row : confidence.rows()) {
            var object = bins.addObject().put("from", row.from()).put("to", row.to());
            object.put("sides", row.n()).put("played", row.played());
            put(object, "r", row.r());
            put(object, "meanAbsoluteErrorPlayed", row.error());
            put(object, "presencePrecision", row.presence().precision());
            put(object, "presenceRecall", row.presence().recall());
        }
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable(
                "reliability × quality",
                "sides",
                "played",
                "r",
                "MAE where played",
                "said present: was",
                "was present: said");
        for (var row : confidence.rows())
            table.row(
                    String.format(Locale.ROOT, "%.1f to %.1f", row.from(), row.to()),
                    row.n(),
                    row.played(),
                    two(row.r()),
                    two(row.error()),
                    two(row.presence().precision()),
                    two(row.presence().recall()));
        return """
                %s
                Rank correlation of reliability × quality and error, sides that moved or were said to: %s; within units %s.
                """.formatted(
                        table,
                        two(confidence.order(), confidence.orderInterval(bootstrap)),
                        two(confidence.orderWithinUnits()));
    }
}
