package dev.attune.evaluation;

import tools.jackson.databind.node.ObjectNode;

/// What one topic of `attune evaluate` measured, for programs and for people.
public interface EvaluationResult {

    /// One object with everything: figures, their n and intervals, seed, data set, models, formula.
    ObjectNode json();

    /// The same as Markdown, usually made with [MarkdownTable].
    String markdown();
}
