package dev.attune.server.segments;

import dev.attune.server.privacy.PersonDataHolder;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The segments that a person is in, for a copy and for erasure.
@Component
class SegmentsOfPersons implements PersonDataHolder {
    private final SegmentTable table;
    private final TransactionOperations transactions;

    SegmentsOfPersons(SegmentTable table, TransactionOperations transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public Set<String> tables() {
        return Set.of("segment_member", "segment_person");
    }

    @Override
    public Object export(String person) {
        return table.keysOf(Set.of(person)).getOrDefault(person, Set.of()).stream()
                .sorted()
                .toList();
    }

    @Override
    public Map<String, Integer> erase(String person) {
        var rows = transactions.execute(status -> table.forget(person));
        return Map.of("segments", rows == null ? 0 : rows);
    }
}
