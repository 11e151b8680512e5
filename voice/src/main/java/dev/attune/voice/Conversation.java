package dev.attune.voice;

import dev.attune.signals.TimeSpan;
import dev.attune.voice.ConversationDynamics.Spoken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers who spoke when while a call goes on: the customer as heard, the other party as somebody else told it. Where
/// nobody told, nothing is known of turns, overlap and silence, and nothing is made up.
///
/// Owned by one thread.
public final class Conversation {
    /// Hours of talk; what comes after is left out together with its time, so that the shares stay true.
    static final int MOST_SPANS = 10_000;

    private final List<Spoken> customer = new ArrayList<>();
    private final List<TimeSpan> other = new ArrayList<>();
    private boolean told;
    private Duration end = Duration.ZERO;

    /// The customer was listened to until here, speaking or not.
    public void heardUntil(Duration at) {
        if (!isFull() && at.compareTo(end) > 0) end = at;
    }

    public void customerSpoke(TimeSpan span, SpeechRate rate) {
        if (isFull()) return;
        heardUntil(span.end()); // before it: the last span that has room must not end after the conversation
        customer.add(new Spoken(span, rate));
    }

    /// Somebody told that the other party spoke then; in any order, also before the customer was heard so far.
    public void otherSpoke(TimeSpan span) {
        told = true;
        if (!isFull()) other.add(span);
    }

    /// Somebody tells when the other party speaks, even if they never do.
    public void otherIsTold() {
        told = true;
    }

    private boolean isFull() {
        return customer.size() + other.size() >= MOST_SPANS;
    }

    /// How long the customer was listened to.
    public Duration length() {
        return end;
    }

    /// How long the customer spoke.
    public Duration customerSpoke() {
        return customer.stream().map(spoken -> spoken.span().length()).reduce(Duration.ZERO, Duration::plus);
    }

    /// The customer's, over all that was said.
    public SpeechRate rate() {
        return customer.stream().map(Spoken::rate).reduce(SpeechRate.NONE, SpeechRate::plus);
    }

    /// What the two have in common; empty while nobody has told when the other party speaks.
    public Optional<ConversationDynamics> dynamics() {
        if (!told) return Optional.empty();
        var heard = other.stream()
                .filter(span -> span.start().compareTo(end) < 0)
                .map(span -> new TimeSpan(span.start(), earlier(span.end(), end)))
                .toList();
        return Optional.of(ConversationDynamics.of(customer, heard, end));
    }

    private static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
