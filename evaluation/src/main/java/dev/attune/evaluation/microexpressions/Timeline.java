package dev.attune.evaluation.microexpressions;

import dev.attune.actor.Script;
import dev.attune.signals.MuscleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What the synthetic person does, and what of it is a short movement.
///
/// @param movements in the order of time
record Timeline(Script script, List<Movement> movements) {
    private static final double SWAY_DEGREES = 1.5;
    private static final double FIRST = 2.8; // seconds; before, the person's jitter is learnt
    private static final double STEP = 0.65; // upper and lower face in turn, so 1.3 s within one half
    private static final double WIDE_STEP = 1.4;
    private static final double SHORTEST = 0.06;
    private static final double LONGEST = 0.48;
    private static final double FAINTEST = 0.8;
    private static final double STRONGEST = 4;
    private static final int BLINK_EVERY = 7;
    private static final List<MuscleGroup> UPPER = List.of(MuscleGroup.BROW_RAISE, MuscleGroup.BROW_LOWER);
    private static final List<MuscleGroup> LOWER =
            List.of(MuscleGroup.SMILE, MuscleGroup.SMILE, MuscleGroup.CORNER_DOWN, MuscleGroup.JAW, MuscleGroup.CHIN);

    Timeline {
        movements = List.copyOf(movements);
    }

    /// @param onset seconds
    /// @param intensity of the action units, 0..5
    record Movement(MuscleGroup group, double onset, double offset, double intensity) {
        double seconds() {
            return offset - onset;
        }
    }

    /// Movements of 60 to 480 ms and intensity .8 to 4 all over the time, with blinks and sway.
    static Timeline of(double seconds, long seed) {
        return of(seconds, seed, STEP);
    }

    /// Likewise with more rest between them: still far more movements than people show.
    static Timeline spaced(double seconds, long seed) {
        return of(seconds, seed, WIDE_STEP);
    }

    private static Timeline of(double seconds, long seed, double step) {
        var random = new SplittableRandom(seed);
        var script =
                Script.lasting(Duration.ofMillis(Math.round(seconds * 1000))).sway(SWAY_DEGREES, seed);
        var movements = new ArrayList<Movement>();
        int turn = 0;
        for (double at = FIRST; at < seconds - 1.5; at += step, turn++) {
            if (turn % BLINK_EVERY == BLINK_EVERY - 1) {
                script.blink(at);
                continue;
            }
            var groups = turn % 2 == 0 ? UPPER : LOWER;
            var group = groups.get(random.nextInt(groups.size()));
            double length = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
            double intensity = FAINTEST + (STRONGEST - FAINTEST) * random.nextDouble();
            double onset = at + 0.1 * random.nextDouble();
            var movement = new Movement(group, onset, onset + length, intensity);
            movements.add(movement);
            act(script, movement);
        }
        return new Timeline(script.build(), movements);
    }

    /// No short movement: blinks, glances, sway, one smile and one frown that stay, a nod and a shake of the head.
    static Timeline calm(double seconds, long seed) {
        var script = Script.lasting(Duration.ofMillis(Math.round(seconds * 1000)))
                .alive(seed)
                .sway(SWAY_DEGREES, seed)
                .act(12, 3, 0.3 * seconds, 0.3 * seconds + 2, 0.4, 0.6)
                .act(4, 3, 0.65 * seconds, 0.65 * seconds + 1.5, 0.3, 0.5)
                .turnHead(0, -7, 0, 0.5 * seconds, 0.5 * seconds + 0.5, 0.25)
                .turnHead(8, 0, 0, 0.85 * seconds, 0.85 * seconds + 0.5, 0.25);
        return new Timeline(script.build(), List.of());
    }

    private static void act(Script.Builder script, Movement movement) {
        double rise = 0.42 * movement.seconds(); // onset to apex takes about half (metrics of the annotated sets)
        double fall = 0.5 * movement.seconds();
        var units = movement.group() == MuscleGroup.JAW
                ? List.of(26)
                : movement.group().units();
        for (int unit : units) script.act(unit, movement.intensity(), movement.onset(), movement.offset(), rise, fall);
    }
}
