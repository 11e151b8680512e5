package dev.attune.server.customers;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;
import java.util.regex.MatchResult;

/// A pattern of a tenant's schema, matched in a time that grows with the length of the text and no faster. Java's
/// own expressions take twice as long for each further character of some patterns and texts: whoever may send
/// events could hold a processor for good.
///
/// The syntax is RE2's: no looking ahead or behind, no references to what a group matched.
final class LinearPattern implements RegularExpression {
    private static final int MOST_STEPS = 2_000; // a text of 32,000 characters then takes a tenth of a second

    /// Repetitions are written out before they are counted.
    private static final int MOST_WRITTEN_OUT = 100_000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("(\\)?)\\{(\\d+,)?(\\d+)");

    private final Pattern pattern;

    /// @throws IllegalArgumentException when it is no such pattern, or would take too long
    LinearPattern(String pattern) {
        if (writtenOut(pattern) > MOST_WRITTEN_OUT) throw tooLong(pattern);
        try {
            this.pattern = Pattern.compile(pattern);
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The pattern '%s' cannot be used: %s. Maybe it looks ahead or refers back, which takes too long."
                            .formatted(pattern, e.getDescription()),
                    e);
        }
        if (this.pattern.programSize() > MOST_STEPS) throw tooLong(pattern);
    }

    /// At most so many steps: each as often as the longest repetition says, and as often as all those of groups, as
    /// if every group stood inside every other.
    private static double writtenOut(String pattern) {
        double most = 1;
        double groups = 1;
        for (MatchResult repetition : REPETITION.matcher(pattern).results().toList()) {
            double times = Math.max(1, Double.parseDouble(repetition.group(3)));
            if (repetition.group(1).isEmpty()) most = Math.max(most, times);
            else groups *= times;
        }
        return pattern.length() * most * groups;
    }

    private static IllegalArgumentException tooLong(String pattern) {
        return new IllegalArgumentException(
                "The pattern '%s' repeats too much. Maybe use maxLength, or fewer repetitions.".formatted(pattern));
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(value).find();
    }
}
