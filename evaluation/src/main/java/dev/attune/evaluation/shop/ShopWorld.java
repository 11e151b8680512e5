package dev.attune.evaluation.shop;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.learning.FeatureSchema;
import dev.attune.decisions.learning.FeatureSchema.Feature;
import dev.attune.decisions.learning.FeatureSchema.Origin;
import dev.attune.decisions.ranking.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Who visits the simulated shop, and with which probability each would buy under each action.
///
/// `P(buy) = σ(base + appeal_a·x + segment_{s,a} + person_{u,a})`, logistic, so that the linear
/// learners are a little wrong about it, as they are about people. All weights are made up; they stand
/// in this file and in docs/learning.md.
final class ShopWorld {
    static final FeatureSchema SCHEMA = new FeatureSchema(
            1,
            List.of(
                    Feature.share("checkout", Origin.SERVICE),
                    Feature.share("product", Origin.SERVICE),
                    Feature.share("cart", Origin.SERVICE),
                    Feature.share("dwell", Origin.SERVICE),
                    Feature.share("mobile", Origin.SERVICE),
                    Feature.share("confusion", Origin.DISPLAY),
                    Feature.share("frustration", Origin.DISPLAY),
                    Feature.share("delight", Origin.DISPLAY)),
            List.of());

    static final List<Candidate> ACTIONS = List.of(
            Candidate.of("house-style", ActionClass.STYLE),
            Candidate.of("form-in-steps", ActionClass.HELP),
            Candidate.of("comparison", ActionClass.CONTENT),
            Candidate.of("offer-human", ActionClass.HELP),
            Candidate.of("warm-thanks", ActionClass.STYLE),
            Candidate.of("calmer-tone", ActionClass.STYLE));

    static final int SEGMENTS = 3;

    private static final double BASE = -1.6; // a purchase in six visits when nothing is special

    /// Log-odds by action (rows) and feature (columns: the constant, then as in the schema).
    private static final double[][] APPEAL = {
        {0.00, 0.2, 0.0, 0.3, 0.0, 0.0, -0.9, -1.1, 0.5},
        {-0.20, 0.6, -0.3, 0.3, 0.0, 0.3, 0.9, -0.2, 0.0},
        {-0.15, -0.6, 0.7, 0.3, 0.5, -0.2, 0.6, -0.5, 0.2},
        {-0.50, 0.2, 0.0, 0.5, 0.0, 0.0, 0.4, 1.3, -0.3},
        {-0.10, 0.0, 0.1, 0.3, -0.3, 0.1, -1.0, -1.4, 1.2},
        {-0.15, 0.1, 0.0, 0.2, 0.1, 0.0, 0.0, 0.7, -0.2},
    };

    private static final double SEGMENT_SPREAD = 0.25; // standard deviation of log-odds
    private static final double PERSON_SPREAD = 0.8;

    /// How far what is displayed agrees with what moves the person: the sensor's noise, and how many
    /// allow it at all.
    private static final double DISPLAY_NOISE = 0.15;

    private static final double CONSENT = 0.7;

    private final Random random;
    private final double[][] ofSegment = new double[SEGMENTS][ACTIONS.size()];
    private final double[][] ofPerson;
    private final int[] segments;
    private final boolean[] consents;

    ShopWorld(long seed, int people) {
        this.random = new Random(seed);
        for (var segment : ofSegment) fill(segment, SEGMENT_SPREAD);
        this.ofPerson = new double[people][ACTIONS.size()];
        this.segments = new int[people];
        this.consents = new boolean[people];
        for (int person = 0; person < people; person++) {
            fill(ofPerson[person], PERSON_SPREAD);
            segments[person] = random.nextInt(SEGMENTS);
            consents[person] = random.nextDouble() < CONSENT;
        }
    }

    List<Visit> visits(int count) {
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < count; i++) visits.add(visit());
        return visits;
    }

    private Visit visit() {
        int person = random.nextInt(segments.length);
        double place = random.nextDouble();
        double mood = random.nextDouble();
        double strength = 0.4 + 0.6 * random.nextDouble();
        var truth = new double[] {
            1,
            place < 0.3 ? 1 : 0, // checkout
            place >= 0.3 && place < 0.75 ? 1 : 0, // product, the rest is the list
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble() < 0.55 ? 1 : 0,
            mood < 0.22 ? strength : 0, // confused
            mood >= 0.22 && mood < 0.36 ? strength : 0, // frustrated
            mood >= 0.36 && mood < 0.54 ? strength : 0, // delighted
        };
        var context = new HashMap<String, Double>();
        for (int i = 0; i < SCHEMA.context().size(); i++) {
            var feature = SCHEMA.context().get(i);
            double noise = feature.origin() == Origin.DISPLAY ? DISPLAY_NOISE * random.nextGaussian() : 0;
            if (feature.origin() == Origin.SERVICE || consents[person])
                context.put(feature.name(), Math.clamp(truth[i + 1] + noise, 0, 1));
        }
        var chances = new double[ACTIONS.size()];
        for (int action = 0; action < chances.length; action++) {
            double odds = BASE + ofSegment[segments[person]][action] + ofPerson[person][action];
            for (int i = 0; i < truth.length; i++) odds += APPEAL[action][i] * truth[i];
            chances[action] = 1 / (1 + Math.exp(-odds));
        }
        return new Visit(person, segments[person], Map.copyOf(context), chances, random.nextDouble());
    }

    private void fill(double[] values, double spread) {
        for (int i = 0; i < values.length; i++) values[i] = spread * random.nextGaussian();
    }
}
