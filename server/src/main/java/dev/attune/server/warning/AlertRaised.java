package dev.attune.server.warning;

/// Published after the commit, on the tenant it belongs to; once for everything that one alert groups.
public record AlertRaised(Alert alert) {}
