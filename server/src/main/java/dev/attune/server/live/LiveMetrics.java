package dev.attune.server.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Counts and times of all live sessions, under `/actuator/prometheus`. No names, no pseudonyms.
@Component
final class LiveMetrics {
    private static final Duration GOAL = Duration.ofMillis(5); // of the 99th percentile, docs/benchmarks/live.md

    final Counter received;
    final Counter analysed;
    final Counter dropped;
    final Counter refused;
    final Counter undecodable;
    final Timer latency;
    final Counter sounds;
    final Counter soundsRefused;
    final Timer voiceLatency;
    final AtomicInteger sessions;
    private final Timer affect;
    private final EnumMap<Stage, Timer> stages = new EnumMap<>(Stage.class); // every one is in it

    /// Where the time of one observation goes, from its last byte to its estimate.
    enum Stage {
        /// In the mailbox, and for a free thread.
        WAIT,
        /// From bytes to a picture, or to the numbers of a headset.
        DECODE,
        /// From the picture to the observation: the networks.
        PERCEIVE,
        /// From the observation to the estimate: the gate and the reducer.
        FUSE,
        /// From the estimate to the socket: the last look at the consent, writing, handing over.
        SEND
    }

    LiveMetrics(MeterRegistry registry) {
        received = registry.counter("attune.live.frames.received");
        analysed = registry.counter("attune.live.frames.analysed");
        dropped = registry.counter("attune.live.frames.dropped");
        refused = registry.counter("attune.live.frames.refused");
        undecodable = registry.counter("attune.live.frames.undecodable");
        latency = Timer.builder("attune.live.latency")
                .description("from the last byte of a frame to its result")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofSeconds(2))
                .register(registry);
        sounds = registry.counter("attune.live.sounds.read");
        soundsRefused = registry.counter("attune.live.sounds.refused");
        voiceLatency = Timer.builder("attune.live.voice.latency")
                .description("from the last byte of sound to the reading it completed")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofSeconds(2))
                .register(registry);
        affect = brief(Timer.builder("attune.live.affect")
                        .description("from the last observation to its estimate on the socket, without the networks"))
                .register(registry);
        for (var stage : Stage.values())
            stages.put(
                    stage,
                    brief(Timer.builder("attune.live.stage")
                                    .description("one part of the way from the last byte to the estimate")
                                    .tag("stage", stage.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        sessions = registry.gauge("attune.live.sessions", new AtomicInteger());
    }

    /// What is over in less than a millisecond, as a rule.
    private static Timer.Builder brief(Timer.Builder timer) {
        return timer.publishPercentileHistogram()
                .serviceLevelObjectives(GOAL)
                .minimumExpectedValue(Duration.ofNanos(20_000))
                .maximumExpectedValue(Duration.ofSeconds(1));
    }

    /// The same observation on its way.
    ///
    /// @param observedNanos of [System#nanoTime], as all of them: when the observation was there
    void told(long observedNanos, long fusedNanos, long sentNanos) {
        add(Stage.FUSE, observedNanos, fusedNanos);
        add(Stage.SEND, fusedNanos, sentNanos);
        affect.record(sentNanos - observedNanos, TimeUnit.NANOSECONDS);
    }

    void add(Stage stage, long fromNanos, long untilNanos) {
        Objects.requireNonNull(stages.get(stage)).record(untilNanos - fromNanos, TimeUnit.NANOSECONDS);
    }
}
