package dev.attune.text.personaldata;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A text whose personal data was replaced by typed marks. What stood there is nowhere in it, not even its length.
///
/// @param text what may be stored and shown
/// @param marks where the marks stand in `text`, in order
public record Redaction(String text, List<Finding> marks) {
    public Redaction {
        marks = List.copyOf(marks);
    }

    /// How many of each kind were replaced; kinds that were not found are absent.
    public Map<PersonalDataKind, Integer> counts() {
        var counts = new EnumMap<PersonalDataKind, Integer>(PersonalDataKind.class);
        for (var mark : marks) counts.merge(mark.kind(), 1, Integer::sum);
        return counts;
    }
}
