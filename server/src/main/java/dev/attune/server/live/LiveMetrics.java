package dev.attune.server.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Counts and times of all live sessions, under `/actuator/prometheus`. No names, no pseudonyms.
@Component
final class LiveMetrics {
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
        sessions = registry.gauge("attune.live.sessions", new AtomicInteger());
    }
}
