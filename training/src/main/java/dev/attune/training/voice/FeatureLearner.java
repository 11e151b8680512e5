package dev.attune.training.voice;

import dev.attune.evaluation.voice.SoundCondition;
import dev.attune.training.voice.SpokenExamples.Example;
import dev.attune.voice.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Learns from the features that the product reads: scaled, a machine for each question.
///
/// Speakers with enough neutral clips take part twice: as they are, and moved by their own neutral voice, so that one
/// model reads people with and without a baseline.
record FeatureLearner(String name, Machine.Maker maker) implements Learner {
    static final int ENROLMENT = 3; // neutral clips that make a baseline

    @Override
    public Reader fit(List<Example> train) {
        var scaling = Scaling.of(
                train.stream().map(Example::features).toList(),
                train.stream()
                        .filter(example -> example.tone() == Tone.NEUTRAL)
                        .map(Example::features)
                        .toList());
        var prepared = prepared(train, scaling);
        var machines = new EnumMap<Question, Machine>(Question.class);
        for (var question : Question.values()) machines.put(question, machine(question, prepared));
        return new Reader(scaling, machines);
    }

    /// What a machine learns from; one array serves all questions.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prepared(Tone tone, double[] scaled) {}

    private Machine machine(Question question, List<Prepared> prepared) {
        var classes = question.classes();
        var asked = prepared.stream()
                .filter(example -> classes.containsKey(example.tone()))
                .toList();
        return maker.fit(
                asked.stream().map(Prepared::scaled).toList(),
                asked.stream()
                        .mapToInt(example -> Objects.requireNonNull(classes.get(example.tone())))
                        .toArray(),
                question.size());
    }

    /// Every example, and the clean ones of speakers with a baseline once more, moved by it.
    private static List<Prepared> prepared(List<Example> train, Scaling scaling) {
        var clean = train.stream()
                .filter(example -> example.condition().equals(SoundCondition.CLEAN.id()))
                .toList();
        return Stream.concat(train.stream(), moved(clean, scaling).stream())
                .map(example -> new Prepared(example.tone(), scaling.of(example.features())))
                .toList();
    }

    /// The examples of speakers and conditions with enough neutral clips, moved; those that made the baseline left
    /// out.
    private static List<Example> moved(List<Example> from, Scaling scaling) {
        var moved = new ArrayList<Example>();
        var groups = from.stream()
                .collect(Collectors.groupingBy(
                        example -> example.speaker() + "\t" + example.condition(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        for (var own : groups.values()) {
            var neutral = own.stream()
                    .filter(example -> example.tone() == Tone.NEUTRAL)
                    .sorted(Comparator.comparing(Example::clip))
                    .limit(ENROLMENT)
                    .toList();
            if (neutral.size() < ENROLMENT) continue;
            double[] mean = Scaling.mean(neutral.stream().map(Example::features).toList());
            for (var example : own)
                if (!neutral.contains(example)) moved.add(example.with(scaling.moved(example.features(), mean)));
        }
        return moved;
    }

    /// Scaling and machines of all questions.
    record Reader(Scaling scaling, Map<Question, Machine> machines) implements Fitted {
        @Override
        public double[] scores(Question question, Example example) {
            return Objects.requireNonNull(machines.get(question)).scores(scaling.of(example.features()));
        }

        @Override
        public List<Example> withBaseline(List<Example> examples) {
            return moved(examples, scaling);
        }

        byte[] toOnnx(Map<Question, Calibration> calibrations) {
            return ToneExport.toOnnx(scaling, machines, calibrations);
        }
    }
}
