package dev.attune.server.warning;

import java.time.Instant;
import org.springframework.stereotype.Component;

/// AlertFigures of the tenant at work, as far as other slices may know of them.
@Component
public class AlertFigures {
    private final AlertTable table;

    AlertFigures(AlertTable table) {
        this.table = table;
    }

    /// @param raised how many
    /// @param settled by somebody who looked after them
    public record Counted(long raised, long settled) {}

    /// About people and things together, so that a count tells of nobody.
    public Counted since(Instant when) {
        return table.countedSince(when);
    }
}
