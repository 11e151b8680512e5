package dev.attune.voice;

import dev.attune.media.Pcm;
import dev.attune.signals.Baseline;
import dev.attune.signals.Definition;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Listens to one channel: speech segments, and what the voice displayed in them. Contract:
/// 1. [#accept] stretches of one person's sound at 16 kHz, in order, of any length. The numbers do not depend on how
/// the sound is cut into stretches. Missing stretches are noticed by their media time.
/// 2. [#finish] when the stream ends or pauses; listening may go on afterwards, from any media time.
/// 3. [#close] always.
///
/// Single owner. Without speech it tells nothing: silence, music and noise are not readings of 0.
public final class VoiceAnalyzer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VoiceAnalyzer.class.getName());

    static final Definition DEFINITION = Definition.load(VoiceAnalyzer.class, "voice-reading", "1");

    private static final Duration CLOCK_TOLERANCE = DEFINITION.seconds("clock-tolerance-seconds");
    private static final Duration LONGEST_BRIDGE = DEFINITION.seconds("longest-bridge-seconds");
    private static final double LEAST_CONFIDENCE = DEFINITION.number("least-confidence");
    private static final int HELD_SAMPLES = (int) (VoiceOptions.LONGEST_WINDOW.toSeconds() + 2) * Sound.RATE_HZ;

    private final VoiceModels models;
    private final VoiceOptions options;
    private final SpeechProbability speech;
    private final SpeechSegmenter segmenter = new SpeechSegmenter();
    private final Sound sound = new Sound(HELD_SAMPLES);
    private final SpokenFrames segment = new SpokenFrames();
    private final SoundQuality soundQuality = new SoundQuality();
    private final NeutralVoice neutral = new NeutralVoice();
    private final ToneReader tones;
    private final SpeechToText.@Nullable Transcriber transcriber;
    private final float[] chunk = new float[SpeechProbability.CHUNK];
    private int filled;
    private Duration origin = Duration.ZERO; // media time of sample 0 of `sound`
    private long bridgedUntil = -1; // sample after the latest loss
    private boolean listening;
    private long segmentFrom;
    private long nextUpdate;
    private long transcribedUntil;

    public VoiceAnalyzer(VoiceModels models, VoiceOptions options) {
        this(models, options, null);
    }

    /// @param transcriber closed with this
    public VoiceAnalyzer(VoiceModels models, VoiceOptions options, SpeechToText.@Nullable Transcriber transcriber) {
        this.transcriber = transcriber;
        this.models = models;
        this.options = options;
        this.speech = models.newSpeechProbability();
        this.tones = models.newToneReader();
    }

    /// @throws IllegalArgumentException when the sound is not at 16 kHz
    public List<VoiceEvent> accept(Pcm pcm) {
        if (pcm.sampleRateHz() != Sound.RATE_HZ)
            throw new IllegalArgumentException("a voice is read at %d Hz, got %d Hz. Maybe convert the sound first."
                    .formatted(Sound.RATE_HZ, pcm.sampleRateHz()));
        var events = new ArrayList<VoiceEvent>();
        if (pcm.samples().length == 0) return events;
        int late = align(pcm, events);
        float[] samples = pcm.samples();
        for (int i = late; i < samples.length; i++) take(samples[i], events);
        return events;
    }

    /// Ends what lasts. What follows is a new stretch of listening.
    public List<VoiceEvent> finish() {
        var events = new ArrayList<VoiceEvent>();
        end(events);
        return events;
    }

    /// Bridges or breaks where sound is missing; answers how many of the first samples have been heard already.
    private int align(Pcm pcm, List<VoiceEvent> events) {
        var at = pcm.at();
        if (!listening) {
            origin = at;
            listening = true;
            return 0;
        }
        var expected = timeOf(sound.end() + filled);
        var lateness = at.minus(expected);
        if (lateness.abs().compareTo(CLOCK_TOLERANCE) <= 0) return 0;
        if (lateness.isNegative()) return heardAlready(pcm, lateness.negated());
        if (lateness.compareTo(LONGEST_BRIDGE) > 0) {
            end(events);
            origin = at;
            listening = true;
            return 0;
        }
        for (int i = samples(lateness); i > 0; i--) take(0, events);
        bridgedUntil = sound.end() + filled;
        return 0;
    }

    /// Of sound that was sent twice, or overtaken; all of it where the clock jumped back further than it is long.
    private static int heardAlready(Pcm pcm, Duration late) {
        int all = pcm.samples().length;
        return late.compareTo(pcm.length()) >= 0 ? all : Math.min(samples(late), all);
    }

    private void take(float sample, List<VoiceEvent> events) {
        chunk[filled++] = sample;
        if (filled == chunk.length) hear(events);
    }

    private void hear(List<VoiceEvent> events) {
        filled = 0;
        sound.append(chunk);
        double probability = speech.next(chunk, 0);
        soundQuality.hear(chunk, probability);
        switch (segmenter.next(probability)) {
            case SpeechSegmenter.Change.Begun(long from) -> {
                segmentFrom = from * chunk.length;
                transcribedUntil = segmentFrom;
                nextUpdate = segmentFrom + samples(options.update());
                segment.begin(segmentFrom);
                events.add(new VoiceEvent.SpeechStarted(timeOf(segmentFrom)));
            }
            case SpeechSegmenter.Change.Over(var over) -> tellLast(over, events);
            case null -> {}
        }
        if (segmenter.speaking() && sound.end() >= nextUpdate) {
            nextUpdate += samples(options.update());
            segment.listen(sound, sound.end() - VoiceFrame.REACH);
            long from = Math.max(segmentFrom, sound.end() - samples(options.window()));
            events.add(reading(segment.stretch(sound, from, sound.end()), from, sound.end(), false));
        }
        if (segmenter.speaking() && sound.end() - transcribedUntil >= samples(VoiceOptions.LONGEST_WINDOW))
            transcribe(sound.end(), events);
    }

    /// What was said since it was last asked, until this sample.
    private void transcribe(long to, List<VoiceEvent> events) {
        long from = transcribedUntil;
        transcribedUntil = to;
        if (transcriber == null || to <= from) return;
        var samples = new float[(int) (to - from)];
        sound.copy(from, samples);
        try {
            transcriber
                    .words(samples)
                    .filter(words -> !words.isBlank())
                    .ifPresent(words ->
                            events.add(new VoiceEvent.Transcribed(new TimeSpan(timeOf(from), timeOf(to)), words)));
        } catch (RuntimeException e) { // its message is not repeated: it may quote what was said
            LOG.log(
                    System.Logger.Level.WARNING,
                    "speech-to-text failed: " + e.getClass().getName());
        }
    }

    private void tellLast(SpeechSegmenter.Segment over, List<VoiceEvent> events) {
        long to = over.to() * chunk.length;
        segment.listen(sound, to);
        transcribe(to, events);
        long from = Math.max(segmentFrom, to - samples(VoiceOptions.LONGEST_WINDOW));
        var stretch = segment.stretch(sound, from, to);
        events.add(reading(stretch, from, to, true));
        events.add(new VoiceEvent.SpeechEnded(new TimeSpan(timeOf(segmentFrom), timeOf(to)), stretch.rate()));
    }

    private VoiceEvent.VoiceReading reading(Stretch stretch, long from, long to, boolean last) {
        var features = VoiceFeatures.of(stretch);
        var quality = soundQuality.of(stretch, options.narrowBand(), bridgedUntil > from);
        var span = new TimeSpan(timeOf(from), timeOf(to));
        double[] own = neutral.features();
        var baseline = own == null ? Baseline.POPULATION : Baseline.PERSONAL;
        if (quality.score() == 0) {
            var reason = quality.reasons().iterator().next();
            var unread = new Measurement.NotMeasurable(reason);
            var nothing = new VoiceObservation(
                    span,
                    unread,
                    unread,
                    unread,
                    new DisplayPattern.Abstained(reason),
                    stretch.prosody(),
                    baseline,
                    quality,
                    models.refs());
            return new VoiceEvent.VoiceReading(nothing, features, null, last);
        }
        var tone = tones.read(features.values(), own);
        if (last) neutral.hear(features.values(), stretch.voicedSeconds(), tone);
        var arousal = signed(tone.aroused());
        var valence = signed(tone.pleasant());
        var pattern = pattern(tone);
        var operator = models.operator();
        if (operator != null) {
            var samples = new float[(int) (to - from)];
            sound.copy(from, samples);
            var told = operator.read(samples);
            arousal = told.arousal(arousal);
            valence = told.valence(valence);
            pattern = told.pattern(pattern, LEAST_CONFIDENCE);
        }
        var observation = new VoiceObservation(
                span,
                arousal,
                new Measurement.Measured(tone.angry(), sureness(tone.angry())),
                valence,
                pattern,
                stretch.prosody(),
                baseline,
                quality,
                models.refs());
        return new VoiceEvent.VoiceReading(observation, features, tone, last);
    }

    /// From the probability of one side to -1..1, as sure as the likelier side is probable.
    private static Measurement signed(double probability) {
        return new Measurement.Measured(2 * probability - 1, sureness(probability));
    }

    private static double sureness(double probability) {
        return Math.max(probability, 1 - probability);
    }

    private static DisplayPattern pattern(ToneReading tone) {
        var emotions = tone.emotions();
        return emotions.of(emotions.top()) < LEAST_CONFIDENCE
                ? new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE)
                : new DisplayPattern.Displayed(emotions);
    }

    private void end(List<VoiceEvent> events) {
        if (filled > 0) {
            while (filled < chunk.length) chunk[filled++] = 0;
            hear(events);
        }
        var last = segmenter.finish();
        if (last != null) tellLast(last, events);
        speech.reset();
        sound.clear();
        soundQuality.reset();
        bridgedUntil = -1;
        listening = false;
    }

    private Duration timeOf(long sample) {
        return origin.plusNanos(Math.round(sample * 1e9 / Sound.RATE_HZ));
    }

    private static int samples(Duration length) {
        return (int) Math.round(length.toNanos() * (Sound.RATE_HZ / 1e9));
    }

    @Override
    public void close() {
        speech.close();
        tones.close();
        if (transcriber != null) transcriber.close();
    }
}
