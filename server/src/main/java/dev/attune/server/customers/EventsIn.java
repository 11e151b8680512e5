package dev.attune.server.customers;

import dev.attune.server.customers.Checked.Original;
import dev.attune.server.customers.EventStore.Outcome;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Events as in a batch, handed in by another slice with something else.
@Component
public class EventsIn {
    private final SegmentReader reader;
    private final Intake intake;
    private final CustomerSettings settings;
    private final VisitorsEvents visitors;
    private final InstantSource clock;

    EventsIn(
            SegmentReader reader,
            Intake intake,
            CustomerSettings settings,
            VisitorsEvents visitors,
            InstantSource clock) {
        this.visitors = visitors;
        this.reader = reader;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param refused of people who were not asked or do not allow it
    /// @param rejected that something is wrong with; the console's rejected events say what
    public record Taken(int stored, int duplicates, int refused, int rejected) {}

    /// @param path where they came in
    /// @param caller who sent them
    public Taken take(String path, List<JsonNode> events, Principal caller) {
        var now = clock.instant();
        var checked = events.stream()
                .map(event -> reader.read(null, new Original(path, now, null, event), settings.lateness()))
                .toList();
        int[] counts = new int[4];
        for (var outcome : outcomes(visitors.taken(caller, checked)))
            switch (outcome) {
                case Outcome.Stored stored -> counts[0]++;
                case Outcome.Duplicate duplicate -> counts[1]++;
                case Outcome.Refused refused -> counts[2]++;
                case Outcome.Rejected rejected -> counts[3]++;
            }
        return new Taken(counts[0], counts[1], counts[2], counts[3]);
    }

    private List<Outcome> outcomes(List<Checked> checked) {
        try {
            return intake.put(checked).join();
        } catch (CompletionException e) {
            throw new QueryTimeoutException("the events could not be taken now", e);
        }
    }
}
