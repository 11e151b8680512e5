package dev.attune.text.personaldata;

import java.util.List;

/// Finds one or several kinds of personal data. Time is linear in the length of the text.
@FunctionalInterface
interface Detector {
    /// Adds what it finds, with places in the skeleton.
    void find(Skeleton text, List<Finding> found);
}
