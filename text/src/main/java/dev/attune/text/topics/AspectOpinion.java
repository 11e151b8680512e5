package dev.attune.text.topics;

/// What one clause says about one aspect.
///
/// @param aspect id of the dictionary, for example `delivery`
/// @param term the words that name the aspect
/// @param clause the clause that the polarity is read from: the quotation
/// @param polarity in [-1, 1]
public record AspectOpinion(String aspect, Span term, Span clause, double polarity) {
    public AspectOpinion {
        if (aspect.isBlank()) throw new IllegalArgumentException("an aspect needs an id, got '" + aspect + "'");
        if (!(polarity >= -1 && polarity <= 1))
            throw new IllegalArgumentException("polarity must be in [-1, 1], got " + polarity);
    }
}
