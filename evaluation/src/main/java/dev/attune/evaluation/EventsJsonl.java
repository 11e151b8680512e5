package dev.attune.evaluation;

import dev.attune.signals.Moment;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `NAME.events.jsonl`: one moment per line, as a JSON object, in the order in which the moments
/// became complete.
///
/// The fields are those of the `moment` message of the live protocol, plus `text`, a sentence in English.
public final class EventsJsonl implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Writer out;

    /// @param out closed by [#close()]
    public EventsJsonl(Writer out) {
        this.out = out;
    }

    public void write(Moment moment) throws IOException {
        out.write(JSON.writeValueAsString(toJson(moment)));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static ObjectNode toJson(Moment moment) {
        var json = JSON.createObjectNode();
        json.put("kind", MomentNames.kind(moment));
        json.put("name", MomentNames.name(moment));
        json.put("trackId", moment.trackId());
        json.put("onsetMs", milliseconds(moment.episode().onset()));
        json.put("apexMs", milliseconds(moment.episode().apex()));
        json.put("offsetMs", milliseconds(moment.episode().offset()));
        json.put("strength", rounded(moment.strength()));
        var units = json.putObject("actionUnits");
        for (var unit : MomentNames.actionUnits(moment)) units.put(unit.id(), rounded(unit.intensity()));
        if (moment instanceof Moment.MicroExpression movement) {
            json.put("group", movement.group().id());
            json.put("grade", movement.grade().id());
        }
        if (moment instanceof Moment.MixedExpression mixed) {
            json.put("first", mixed.first().id());
            json.put("second", mixed.second().id());
            json.put("firstWeight", rounded(mixed.firstWeight()));
            json.put("secondWeight", rounded(mixed.secondWeight()));
        }
        if (moment instanceof Moment.Blink blink) {
            json.put("completeness", rounded(blink.completeness()));
            json.put("resolutionMs", milliseconds(blink.resolution()));
        }
        json.put("text", MomentNames.sentence(moment));
        return json;
    }

    static double milliseconds(Duration mediaTime) {
        return Math.round(mediaTime.toNanos() / 1e5) / 10.0; // tenths: finer than any frame interval
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
