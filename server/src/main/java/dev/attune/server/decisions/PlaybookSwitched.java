package dev.attune.server.decisions;

/// The tenant at work switched a playbook on or off, or saved or deleted one; published once it holds.
public record PlaybookSwitched(String id) {}
