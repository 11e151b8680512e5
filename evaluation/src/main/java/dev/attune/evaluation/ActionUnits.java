package dev.attune.evaluation;

import java.util.List;

/// The action units that files and plots have a place for: all that some source may measure. Units
/// this build cannot see stay empty in files and are left out of plots.
final class ActionUnits {
    static final List<Integer> NUMBERS =
            List.of(1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17, 18, 20, 22, 23, 24, 25, 26, 27, 28, 43, 45);

    private ActionUnits() {}
}
