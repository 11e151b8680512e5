package dev.attune.fusion;

import static dev.attune.fusion.StreamNumbers.MODALITIES;
import static dev.attune.fusion.StreamNumbers.NANOS;

import dev.attune.signals.Baseline;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is usual for one person in each modality: level and spread of valence and arousal at rest;
/// definition `personal-levels/1`. Immutable.
///
/// Learns from rest only. Whole-history means take away the state a person is mostly in (docs/fusion.md).
final class PersonalLevels {
    private static final Definition DEFINITION = Definition.load(PersonalLevels.class, "personal-levels", "1");
    private static final double REST_NEUTRAL = DEFINITION.number("rest.neutral");
    private static final double REST_OTHER = DEFINITION.number("rest.other");
    private static final double REST_ANGER = DEFINITION.number("rest.anger");
    private static final double REST_FRESHNESS = DEFINITION.number("rest.freshness");
    private static final double ANCHOR = DEFINITION.number("anchor.distance");
    private static final double ANCHOR_FIRST = DEFINITION.number("anchor.first");
    private static final double CLIP = DEFINITION.number("clip.deviations");
    private static final double CLIP_LEAST = DEFINITION.number("clip.least");
    private static final long SAMPLE_NANOS = (long) (DEFINITION.number("sample.seconds") * NANOS);
    private static final double SAMPLE_MOST = DEFINITION.number("sample.most");
    private static final double[] PRIOR = Arrays.stream(Modality.values())
            .mapToDouble(modality -> DEFINITION.number("prior." + modality.id() + ".seconds", 10))
            .toArray();
    private static final double HALF_LIFE = DEFINITION.number("halfLife.seconds");
    private static final double PROVISIONAL = DEFINITION.number("provisional.seconds");
    private static final double PERSONAL = DEFINITION.number("personal.seconds");
    private static final double SPREAD = DEFINITION.number("spread.population");
    private static final double SPREAD_LEAST = DEFINITION.number("spread.least");
    private static final double DRIFT_HALF_LIFE = DEFINITION.number("drift.halfLife");
    private static final double DRIFT_SPREADS = DEFINITION.number("drift.spreads");
    private static final double DRIFT_KEEP = DEFINITION.number("drift.keep");
    private static final double VISITS_HALF_LIFE_DAYS = DEFINITION.number("visits.halfLifeDays");
    private static final double MEAN_TO_STANDARD_DEVIATION = Math.sqrt(Math.PI / 2); // of a normal distribution
    private static final int NEUTRAL = Emotion.NEUTRAL.ordinal();

    /// Valence and arousal of each modality.
    private static final int QUANTITIES = 2 * MODALITIES;

    static final PersonalLevels UNKNOWN = new PersonalLevels(
            new double[QUANTITIES], populationSpreads(), new double[QUANTITIES], new double[QUANTITIES], never(), 0);

    private final double[] mean;
    private final double[] spread;
    private final double[] seconds; // at rest, decayed
    private final double[] recent; // the quick mean that shows drift
    private final long[] learntAt; // nanoseconds, by modality
    private final int drifts;

    private PersonalLevels(
            double[] mean, double[] spread, double[] seconds, double[] recent, long[] learntAt, int drifts) {
        this.mean = mean;
        this.spread = spread;
        this.seconds = seconds;
        this.recent = recent;
        this.learntAt = learntAt;
        this.drifts = drifts;
    }

    static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// What a modality's valence is at rest, shrunk to the population's 0.
    double usualValence(int modality) {
        return usual(2 * modality);
    }

    double usualArousal(int modality) {
        return usual(2 * modality + 1);
    }

    /// How much of a modality's usual arousal is still the population's, in (0, 1].
    double populationShare(int modality) {
        return PRIOR[modality] / (seconds[2 * modality + 1] + PRIOR[modality]);
    }

    private static double prior(int quantity) {
        return PRIOR[quantity / 2];
    }

    double spreadOfValence(int modality) {
        return usualSpread(2 * modality);
    }

    double spreadOfArousal(int modality) {
        return usualSpread(2 * modality + 1);
    }

    Baseline state(int modality) {
        double known = Math.max(seconds[2 * modality], seconds[2 * modality + 1]);
        if (known < PROVISIONAL) return Baseline.POPULATION;
        return known < PERSONAL ? Baseline.PROVISIONAL : Baseline.PERSONAL;
    }

    /// Seconds at rest that the level of a modality rests on, those of long ago counted less.
    double secondsAtRest(int modality) {
        return Math.max(seconds[2 * modality], seconds[2 * modality + 1]);
    }

    /// How often a person's level was found to have moved for good.
    int drifts() {
        return drifts;
    }

    /// Learns from a cue if it shows the person at rest; afterwards, so that nothing is measured against itself.
    ///
    /// @param latest the newest cue of every modality, this one included
    /// @param moved whether a state that is no rest is active
    PersonalLevels learn(Cue cue, @Nullable Cue[] latest, boolean moved) {
        int modality = cue.modality().ordinal();
        if (cue.modality() == Modality.PHYSIOLOGY) return this; // told against its own usual already, see Body
        long at = cue.atNanos();
        if (moved || learntAt[modality] >= 0 && at - learntAt[modality] < SAMPLE_NANOS) return this;
        if (!isAtRest(cue, latest)) return this;
        double since = learntAt[modality] < 0 ? SAMPLE_NANOS / NANOS : (at - learntAt[modality]) / NANOS;
        double counts = Math.min(SAMPLE_MOST, since);
        var next = copy();
        next.learn(2 * modality, cue.valence(), counts, since);
        next.learn(2 * modality + 1, cue.arousal(), counts, since);
        next.learntAt[modality] = at;
        return next.followed(modality);
    }

    /// Somebody displays neutral, nobody anything else.
    private static boolean isAtRest(Cue cue, @Nullable Cue[] latest) {
        boolean neutral = false;
        for (var each : latest) {
            if (each == null || StreamNumbers.freshness(each, cue.atNanos()) < REST_FRESHNESS) continue;
            if (each.sign(Sign.ANGER_IN_TONE) >= REST_ANGER) return false;
            if (!each.hasExpression()) continue;
            double top = each.probability(each.top());
            if (each.top() != NEUTRAL && top >= REST_OTHER) return false;
            neutral |= each.top() == NEUTRAL && top >= REST_NEUTRAL;
        }
        return neutral;
    }

    /// In place, of a copy that nobody else has yet.
    private void learn(int quantity, double value, double counts, double since) {
        if (Double.isNaN(value)) return;
        double known = seconds[quantity];
        double deviation = usualSpread(quantity);
        double distance = Math.abs(value - (known == 0 ? 0 : mean[quantity]));
        if (distance > (known == 0 ? ANCHOR_FIRST : Math.max(ANCHOR, CLIP * deviation))) return;
        double kept = known * StrictMath.pow(0.5, since / HALF_LIFE);
        double share = counts / (kept + counts);
        if (known == 0) {
            mean[quantity] = value;
            recent[quantity] = value;
        } else {
            double reach = Math.max(CLIP_LEAST, CLIP * deviation);
            double clipped = Math.clamp(value, mean[quantity] - reach, mean[quantity] + reach);
            spread[quantity] +=
                    share * (MEAN_TO_STANDARD_DEVIATION * Math.abs(clipped - mean[quantity]) - spread[quantity]);
            mean[quantity] += share * (clipped - mean[quantity]);
            double quick = 1 - StrictMath.pow(0.5, counts / DRIFT_HALF_LIFE);
            recent[quantity] += quick * (value - recent[quantity]);
        }
        seconds[quantity] = kept + counts;
    }

    /// A level that moved for good is learnt anew, from where it is now.
    private PersonalLevels followed(int modality) {
        int drifted = drifts;
        for (int i = 2 * modality; i < 2 * modality + 2; i++)
            if (seconds[i] > DRIFT_HALF_LIFE
                    && Math.abs(recent[i] - mean[i]) > DRIFT_SPREADS * Math.max(spread[i], SPREAD_LEAST)) {
                seconds[i] *= DRIFT_KEEP;
                mean[i] += (1 - DRIFT_KEEP) * (recent[i] - mean[i]);
                drifted++;
            }
        return drifted == drifts ? this : new PersonalLevels(mean, spread, seconds, recent, learntAt, drifted);
    }

    /// The same after so many days without a visit, on a new clock.
    PersonalLevels aged(double days) {
        double kept = StrictMath.pow(0.5, days / VISITS_HALF_LIFE_DAYS);
        var older = copy();
        for (int i = 0; i < QUANTITIES; i++) older.seconds[i] *= kept;
        return older.onNewClock();
    }

    /// What two sessions taught that began alike. Sums of seconds and of values, what both began with counted once;
    /// exact but for what faded meanwhile.
    ///
    /// @param beginning what both knew before
    PersonalLevels merged(PersonalLevels other, PersonalLevels beginning) {
        var both = copy();
        for (int i = 0; i < QUANTITIES; i++) {
            if (other.seconds[i] == 0) continue;
            double shared = Math.min(beginning.seconds[i], Math.min(seconds[i], other.seconds[i]));
            double own = seconds[i];
            both.seconds[i] = own + other.seconds[i] - shared;
            both.mean[i] = merged(mean[i], own, other.mean[i], other.seconds[i], beginning.mean[i], shared);
            both.spread[i] = merged(spread[i], own, other.spread[i], other.seconds[i], beginning.spread[i], shared);
            both.recent[i] = merged(recent[i], own, other.recent[i], other.seconds[i], beginning.recent[i], shared);
        }
        int more = Math.max(0, other.drifts - beginning.drifts);
        return new PersonalLevels(both.mean, both.spread, both.seconds, both.recent, never(), drifts + more);
    }

    /// Within what was learnt: what faded must not throw it out.
    private static double merged(
            double one, double oneSeconds, double other, double otherSeconds, double shared, double sharedSeconds) {
        if (oneSeconds == 0) return other;
        double sum = one * oneSeconds + other * otherSeconds - shared * sharedSeconds;
        double mean = sum / (oneSeconds + otherSeconds - sharedSeconds);
        return Math.clamp(mean, Math.min(one, other), Math.max(one, other));
    }

    PersonalLevels onNewClock() {
        return new PersonalLevels(mean, spread, seconds, recent, never(), drifts);
    }

    /// The same without anything of one modality.
    PersonalLevels without(Modality modality) {
        var next = copy();
        for (int i = 2 * modality.ordinal(); i < 2 * modality.ordinal() + 2; i++) {
            next.mean[i] = 0;
            next.spread[i] = SPREAD;
            next.seconds[i] = 0;
            next.recent[i] = 0;
        }
        next.learntAt[modality.ordinal()] = -1;
        return next;
    }

    private double usual(int quantity) {
        double known = seconds[quantity];
        return known * mean[quantity] / (known + prior(quantity)); // the population's is 0
    }

    private double usualSpread(int quantity) {
        double known = seconds[quantity];
        double prior = prior(quantity);
        return Math.max(SPREAD_LEAST, (known * spread[quantity] + prior * SPREAD) / (known + prior));
    }

    private static double[] populationSpreads() {
        var spreads = new double[QUANTITIES];
        Arrays.fill(spreads, SPREAD);
        return spreads;
    }

    private static long[] never() {
        var never = new long[MODALITIES];
        Arrays.fill(never, -1);
        return never;
    }

    private PersonalLevels copy() {
        return new PersonalLevels(
                mean.clone(), spread.clone(), seconds.clone(), recent.clone(), learntAt.clone(), drifts);
    }

    void writeTo(DataOutput out) throws IOException {
        for (int i = 0; i < QUANTITIES; i++) {
            out.writeDouble(mean[i]);
            out.writeDouble(spread[i]);
            out.writeDouble(seconds[i]);
            out.writeDouble(recent[i]);
        }
        for (long at : learntAt) out.writeLong(at);
        out.writeInt(drifts);
    }

    static PersonalLevels readFrom(DataInput in) throws IOException {
        var read = UNKNOWN.copy();
        for (int i = 0; i < QUANTITIES; i++) {
            read.mean[i] = in.readDouble();
            read.spread[i] = in.readDouble();
            read.seconds[i] = in.readDouble();
            read.recent[i] = in.readDouble();
        }
        for (int i = 0; i < MODALITIES; i++) read.learntAt[i] = in.readLong();
        return new PersonalLevels(read.mean, read.spread, read.seconds, read.recent, read.learntAt, in.readInt());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonalLevels that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(spread, that.spread)
                && Arrays.equals(seconds, that.seconds)
                && Arrays.equals(recent, that.recent)
                && Arrays.equals(learntAt, that.learntAt)
                && drifts == that.drifts;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(seconds);
    }
}
