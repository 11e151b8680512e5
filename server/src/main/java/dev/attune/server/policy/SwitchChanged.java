package dev.attune.server.policy;

/// Somebody switched something off, or on again; published once it holds.
public record SwitchChanged(Switch what, boolean off) {}
