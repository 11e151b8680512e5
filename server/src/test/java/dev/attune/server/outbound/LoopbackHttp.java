package dev.attune.server.outbound;

import java.time.Duration;
import java.util.List;

/// A client for systems that are played, or really run, on this machine.
public final class LoopbackHttp {
    private LoopbackHttp() {}

    public static OutboundHttp client() {
        return new OutboundHttp(new OutboundSettings(List.of("127.0.0.0/8"), Duration.ofSeconds(30)));
    }
}
