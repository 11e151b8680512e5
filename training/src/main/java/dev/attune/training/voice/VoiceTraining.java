package dev.attune.training.voice;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Confusion;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.training.voice.SpokenExamples.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Compares learners on speakers, and on whole corpora, that they did not hear; then fits the best one
/// on everything.
///
/// Everything is fitted inside each fold. What is exported reads features, as the product does; the network on pictures
/// of sound is compared beside it.
final class VoiceTraining {
    static final List<FeatureLearner> LEARNERS = List.of(
            new FeatureLearner("linear", new PairwiseSvm.Settings(0, 0.02)),
            new FeatureLearner("rbf", new PairwiseSvm.Settings(1, 1)),
            new FeatureLearner("rbf-4", new PairwiseSvm.Settings(0.5, 4)),
            new FeatureLearner("boosting", new BoostedTrees.Settings(200, 4, 0.1, 0.7, 0.3)));

    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 500);

    /// @param condition a sound condition, followed by "+baseline" where the speaker's own neutral was
    ///     subtracted
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(String corpus, String speaker, String condition, Question question, int label, double[] scores) {}

    /// @param table what was measured, in Markdown
    record Result(byte[] onnx, String table, FeatureLearner learner) {}

    private final List<Example> examples;
    private final List<FeatureLearner> learners;
    private final List<Learner> beside;
    private final int folds;
    private final Consumer<String> tell;

    /// @param learners of which the best is exported
    /// @param beside compared only
    VoiceTraining(
            List<Example> examples,
            List<FeatureLearner> learners,
            List<Learner> beside,
            int folds,
            Consumer<String> tell) {
        this.examples = examples;
        this.learners = learners;
        this.beside = beside;
        this.folds = folds;
        this.tell = tell;
    }

    Result run() {
        var bySpeaker = foldOfEachSpeaker();
        var table = new StringBuilder();
        FeatureLearner best = null;
        double bestRecall = -1;
        List<Answer> bestAnswers = List.of();
        for (var learner : learners) {
            var answers = compared(learner, bySpeaker, table);
            double recall = meanRecall(answers);
            if (recall > bestRecall) {
                bestRecall = recall;
                best = learner;
                bestAnswers = answers;
            }
        }
        if (best == null) throw new IllegalStateException("no learner");
        table.append(besides());
        table.append(figures(best.name() + ", corpora held out", held(best, Example::corpus)));
        return new Result(export(best, bestAnswers), table.toString(), best);
    }

    /// What the learners beside come to, in Markdown.
    String besides() {
        var bySpeaker = foldOfEachSpeaker();
        var table = new StringBuilder();
        for (var other : beside) compared(other, bySpeaker, table);
        return table.toString();
    }

    private List<Answer> compared(Learner learner, Map<String, Integer> bySpeaker, StringBuilder table) {
        var answers = held(learner, example -> String.valueOf(bySpeaker.get(example.speaker())));
        var recall = String.format(Locale.ROOT, "%.3f", meanRecall(answers));
        tell.accept("%s: mean unweighted recall %s".formatted(learner.name(), recall));
        table.append(figures(learner.name() + ", speakers held out", answers))
                .append("\nMean unweighted recall: %s.\n".formatted(recall))
                .append(calibrationErrors(answers));
        return answers;
    }

    private byte[] export(FeatureLearner learner, List<Answer> heldOut) {
        var calibrations = new EnumMap<Question, Calibration>(Question.class);
        for (var question : Question.values()) calibrations.put(question, calibration(heldOut, question));
        return learner.fit(examples).toOnnx(calibrations);
    }

    private static Calibration calibration(List<Answer> answers, Question question) {
        var own =
                answers.stream().filter(answer -> answer.question() == question).toList();
        return Calibration.fit(
                own.stream().map(Answer::scores).toList(),
                own.stream().mapToInt(Answer::label).toArray());
    }

    /// Trains on all groups but one and answers that one, for each group.
    private List<Answer> held(Learner learner, Function<Example, String> group) {
        var answers = new ArrayList<Answer>();
        var groups = examples.stream().map(group).distinct().sorted().toList();
        for (var out : groups) {
            var train = examples.stream()
                    .filter(example -> !group.apply(example).equals(out))
                    .toList();
            var test = examples.stream()
                    .filter(example -> group.apply(example).equals(out))
                    .toList();
            var fitted = learner.fit(train);
            answer(fitted, test, "", answers);
            answer(fitted, fitted.withBaseline(test), "+baseline", answers);
            tell.accept("%s without %s".formatted(learner.name(), out));
        }
        return answers;
    }

    private static void answer(Learner.Fitted fitted, List<Example> test, String suffix, List<Answer> answers) {
        for (var question : Question.values()) {
            var classes = question.classes();
            for (var example : test) {
                var label = classes.get(example.tone());
                if (label == null || example.condition().equals(SpokenExamples.DAMAGED)) continue;
                answers.add(new Answer(
                        example.corpus(),
                        example.speaker(),
                        example.condition() + suffix,
                        question,
                        label,
                        fitted.scores(question, example)));
            }
        }
    }

    /// Speakers of each corpus, those with most clips first, each to the fold with fewest clips so far.
    private Map<String, Integer> foldOfEachSpeaker() {
        var sizes = examples.stream()
                .collect(Collectors.groupingBy(
                        example -> example.corpus() + "\t" + example.speaker(), TreeMap::new, Collectors.counting()));
        var filled = new HashMap<String, long[]>();
        var fold = new HashMap<String, Integer>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> {
                    var names = entry.getKey().split("\t", -1);
                    long[] counts = filled.computeIfAbsent(names[0], corpus -> new long[folds]);
                    int emptiest = IntStream.range(0, folds)
                            .boxed()
                            .min(Comparator.comparingLong(i -> counts[i]))
                            .orElseThrow();
                    counts[emptiest] += entry.getValue();
                    fold.put(names[1], emptiest);
                });
        return fold;
    }

    /// Over questions, corpora and conditions, as they are without a baseline: what the choice of a
    /// learner rests on.
    private static double meanRecall(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> !answer.condition().contains("+") && answer.question() != Question.VALENCE)
                .collect(Collectors.groupingBy(
                        answer -> answer.corpus() + answer.condition() + answer.question(),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .mapToDouble(VoiceTraining::recall)
                .average()
                .orElseThrow();
    }

    private static double recall(List<Answer> answers) {
        int classes = answers.getFirst().scores().length;
        return Confusion.of(
                        IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
                        answers.stream().mapToInt(Answer::label).toArray(),
                        answers.stream()
                                .mapToInt(answer -> top(answer.scores()))
                                .toArray())
                .unweightedRecall()
                .orElse(Double.NaN);
    }

    private static int top(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> scores[i]))
                .orElseThrow();
    }

    /// Drawn by speaker: clips of one speaker are not independent.
    private static Optional<Interval> interval(List<Answer> answers) {
        var speakers = List.copyOf(answers.stream()
                .collect(Collectors.groupingBy(Answer::speaker, TreeMap::new, Collectors.toList()))
                .values());
        if (speakers.size() < 2) return Optional.empty();
        return BOOTSTRAP.interval(
                speakers.size(),
                drawn -> recall(Arrays.stream(drawn)
                        .boxed()
                        .flatMap(i -> speakers.get(i).stream())
                        .toList()));
    }

    /// Of speakers that neither machine nor calibration heard: the calibration is fitted on every other speaker and
    /// judged on the rest.
    private static String calibrationErrors(List<Answer> answers) {
        var said = new ArrayList<String>();
        for (var question : Question.values()) {
            var own = answers.stream()
                    .filter(answer -> answer.question() == question)
                    .toList();
            var speakers = own.stream().map(Answer::speaker).distinct().sorted().toList();
            var fitted = calibration(
                    own.stream()
                            .filter(answer -> speakers.indexOf(answer.speaker()) % 2 == 0)
                            .toList(),
                    question);
            var judged = own.stream()
                    .filter(answer -> speakers.indexOf(answer.speaker()) % 2 == 1)
                    .toList();
            var confidence = new double[judged.size()];
            var correct = new boolean[judged.size()];
            for (int i = 0; i < confidence.length; i++) {
                double[] probabilities = fitted.of(judged.get(i).scores());
                int best = top(probabilities);
                confidence[i] = probabilities[best];
                correct[i] = best == judged.get(i).label();
            }
            dev.attune.evaluation.statistics.Calibration.expectedError(confidence, correct)
                    .ifPresent(error -> said.add(String.format(
                            Locale.ROOT,
                            "%s %.3f (%d)",
                            question.name().toLowerCase(Locale.ROOT),
                            error,
                            confidence.length)));
        }
        return "\nExpected calibration error, other speakers (n): %s.\n".formatted(String.join(", ", said));
    }

    /// Unweighted average recall by corpus and condition.
    private static String figures(String title, List<Answer> answers) {
        var table = new StringBuilder("\n%s\n\n| corpus | condition | %s |\n|---|---|%s\n"
                .formatted(
                        title,
                        Arrays.stream(Question.values())
                                .map(question -> question.name().toLowerCase(Locale.ROOT) + " (n)")
                                .collect(Collectors.joining(" | ")),
                        "---|".repeat(Question.values().length)));
        var rows = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.corpus() + " | " + answer.condition(), TreeMap::new, Collectors.toList()));
        rows.forEach((row, own) -> {
            table.append("| ").append(row);
            for (var question : Question.values()) {
                var asked = own.stream()
                        .filter(answer -> answer.question() == question)
                        .toList();
                table.append(
                        asked.isEmpty()
                                ? " | –"
                                : String.format(
                                        Locale.ROOT, " | %.3f%s (%d)", recall(asked), ends(asked), asked.size()));
            }
            table.append(" |\n");
        });
        return table.toString();
    }

    private static String ends(List<Answer> answers) {
        return interval(answers)
                .map(interval -> String.format(Locale.ROOT, " [%.2f, %.2f]", interval.low(), interval.high()))
                .orElse("");
    }
}
