package dev.attune.evaluation.voice;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Confusion;
import dev.attune.voice.Tone;
import dev.attune.voice.ToneReading;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How often the labelled tone was heard. A clip in which nobody was heard to speak, or that cannot
/// be read, is an error of its label. Intervals draw speakers, not clips: clips of one speaker are
/// not independent.
public final class VoiceResult implements EvaluationResult {
    private static final List<String> TONES =
            Arrays.stream(Tone.values()).map(Tone::id).toList();
    private static final int MOST_LISTED = 100; // unreadable clips; all are counted

    /// A question put to every clip whose label takes part in it.
    ///
    /// @param label class of a tone, -1 where it does not take part
    private record Question(
            String name, List<String> classes, ToIntFunction<Tone> label, ToIntFunction<ToneReading> answer) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "categories", TONES, Tone::ordinal, reading -> reading.top().ordinal()),
            new Question(
                    "arousal",
                    List.of("low", "high"),
                    tone -> tone.aroused().map(high -> high ? 1 : 0).orElse(-1),
                    reading -> reading.aroused() >= 0.5 ? 1 : 0),
            new Question(
                    "angerVsNeutral",
                    List.of("neutral", "anger"),
                    tone -> tone == Tone.ANGER ? 1 : tone == Tone.NEUTRAL ? 0 : -1,
                    reading -> reading.angry() >= 0.5 ? 1 : 0));

    private final VoiceEvaluation evaluation;
    private final Bootstrap bootstrap;
    private final List<VoiceAnswer> answers;

    private VoiceResult(VoiceEvaluation evaluation, Bootstrap bootstrap, List<VoiceAnswer> answers) {
        this.evaluation = evaluation;
        this.bootstrap = bootstrap;
        this.answers = answers;
    }

    /// @param progress told how many clips are done
    public static VoiceResult of(
            VoiceEvaluation evaluation, VoiceIndex index, Bootstrap bootstrap, IntConsumer progress) {
        return new VoiceResult(evaluation, bootstrap, evaluation.answers(index, progress));
    }

    public int clips() {
        return answers.size();
    }

    /// How many clips could not be read at all.
    public int unreadable() {
        return (int)
                answers.stream().filter(answer -> answer.unreadable() != null).count();
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("n", answers.size());
        json.put("condition", evaluation.condition().id());
        fill(json, answers);
        var corpora = json.putObject("corpora");
        byCorpus().forEach((corpus, own) -> fill(corpora.putObject(corpus).put("n", own.size()), own));
        json.put(
                "noSpeech",
                answers.stream().filter(answer -> answer.reading() == null).count() - unreadable());
        json.put("unreadable", unreadable());
        var files = json.putArray("unreadableFiles");
        answers.stream()
                .filter(answer -> answer.unreadable() != null)
                .limit(MOST_LISTED)
                .forEach(answer ->
                        files.addObject().put("file", answer.clip().name()).put("reason", answer.unreadable()));
        json.put("seed", evaluation.seed());
        json.put("intervals", "95 %%, bootstrap of %d draws of speakers".formatted(bootstrap.draws()));
        return json;
    }

    private void fill(ObjectNode into, List<VoiceAnswer> of) {
        for (var question : QUESTIONS) {
            var node = into.putObject(question.name());
            put(node, "uar", of, question, Confusion::unweightedRecall);
            if (question.classes() == TONES) put(node, "accuracy", of, question, Confusion::accuracy);
            var asked = asked(of, question);
            node.put("n", asked.size());
            var confusion = confusion(asked, question);
            var recall = node.putObject("recall");
            for (int c = 0; c < question.classes().size(); c++) {
                var name = question.classes().get(c);
                confusion.recall(c).ifPresent(value -> recall.put(name, rounded(value)));
            }
        }
    }

    private void put(
            ObjectNode node,
            String name,
            List<VoiceAnswer> of,
            Question question,
            Function<Confusion, OptionalDouble> figure) {
        var asked = asked(of, question);
        var value = figure.apply(confusion(asked, question));
        if (value.isPresent()) node.put(name, rounded(value.getAsDouble()));
        else node.putNull(name);
        interval(asked, question, figure)
                .ifPresent(ends ->
                        node.putArray(name + "Interval").add(rounded(ends[0])).add(rounded(ends[1])));
    }

    private Optional<double[]> interval(
            List<VoiceAnswer> asked, Question question, Function<Confusion, OptionalDouble> figure) {
        var speakers = List.copyOf(asked.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.clip().speaker(), LinkedHashMap::new, Collectors.toList()))
                .values());
        if (speakers.size() < 2) return Optional.empty();
        return bootstrap
                .interval(
                        speakers.size(),
                        drawn -> figure.apply(confusion(
                                        Arrays.stream(drawn)
                                                .boxed()
                                                .flatMap(i -> speakers.get(i).stream())
                                                .toList(),
                                        question))
                                .orElse(Double.NaN))
                .map(interval -> new double[] {interval.low(), interval.high()});
    }

    private static List<VoiceAnswer> asked(List<VoiceAnswer> of, Question question) {
        Predicate<VoiceAnswer> takesPart =
                answer -> question.label().applyAsInt(answer.clip().tone()) >= 0;
        return of.stream().filter(takesPart).toList();
    }

    private static Confusion confusion(List<VoiceAnswer> asked, Question question) {
        return Confusion.of(
                question.classes(),
                asked.stream()
                        .mapToInt(answer ->
                                question.label().applyAsInt(answer.clip().tone()))
                        .toArray(),
                asked.stream()
                        .mapToInt(answer -> answer(question, answer.reading()))
                        .toArray());
    }

    private static int answer(Question question, @Nullable ToneReading reading) {
        return reading == null ? Confusion.NO_ANSWER : question.answer().applyAsInt(reading);
    }

    private Map<String, List<VoiceAnswer>> byCorpus() {
        return answers.stream()
                .collect(Collectors.groupingBy(answer -> answer.clip().corpus(), TreeMap::new, Collectors.toList()));
    }

    @Override
    public String markdown() {
        var out = new StringBuilder("""
                Condition `%s`, n %d, seed %d. Unweighted average recall, 95 %% interval by speaker.

                | corpus | n | categories | arousal | anger against neutral |
                |---|---|---|---|---|
                """.formatted(evaluation.condition().id(), answers.size(), evaluation.seed()));
        byCorpus().forEach((corpus, own) -> out.append(row(corpus, own)));
        return out.append(row("all", answers)).toString();
    }

    private String row(String name, List<VoiceAnswer> of) {
        var row = new StringBuilder("| %s | %d".formatted(name, of.size()));
        for (var question : QUESTIONS) {
            var asked = asked(of, question);
            row.append(" | ");
            confusion(asked, question)
                    .unweightedRecall()
                    .ifPresentOrElse(
                            value -> row.append(String.format(Locale.ROOT, "%.3f", value)), () -> row.append("–"));
            interval(asked, question, Confusion::unweightedRecall)
                    .ifPresent(ends -> row.append(String.format(Locale.ROOT, " [%.3f, %.3f]", ends[0], ends[1])));
        }
        return row.append(" |\n").toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
