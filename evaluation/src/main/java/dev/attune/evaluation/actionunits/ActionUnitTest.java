package dev.attune.evaluation.actionunits;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.actor.Rig;
import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import dev.attune.evaluation.expressions.LabelledIndex;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.face.ActionUnitFormula;
import dev.attune.face.ActionUnitGeometry;
import dev.attune.face.FaceModels;
import dev.attune.signals.Baseline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Plays people whom nothing was fitted on, and compares what is read with what was played.
public final class ActionUnitTest {
    private static final long PEOPLE_PER_SEED = 1000;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final FaceModels models;
    private final long seed;
    private final int threads;
    private final Consumer<String> progress;

    /// @param seed at least 1
    /// @param threads people looked at side by side; changes no figure
    public ActionUnitTest(FaceModels models, long seed, int threads, Consumer<String> progress) {
        if (seed < 1) throw new IllegalArgumentException("the seed must be at least 1, got " + seed);
        if (threads < 1) throw new IllegalArgumentException("at least one thread is needed, got " + threads);
        this.models = models;
        this.seed = seed;
        this.threads = threads;
        this.progress = progress;
    }

    /// @param people synthetic, at least 2
    /// @param stills labelled pictures of real people; null for none
    public ActionUnitResult run(Rig rig, int people, @Nullable LabelledIndex stills) throws InterruptedException {
        if (people < 2) throw new IllegalArgumentException("at least two people are needed, got " + people);
        long first = Rehearsals.FIRST_HELD_OUT_SEED + PEOPLE_PER_SEED * (seed - 1);
        var watched = Rehearsals.watch(
                LongStream.range(first, first + people), Rehearsal::forMeasuring, rig, models, threads, progress);
        var formula = ActionUnitFormula.packed();
        var own = new ArrayList<Reading>();
        var rules = new ArrayList<Reading>();
        var population = new ArrayList<Reading>();
        var product = new ArrayList<Reading>();
        var held = new ArrayList<Reading>();
        var mixtures = new EnumMap<Kind, MixtureFinding.Score>(Kind.class);
        int personal = 0;
        for (var person : watched) {
            var knowing = ProductReading.after(person);
            boolean isPersonal = false;
            for (var face : person.faces()) {
                var seen = face.observation();
                long who = person.seed();
                own.add(new Reading(who, face, formula.read(seen.measures(), person.own(), seen.pose())));
                rules.add(new Reading(
                        who, face, ActionUnitGeometry.intensities(seen.measures(), person.own(), seen.pose())));
                population.add(new Reading(who, face, seen.actionUnits()));
                var affect = knowing.of(seen);
                isPersonal = affect.baseline() == Baseline.PERSONAL;
                product.add(new Reading(who, face, affect.actionUnits()));
                if (face.take().kind() == Kind.LEVEL)
                    held.add(new Reading(who, face, knowing.after(seen, LONG).actionUnits()));
                mixtures.merge(
                        face.take().kind(),
                        MixtureFinding.Score.of(face.take(), Optional.ofNullable(affect.mixture())),
                        MixtureFinding.Score::plus);
            }
            if (isPersonal) personal++;
        }
        progress.accept("fusion done");
        var readings = new Readings(own, rules, population, product, held);
        var bootstrap = new Bootstrap(seed, Bootstrap.DEFAULT_DRAWS / 4);
        var findings = new ArrayList<Finding>(List.of(
                new AgreementFinding(formula, readings, bootstrap),
                new TurnFinding(watched, readings),
                new LevelFinding(readings),
                new SideFinding(readings),
                new NeutralFinding(readings),
                new TrustFinding(UnitConfidence.of(own), bootstrap),
                new MixtureFinding(mixtures)));
        if (stills != null) findings.add(new StillFinding(StillOrder.read(stills, models, progress)));
        int takes = watched.stream().mapToInt(person -> person.takes().size()).sum();
        return new ActionUnitResult(
                seed, new ActionUnitResult.Size(watched.size(), takes, own.size(), personal), findings);
    }
}
