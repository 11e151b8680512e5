package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static dev.attune.fusion.AFace.aSmile;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.BandPowers;
import dev.attune.signals.EegBand;
import dev.attune.signals.Evidence;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.Presence;
import dev.attune.signals.Quality;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// A session in which every kind of observation comes.
public final class Session {
    private Session() {}

    /// Ten seconds before a camera with voice, words and a wristband, then a headset for two.
    public static List<Observation> ofAllModalities() {
        var all = new ArrayList<Observation>(
                new Recording().shows(4, aFace()).shows(3, aSmile()).shows(3, aFace()).readings);
        all.add(Said.angrily(Duration.ofMillis(4_510)));
        all.add(Said.displeased(Duration.ofMillis(4_730)));
        for (int second = 0; second < 10; second++) all.add(body(second));
        for (int i = 0; i < 40; i++) all.add(told(Duration.ofMillis(10_010 + 50L * i), i < 20 ? 0 : 4));
        all.sort(Comparator.comparing(Observation::at));
        return all;
    }

    /// A face at rest, as a headset tells it.
    public static List<Observation> atRest(int seconds) {
        var all = new ArrayList<Observation>();
        for (int i = 0; i < 20 * seconds; i++) all.add(told(Duration.ofMillis(50L * i), 0));
        return all;
    }

    private static PhysiologyObservation body(int second) {
        var at = Duration.ofMillis(1000L * second + 7);
        return new PhysiologyObservation(
                new TimeSpan(at, at),
                OptionalDouble.of(70 + second / 3.0),
                OptionalDouble.empty(),
                OptionalDouble.of(14.1),
                List.of(new BandPowers("F3", Map.of(EegBand.ALPHA, 10.1, EegBand.BETA, 3.3))),
                Quality.PERFECT,
                "wristband",
                List.of());
    }

    private static UnitsReading told(Duration at, double smile) {
        var units = List.of(new ActionUnit(12, smile, smile / 2, 0.8, Evidence.REPORTED, Presence.NONE));
        var face =
                new FaceUnits(3, units, null, new HeadTurn(1.1, 2.2, 3.3), null, new Quality(0.9, Set.of()), List.of());
        return new UnitsReading(at, List.of(face));
    }
}
