package dev.attune.text.topics;

import dev.attune.text.linear.Verdict;
import java.util.Optional;

/// Whether a text complains, as a learned model sees it.
@FunctionalInterface
public interface ComplaintHead {
    /// A head that never speaks, so that the dictionary speaks alone.
    ComplaintHead SILENT = (text, evidence) -> Optional.empty();

    /// Empty when the model cannot tell.
    ///
    /// @param evidence as of [TopicReader#evidence]
    Optional<Verdict> complains(String text, float[] evidence);
}
