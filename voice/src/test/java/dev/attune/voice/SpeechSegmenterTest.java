package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.voice.SpeechSegmenter.Change;
import dev.attune.voice.SpeechSegmenter.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeechSegmenterTest {

    @Test
    void aClickIsNoSpeech() {
        assertThat(segments(quiet(20), loud(3), quiet(40))).isEmpty();
    }

    @Test
    void aBreathDoesNotEndSpeechAndALongPauseDoes() {
        assertThat(segments(quiet(10), loud(20), quiet(8), loud(20), quiet(40))).containsExactly(new Segment(9, 59));
        assertThat(segments(quiet(10), loud(20), quiet(30), loud(20), quiet(40)))
                .containsExactly(new Segment(9, 31), new Segment(59, 81));
    }

    @Test
    void aWaveringProbabilityDoesNotChopSpeech() {
        var wavering = new double[60];
        for (int i = 0; i < wavering.length; i++) wavering[i] = i % 2 == 0 ? 0.55 : 0.4;
        assertThat(segments(quiet(5), wavering, quiet(30))).hasSize(1);
    }

    @Test
    void speechThatLastsAtTheEndIsASegment() {
        assertThat(segments(quiet(5), loud(30))).containsExactly(new Segment(4, 35));
    }

    @Test
    void segmentsNeverOverlapWhateverIsHeard() {
        var random = new Random(11);
        for (int run = 0; run < 50; run++) {
            var heard = new double[400];
            double level = 0.5;
            for (int i = 0; i < heard.length; i++)
                heard[i] = level = Math.clamp(level + 0.3 * random.nextGaussian(), 0, 1);
            long before = 0;
            for (var segment : segments(heard)) {
                assertThat(segment.from()).isGreaterThanOrEqualTo(before);
                assertThat(segment.to()).isGreaterThan(segment.from()).isLessThanOrEqualTo(heard.length);
                before = segment.to();
            }
        }
    }

    private static List<Segment> segments(double[]... parts) {
        var segmenter = new SpeechSegmenter();
        var found = new ArrayList<Segment>();
        for (double[] part : parts)
            for (double probability : part)
                if (segmenter.next(probability) instanceof Change.Over(var segment)) found.add(segment);
        var last = segmenter.finish();
        if (last != null) found.add(last);
        return found;
    }

    private static double[] loud(int chunks) {
        return filled(chunks, 0.9);
    }

    private static double[] quiet(int chunks) {
        return filled(chunks, 0.05);
    }

    private static double[] filled(int chunks, double probability) {
        var all = new double[chunks];
        Arrays.fill(all, probability);
        return all;
    }
}
