package dev.attune.evaluation.fusion;

import static dev.attune.evaluation.fusion.ScenarioNumbers.correlation;
import static dev.attune.evaluation.fusion.ScenarioNumbers.number;

import dev.attune.fusion.AffectFormula;
import dev.attune.fusion.Cue;
import dev.attune.fusion.Sign;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Outlook;
import dev.attune.signals.Reason;
import dev.attune.signals.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Generates sessions of one person in one scenario; the numbers are those of `scenarios/1`.
///
/// A person goes through moods. Each modality shows each stretch or does not; what it shows is read with the errors
/// that were measured; what is read arrives as the scenario says.
final class SessionGenerator {
    private static final double SPREAD_OF_TRUTH = 0.35; // of valence and arousal over the moods: what errors relate to
    private static final Emotion[] EMOTIONS = Emotion.values();
    private static final Measurement NOTHING = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
    private static final DisplayPattern SILENT = new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE);

    private final SplittableRandom random;
    private final Scenario.Trouble trouble;
    private final double length;
    private final double voiceHabit;
    private final double faceHabit;
    private final double wordsHabit;

    /// @param person the same number is the same person, with the same habits
    private SessionGenerator(
            Scenario.Trouble trouble, SplittableRandom person, SplittableRandom random, double seconds) {
        this.random = random;
        this.trouble = trouble;
        this.length = seconds;
        this.voiceHabit = trouble.habit() * person.nextGaussian() * voiceHabitSpread();
        this.faceHabit = trouble.habit() * person.nextGaussian() * number("face.habit");
        this.wordsHabit = trouble.habit() * person.nextGaussian() * number("text.habit");
    }

    /// @param visit the same person in the same scenario comes several times, with the same habits
    static GeneratedSession session(Scenario scenario, long seed, int person, int visit, double seconds) {
        var root = new SplittableRandom(seed * 1_000_003 + person * 7919L);
        var habits = root.split();
        for (int i = 0; i <= visit; i++) root = root.split();
        return new SessionGenerator(scenario.trouble(), habits, root, seconds).generate();
    }

    /// What is left of the voices' differences when a personal baseline is known, taken off.
    private static double voiceHabitSpread() {
        double all = correlation("voice.arousal");
        double within = correlation("voice.arousalWithBaseline");
        return SPREAD_OF_TRUTH * Math.sqrt(1 / (all * all) - 1 / (within * within));
    }

    private GeneratedSession generate() {
        var stretches = stretches();
        var cues = new ArrayList<Cue>();
        for (var modality : List.of(Modality.FACE, Modality.VOICE, Modality.TEXT)) {
            var shown = shown(stretches, modality);
            if (trouble.missing().contains(modality)) continue;
            switch (modality) {
                case FACE -> face(stretches, shown, cues);
                case VOICE -> voice(stretches, shown, cues);
                case TEXT -> words(stretches, shown, cues);
                case GAZE, PHYSIOLOGY, BEHAVIOUR -> throw new IllegalStateException("not generated: " + modality.id());
            }
        }
        return new GeneratedSession(stretches, arrivals(cues), events(stretches));
    }

    private List<GeneratedSession.Stretch> stretches() {
        var stretches = new ArrayList<GeneratedSession.Stretch>();
        double at = 0;
        var mood = Mood.NEUTRAL;
        while (at < length) {
            double until = Math.min(length, at + between(number("stretch.least"), number("stretch.most")));
            stretches.add(new GeneratedSession.Stretch(mood, at, until));
            at = until;
            var before = mood;
            while (mood == before) mood = mood();
        }
        return stretches;
    }

    private Mood mood() {
        double left = random.nextDouble();
        for (var mood : Mood.values()) {
            left -= mood.frequency;
            if (left < 0) return mood;
        }
        return Mood.NEUTRAL;
    }

    /// Which mood a modality displays in each stretch: the true one, a mask, or nothing.
    private List<Mood> shown(List<GeneratedSession.Stretch> stretches, Modality modality) {
        var shown = new ArrayList<Mood>();
        for (var stretch : stretches) {
            boolean shows = random.nextDouble() < number("shown");
            boolean masks = modality == Modality.FACE
                    && stretch.mood() == Mood.FRUSTRATED
                    && random.nextDouble() < trouble.masking();
            shown.add(masks ? Mood.DELIGHTED : shows ? stretch.mood() : Mood.NEUTRAL);
        }
        return shown;
    }

    private void face(List<GeneratedSession.Stretch> stretches, List<Mood> shown, List<Cue> out) {
        double hold = 0;
        var reading = EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 1.0));
        boolean abstains = false;
        var noise = new double[4];
        for (double at = 0; at < length; at += 1 / number("face.hertz")) {
            int index = index(stretches, at);
            var mood = shown.get(index);
            double level = level(stretches.get(index), at);
            if (at >= hold) {
                hold = at + number("face.holdSeconds");
                var displayed = random.nextDouble() < level ? mood.emotion : Emotion.NEUTRAL;
                reading = read(displayed, number("face.recall." + displayed.id()) / Math.sqrt(trouble.variance()));
                abstains = random.nextDouble() < number("face.abstains") * trouble.variance();
                for (int i = 0; i < noise.length; i++) noise[i] = random.nextGaussian();
            }
            double frown = mood == Mood.CONFUSED ? 0.7 : mood == Mood.FRUSTRATED ? 0.5 : 0;
            double brow = intensity(level * frown, "face.brow", noise[0]);
            double lid = intensity(level * frown, "face.lid", noise[1]);
            double smile = intensity(mood == Mood.DELIGHTED ? 0.8 * level : 0, "face.smile", noise[2]);
            double lips = intensity(mood == Mood.FRUSTRATED ? 0.6 * level : 0, "face.lips", noise[3]);
            out.add(face(at, abstains, reading, brow, lid, smile, lips));
        }
    }

    private Cue face(
            double at,
            boolean abstains,
            EmotionDistribution reading,
            double brow,
            double lid,
            double smile,
            double lips) {
        var span = span(at, at);
        double quality = 0.9 / Math.sqrt(trouble.variance());
        if (abstains) return Cue.of(Modality.FACE, span, NOTHING, NOTHING, SILENT, Map.of(), 0.3, Baseline.PERSONAL);
        double valence = AffectFormula.valence(reading, List.of()).stream()
                        .mapToDouble(AffectFormula.Term::effect)
                        .sum()
                + 0.2 * smile
                - 0.15 * brow
                + faceHabit;
        double arousal = AffectFormula.arousal(reading, List.of()).stream()
                .mapToDouble(AffectFormula.Term::effect)
                .sum();
        var signs = new EnumMap<Sign, Double>(Sign.class);
        signs.put(Sign.BROW, brow);
        signs.put(Sign.SMILE, smile);
        signs.put(Sign.LIPS, lips);
        // as model-defined-states/1 defines it
        signs.put(Sign.CONFUSION, Math.clamp(brow * (0.65 + 0.35 * lid) * (1 - Math.min(1, smile / 0.6)), 0, 1));
        return Cue.of(
                Modality.FACE,
                span,
                new Measurement.Measured(Math.clamp(valence, -1, 1), quality),
                new Measurement.Measured(Math.clamp(arousal, -1, 1), quality),
                new DisplayPattern.Displayed(reading),
                signs,
                quality,
                Baseline.PERSONAL);
    }

    private void voice(List<GeneratedSession.Stretch> stretches, List<Mood> shown, List<Cue> out) {
        for (var turn : turns()) {
            double turnNoise = random.nextGaussian();
            double turnValence = random.nextGaussian();
            for (double end = turn.from() + 1; end <= turn.until(); end += number("voice.everySeconds")) {
                double from = Math.max(turn.from(), end - number("voice.spanSeconds"));
                int index = index(stretches, end);
                var mood = shown.get(index);
                double level = level(stretches.get(index), end);
                double arousal = told(level * mood.arousal, "voice.arousalWithBaseline", mixed(turnNoise)) + voiceHabit;
                double valence = told(level * mood.valence, "voice.valence", mixed(turnValence));
                boolean angry = mood == Mood.FRUSTRATED && level > 0.5;
                double sure = Math.clamp(number("voice.anger") + 0.12 * random.nextGaussian(), 0.5, 0.98);
                boolean right = random.nextDouble() < sure;
                double quality = 0.9 / Math.sqrt(trouble.variance());
                out.add(Cue.of(
                        Modality.VOICE,
                        span(from, end),
                        new Measurement.Measured(Math.clamp(valence, -1, 1), 0.5 * quality),
                        new Measurement.Measured(Math.clamp(arousal, -1, 1), quality),
                        new DisplayPattern.Displayed(
                                read(level > 0.5 ? mood.emotion : Emotion.NEUTRAL, number("voice.tones"))),
                        Map.of(Sign.ANGER_IN_TONE, angry == right ? sure : 1 - sure),
                        quality,
                        Baseline.POPULATION));
            }
        }
    }

    private void words(List<GeneratedSession.Stretch> stretches, List<Mood> shown, List<Cue> out) {
        for (var turn : turns()) {
            double at = turn.until();
            int index = index(stretches, at);
            var mood = shown.get(index);
            double level = level(stretches.get(index), at);
            var reading = read(level > 0.5 ? mood.emotion : Emotion.NEUTRAL, number("text.emotion"));
            double valence = told(level * mood.valence, "text.valence", random.nextGaussian()) + wordsHabit;
            double arousal = AffectFormula.arousal(reading, List.of()).stream()
                    .mapToDouble(AffectFormula.Term::effect)
                    .sum();
            double quality = 0.9 / Math.sqrt(trouble.variance());
            out.add(Cue.of(
                    Modality.TEXT,
                    span(at, at),
                    new Measurement.Measured(Math.clamp(valence, -1, 1), quality),
                    new Measurement.Measured(Math.clamp(arousal, -1, 1), 0.3 * quality),
                    new DisplayPattern.Displayed(reading),
                    Map.of(),
                    quality,
                    Baseline.POPULATION));
        }
    }

    private record Turn(double from, double until) {}

    private List<Turn> turns() {
        var turns = new ArrayList<Turn>();
        double at = between(0, number("silence.most"));
        while (at < length) {
            double until = at + between(number("turn.least"), number("turn.most"));
            if (until < length) turns.add(new Turn(at, until));
            at = until + between(number("silence.least"), number("silence.most"));
        }
        return turns;
    }

    /// A calibrated answer: the class it names is right with the probability it states.
    private EmotionDistribution read(Emotion displayed, double recall) {
        double sure = Math.clamp(recall + 0.1 * random.nextGaussian(), 0.2, 0.97);
        var named = displayed;
        if (random.nextDouble() >= sure) {
            named = Emotion.NEUTRAL;
            if (displayed == Emotion.NEUTRAL || random.nextDouble() < 0.5)
                while (named == displayed || named == Emotion.NEUTRAL)
                    named = EMOTIONS[random.nextInt(EMOTIONS.length)];
        }
        var probabilities = new double[EMOTIONS.length];
        for (var emotion : EMOTIONS)
            probabilities[emotion.ordinal()] = emotion == named ? sure : (1 - sure) / (EMOTIONS.length - 1);
        return EmotionDistribution.of(probabilities);
    }

    private double told(double truth, String figure, double noise) {
        double r = correlation(figure);
        double spread = SPREAD_OF_TRUTH * Math.sqrt(trouble.variance() * (1 / (r * r) - 1));
        return r * r * (truth + spread * noise);
    }

    private static double intensity(double truth, String figure, double noise) {
        double r = number(figure);
        double spread = 0.25 * Math.sqrt(1 / (r * r) - 1); // intensities of the rehearsals spread by about a quarter
        return Math.clamp(r * r * (truth + spread * noise), 0, 1);
    }

    private double mixed(double shared) {
        double part = number("voice.shared");
        return Math.sqrt(part) * shared + Math.sqrt(1 - part) * random.nextGaussian();
    }

    private List<GeneratedSession.Arrival> arrivals(List<Cue> cues) {
        var arrivals = new ArrayList<GeneratedSession.Arrival>();
        var there = presence();
        double faceGoneUntil = 0;
        for (var cue : cues) {
            double at = cue.span().end().toNanos() / 1e9;
            boolean face = cue.modality() == Modality.FACE;
            if (face && trouble.bursts() && at >= faceGoneUntil && random.nextDouble() < 0.01) faceGoneUntil = at + 5;
            if (random.nextDouble() < trouble.loss() || face && at < faceGoneUntil) continue;
            if (trouble.comeAndGo() && !there[cue.modality().ordinal()][(int) (at / 20)]) continue;
            double delay = switch (cue.modality()) {
                case FACE -> trouble.faceDelay();
                case VOICE -> between(trouble.voiceDelay() / 4, trouble.voiceDelay());
                case TEXT -> between(trouble.wordsDelay() / 6, trouble.wordsDelay());
                case GAZE, PHYSIOLOGY, BEHAVIOUR -> 0;
            };
            arrivals.add(new GeneratedSession.Arrival(at + delay + between(0, trouble.jitter()), cue));
        }
        arrivals.sort(Comparator.comparingDouble(GeneratedSession.Arrival::at));
        return arrivals;
    }

    /// By [Modality#ordinal()] and stretch of 20 s.
    private boolean[][] presence() {
        var there = new boolean[Modality.values().length][(int) (length / 20) + 1];
        for (var row : there) for (int i = 0; i < row.length; i++) row[i] = random.nextBoolean();
        return there;
    }

    /// Draws when somebody would leave or ask for a human, by hazards each tenth of a second.
    private Map<Outlook.Event, Double> events(List<GeneratedSession.Stretch> stretches) {
        var events = new EnumMap<Outlook.Event, Double>(Outlook.Event.class);
        double step = 0.1;
        for (double at = 0; at < length; at += step) {
            var mood = stretches.get(index(stretches, at)).mood();
            double human = number("human.base")
                    + (mood == Mood.FRUSTRATED ? number("human.frustration") : 0)
                    + (mood == Mood.CONFUSED ? number("human.confusion") : 0);
            double leaving = number("leaving.base")
                    + (mood == Mood.FRUSTRATED ? number("leaving.frustration") : 0)
                    + (mood == Mood.DISAPPOINTED ? number("leaving.disappointment") : 0);
            if (random.nextDouble() < step * human) events.putIfAbsent(Outlook.Event.HUMAN_REQUEST, at);
            if (random.nextDouble() < step * leaving) events.putIfAbsent(Outlook.Event.ABANDONMENT, at);
        }
        return events;
    }

    private static int index(List<GeneratedSession.Stretch> stretches, double at) {
        for (int i = 0; i < stretches.size(); i++) if (at < stretches.get(i).until()) return i;
        return stretches.size() - 1;
    }

    /// How far a mood has come.
    private static double level(GeneratedSession.Stretch stretch, double at) {
        return Math.min(1, (at - stretch.from()) / number("onset.seconds"));
    }

    private static TimeSpan span(double from, double until) {
        return new TimeSpan(nanos(from), nanos(until));
    }

    private static Duration nanos(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }
}
