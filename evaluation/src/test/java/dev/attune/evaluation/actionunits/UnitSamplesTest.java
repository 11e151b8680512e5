package dev.attune.evaluation.actionunits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.Expression;
import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Evidence;
import dev.attune.signals.Presence;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitSamplesTest {

    @Test
    void eachSideIsComparedWithWhatThatSidePlayed() {
        var smirk = new Reading(
                1,
                MadeUpPerson.playing(Expression.NEUTRAL.with(12, 3, 0)),
                List.of(new ActionUnit(12, 2.5, 0.5, 0.9), new ActionUnit(4, 5, 5, 0.9)));

        var samples = UnitSamples.of(12, List.of(smirk), face -> true);

        assertThat(samples.truth()).containsExactly(3, 0);
        assertThat(samples.read()).containsExactly(2.5, 0.5);
        assertThat(samples.meanAbsoluteError()).hasValue(0.5);
        assertThat(samples.played()).isEqualTo(1);
    }

    @Test
    void presenceCountsWhatTheReaderDecidedNotTheIntensity() {
        var missed = new Reading(
                1,
                MadeUpPerson.playing(Expression.NEUTRAL.with(12, 3)),
                List.of(new ActionUnit(12, 0.9, 1.2, 0.9))); // a trace begins at 1

        var counts = UnitSamples.of(12, List.of(missed), face -> true).presence();

        assertThat(counts.truePositives()).isEqualTo(1);
        assertThat(counts.falseNegatives()).isEqualTo(1);
    }

    @Test
    void aUnitSeenTooBadlyToTellPresenceIsNeitherRightNorWrong() {
        var weak = new ActionUnit(14, 3, 3, 0.2, Evidence.GEOMETRY, Presence.UNKNOWN);
        var smirk = new Reading(1, MadeUpPerson.playing(Expression.NEUTRAL.with(14, 3)), List.of(weak));

        var samples = UnitSamples.of(14, List.of(smirk), face -> true);

        assertThat(samples.presence().f1()).isEmpty();
        assertThat(samples.told()).hasValue(0);
        assertThat(samples.presenceFrom(1).truePositives()).isEqualTo(2);
    }

    @Test
    void aDrawTakesAPersonAsOftenAsDrawn() {
        var one = new Reading(1, MadeUpPerson.playing(Expression.NEUTRAL), List.of(new ActionUnit(12, 1, 1, 0.9)));
        var two = new Reading(2, MadeUpPerson.playing(Expression.NEUTRAL), List.of(new ActionUnit(12, 2, 2, 0.9)));
        var all = UnitSamples.of(12, List.of(one, two), face -> true);
        var byPerson = all.people().stream().map(all::of).toList();

        assertThat(all.drawn(byPerson, new int[] {1, 1}).read()).containsExactly(2, 2, 2, 2);
    }
}
