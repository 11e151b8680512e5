package dev.attune.text.personaldata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Replaces personal data by typed marks, before anything is stored, shown or logged. There is no way back.
///
/// Thread-safe; keeps nothing. Redacting twice gives the same as once. Covered and not covered: see the package.
public final class Redactor {
    private final List<Detector> detectors =
            List.of(new Addresses(), new Numbers(), new Phones(), new Names(), new GivenNames());

    public Redaction redact(String text) {
        var found = find(text);
        if (found.isEmpty()) return new Redaction(text, List.of());
        var redacted = new StringBuilder(text.length());
        var marks = new ArrayList<Finding>();
        int from = 0;
        for (var finding : found) {
            redacted.append(text, from, finding.start());
            int start = redacted.length();
            redacted.append(finding.kind().mark());
            marks.add(new Finding(finding.kind(), start, redacted.length()));
            from = finding.end();
        }
        redacted.append(text, from, text.length());
        return new Redaction(redacted.toString(), marks);
    }

    /// What [#redact] replaces, and where it stands in the text. Without overlaps, in order: where findings overlap all
    /// of them go, under the name of the strongest kind.
    public List<Finding> find(String text) {
        var skeleton = Skeleton.of(text);
        var raw = new ArrayList<Finding>();
        for (var detector : detectors) detector.find(skeleton, raw);
        raw.sort(Comparator.comparingInt(Finding::start));
        var joined = new ArrayList<Finding>();
        for (var finding : raw) {
            if (joined.isEmpty() || joined.getLast().end() <= finding.start()) {
                joined.add(finding);
                continue;
            }
            var last = joined.removeLast();
            var kind = last.kind().compareTo(finding.kind()) <= 0 ? last.kind() : finding.kind();
            joined.add(new Finding(kind, last.start(), Math.max(last.end(), finding.end())));
        }
        joined.replaceAll(skeleton::original);
        return joined;
    }
}
