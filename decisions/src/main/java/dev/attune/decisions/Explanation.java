package dev.attune.decisions;

import java.time.Duration;
import java.util.List;

/// Why a rule acted: its clauses at that moment, how long they had held, and the sentence for people.
public record Explanation(List<Clause> clauses, Duration held, Wording reason) {
    public Explanation {
        clauses = List.copyOf(clauses);
    }
}
