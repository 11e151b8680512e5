package dev.attune.evaluation.text;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.text.TextReading;
import dev.attune.text.feedback.Segment;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.TopicReading;
import dev.attune.text.topics.Urgency;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the whole reading of customers' sentences gets right, as tables and chats show it: segment, emotions, intents,
/// urgency. Labels as of [LabelledTexts#ofCustomers].
public record CustomersResult(List<Of> files) implements EvaluationResult {
    private static final Set<String> EMOTIONS =
            TextReading.EMOTIONS.stream().map(emotion -> emotion.id()).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> HURTING = Set.of("anger", "disgust", "fear", "sadness");
    private static final String URGENT = "urgent";
    private static final String NEUTRAL = "neutral";

    /// @param is of so many
    public record Share(int is, int of) {
        static final Share NONE = new Share(0, 0);

        public Share {
            if (is < 0 || is > of)
                throw new IllegalArgumentException("a share must be in 0..%d, got %d".formatted(of, is));
        }

        Share with(boolean yes) {
            return new Share(is + (yes ? 1 : 0), of + 1);
        }
    }

    /// @param found of the texts that have it
    /// @param invented of the texts that do not
    public record Detection(Share found, Share invented) {
        static final Detection NONE = new Detection(Share.NONE, Share.NONE);

        Detection with(boolean labelled, boolean read) {
            return labelled ? new Detection(found.with(read), invented) : new Detection(found, invented.with(read));
        }
    }

    /// One file.
    ///
    /// @param segments by the labelled one and `mixed`, how often which was read
    /// @param segmentRight of the texts that are not mixed
    /// @param emotionWhereNone texts without an emotion in which one was read
    /// @param emotionRight texts with emotions of which one was read
    /// @param wrongSign texts in which joy was read in blame, or what hurts in praise
    /// @param intents a complaint counts as invented in a text that does not lean down only: where blame becomes a
    /// complaint is a matter of taste
    /// @param urgent whether it was read as highly urgent
    public record Of(
            String file,
            String sha256,
            int texts,
            Map<String, Map<Segment, Integer>> segments,
            Share segmentRight,
            Share emotionWhereNone,
            Share emotionRight,
            Share wrongSign,
            Map<Intent, Detection> intents,
            Detection urgent) {
        public Of {
            segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
            intents = Collections.unmodifiableMap(new LinkedHashMap<>(intents));
        }

        /// Where no text has a leaning, nobody labelled any, and how it is read is neither right nor wrong.
        private boolean hasLeanings() {
            return segments.entrySet().stream()
                    .anyMatch(lean ->
                            !lean.getKey().equals(NEUTRAL) && !lean.getValue().isEmpty());
        }
    }

    public CustomersResult {
        files = List.copyOf(files);
    }

    public static CustomersResult of(UtteranceReader reader, double polarFrom, List<LabelledTexts> labelled) {
        return new CustomersResult(
                labelled.stream().map(texts -> of(reader, polarFrom, texts)).toList());
    }

    private static Of of(UtteranceReader reader, double polarFrom, LabelledTexts texts) {
        var segments = new LinkedHashMap<String, Map<Segment, Integer>>();
        for (var name : List.of("positive", NEUTRAL, "negative", "mixed"))
            segments.put(name, new EnumMap<>(Segment.class));
        var segmentRight = Share.NONE;
        var emotionWhereNone = Share.NONE;
        var emotionRight = Share.NONE;
        var wrongSign = Share.NONE;
        var intents = new EnumMap<Intent, Detection>(Intent.class);
        for (var intent : Intent.values()) intents.put(intent, Detection.NONE);
        var urgent = Detection.NONE;
        for (var row : texts.rows()) {
            var labels = row.labels();
            var read = reader.read(row.text());
            var lean = lean(labels);
            var segment = segment(read.topics(), polarFrom);
            segments.getOrDefault(lean, Map.of()).merge(segment, 1, Integer::sum);
            if (!lean.equals("mixed"))
                segmentRight = segmentRight.with(segment.id().equals(lean));
            var shown = read.reading().displayed().stream()
                    .map(emotion -> emotion.emotion().id())
                    .toList();
            if (Collections.disjoint(labels, EMOTIONS)) emotionWhereNone = emotionWhereNone.with(!shown.isEmpty());
            else emotionRight = emotionRight.with(shown.stream().anyMatch(labels::contains));
            wrongSign = wrongSign.with(lean.equals("negative") && shown.contains("joy")
                    || lean.equals("positive") && !Collections.disjoint(shown, HURTING));
            for (var intent : Intent.values()) {
                boolean has = labels.contains(intent.id());
                if (intent == Intent.COMPLAINT && !has && labels.contains("negative")) continue;
                intents.computeIfPresent(
                        intent, (key, one) -> one.with(has, read.topics().has(key)));
            }
            urgent = urgent.with(labels.contains(URGENT), read.topics().urgency() == Urgency.HIGH);
        }
        return new Of(
                String.valueOf(texts.file().getFileName()),
                texts.sha256(),
                texts.rows().size(),
                segments,
                segmentRight,
                emotionWhereNone,
                emotionRight,
                wrongSign,
                intents,
                urgent);
    }

    private static String lean(Set<String> labels) {
        boolean up = labels.contains("positive");
        boolean down = labels.contains("negative");
        if (up) return down ? "mixed" : "positive";
        return down ? "negative" : NEUTRAL;
    }

    private static Segment segment(TopicReading topics, double polarFrom) {
        return topics.polarity().isEmpty()
                ? Segment.UNKNOWN
                : Segment.of(topics.polarity().getAsDouble(), polarFrom);
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        var array = json.putArray("files");
        for (var file : files) {
            var node = array.addObject()
                    .put("data", file.file())
                    .put("sha256", file.sha256())
                    .put("n", file.texts());
            share(node, "segmentRight", file.segmentRight());
            var confusion = node.putObject("segments");
            file.segments().forEach((lean, read) -> {
                var row = confusion.putObject(lean);
                read.forEach((segment, count) -> row.put(segment.id(), count));
            });
            share(node, "emotionWhereNone", file.emotionWhereNone());
            share(node, "emotionRight", file.emotionRight());
            share(node, "wrongSign", file.wrongSign());
            var intents = node.putObject("intents");
            file.intents().forEach((intent, one) -> detection(intents.putObject(intent.id()), one));
            detection(node.putObject(URGENT), file.urgent());
        }
        json.put("intervals", "95 %, Wilson");
        return json;
    }

    private static void detection(ObjectNode json, Detection one) {
        share(json, "found", one.found());
        share(json, "invented", one.invented());
    }

    private static void share(ObjectNode json, String name, Share share) {
        var node = json.putObject(name).put("count", share.is()).put("of", share.of());
        Wilson.interval(share.is(), share.of())
                .ifPresent(ends -> node.putArray("interval").add(ends.low()).add(ends.high()));
    }

    @Override
    public String markdown() {
        var read = new MarkdownTable(
                "data",
                "texts",
                "segment right",
                "an emotion where none is",
                "one right where one is",
                "of the wrong sign");
        var asked = new MarkdownTable("data", "what", "found", "invented");
        for (var file : files) {
            if (file.hasLeanings())
                read.row(
                        file.file(),
                        file.texts(),
                        cell(file.segmentRight()),
                        cell(file.emotionWhereNone()),
                        cell(file.emotionRight()),
                        cell(file.wrongSign()));
            file.intents().forEach((intent, one) -> row(asked, file, intent.id(), one));
            row(asked, file, URGENT, file.urgent());
        }
        return read + "\n" + asked;
    }

    /// Of what no text has, nobody labelled any.
    private static void row(MarkdownTable table, Of file, String what, Detection one) {
        if (one.found().of() == 0) return;
        table.row(file.file(), what, cell(one.found()), cell(one.invented()));
    }

    private static String cell(Share share) {
        return Wilson.interval(share.is(), share.of())
                .map(ends -> String.format(
                        Locale.ROOT, "%d of %d [%.2f, %.2f]", share.is(), share.of(), ends.low(), ends.high()))
                .orElse("–");
    }
}
