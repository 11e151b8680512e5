package dev.attune.text.topics;

/// @param why the words that say so
public record IntentMention(Intent intent, Span why) {}
