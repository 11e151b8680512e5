package dev.attune.text.feedback;

import dev.attune.text.topics.AspectOpinion;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.IntentMention;
import dev.attune.text.topics.Span;
import dev.attune.text.topics.Urgency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [FeedbackReading] as one line of JSON, and back. Places are `[start, end]`.
public final class FeedbackJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FeedbackJson() {}

    public static String write(FeedbackReading reading) {
        var json = JSON.createObjectNode();
        json.put("row", reading.row());
        if (!reading.id().isEmpty()) json.put("id", reading.id());
        reading.day().ifPresent(day -> json.put("day", day.toString()));
        if (!reading.product().isEmpty()) json.put("product", reading.product());
        json.put("text", reading.text());
        json.put("language", reading.language());
        json.put("segment", reading.segment().id());
        json.put("polarity", rounded(reading.polarity()));
        if (!reading.emotions().isEmpty()) reading.emotions().forEach(json.putArray("emotions")::add);
        if (!reading.aspects().isEmpty()) aspects(json.putArray("aspects"), reading.aspects());
        if (!reading.intents().isEmpty()) intents(json.putArray("intents"), reading.intents());
        if (reading.urgency() != Urgency.NONE)
            json.put("urgency", reading.urgency().id());
        if (!reading.sarcasm().isEmpty()) {
            var sarcasm = json.putArray("sarcasm");
            for (var span : reading.sarcasm()) place(sarcasm.addArray(), span);
        }
        reading.request().ifPresent(request -> json.put("request", request));
        if (!reading.personalData().isEmpty()) reading.personalData().forEach(json.putArray("personalData")::add);
        return JSON.writeValueAsString(json);
    }

    private static void aspects(ArrayNode json, List<AspectOpinion> aspects) {
        for (var aspect : aspects) {
            var node = json.addObject();
            node.put("aspect", aspect.aspect());
            node.put("polarity", rounded(aspect.polarity()));
            place(node.putArray("term"), aspect.term());
            place(node.putArray("clause"), aspect.clause());
        }
    }

    private static void intents(ArrayNode json, List<IntentMention> intents) {
        for (var mention : intents) {
            ObjectNode node = json.addObject();
            node.put("intent", mention.intent().id());
            place(node.putArray("why"), mention.why());
        }
    }

    private static void place(ArrayNode json, Span span) {
        json.add(span.start()).add(span.end());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /// @throws tools.jackson.core.JacksonException when it is no JSON
    /// @throws IllegalArgumentException when it is none of ours
    public static FeedbackReading read(String line) {
        var json = JSON.readTree(line);
        var day = json.path("day").asString("");
        return new FeedbackReading(
                json.path("row").asLong(),
                json.path("id").asString(""),
                day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day)),
                json.path("product").asString(""),
                json.path("text").asString(""),
                json.path("language").asString("und"),
                Segment.of(json.path("segment").asString("")),
                json.path("polarity").asDouble(),
                strings(json.path("emotions")),
                json.path("aspects").valueStream().map(FeedbackJson::aspect).toList(),
                json.path("intents").valueStream().map(FeedbackJson::intent).toList(),
                Urgency.valueOf(json.path("urgency").asString("none").toUpperCase(Locale.ROOT)),
                json.path("sarcasm").valueStream().map(FeedbackJson::span).toList(),
                json.path("request").stringValueOpt(),
                strings(json.path("personalData")));
    }

    private static AspectOpinion aspect(JsonNode json) {
        return new AspectOpinion(
                json.path("aspect").asString(""),
                span(json.path("term")),
                span(json.path("clause")),
                json.path("polarity").asDouble());
    }

    private static IntentMention intent(JsonNode json) {
        var id = json.path("intent").asString("");
        for (var intent : Intent.values())
            if (intent.id().equals(id)) return new IntentMention(intent, span(json.path("why")));
        throw new IllegalArgumentException("unknown intent '%s'".formatted(id));
    }

    private static Span span(JsonNode json) {
        return new Span(json.path(0).asInt(), json.path(1).asInt());
    }

    private static List<String> strings(JsonNode json) {
        var strings = new ArrayList<String>();
        json.forEach(node -> strings.add(node.asString("")));
        return strings;
    }
}
