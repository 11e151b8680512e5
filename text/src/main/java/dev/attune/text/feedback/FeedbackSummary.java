package dev.attune.text.feedback;

import dev.attune.signals.ModelRef;
import dev.attune.text.TextReader;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.TopicDictionary;
import dev.attune.text.topics.Urgency;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What all feedback of a table says together. Quotations are redacted.
///
/// @param rejected how many rows could not be used, by reason
/// @param days empty when no row has a time
/// @param step how long one part of `overTime` is; parts without rows are absent
/// @param products the most frequent first, at most [Summarizer#PRODUCTS]
/// @param aspects the most frequent first
/// @param cells aspects by product, only where at least [Summarizer#FEWEST] opinions stand
/// @param drivers aspects that carry the most negative opinions, gravest first, with quotations
/// @param strengths likewise for positive opinions
/// @param requests what is asked for, ids, the most frequent first; empty when no trade's requests were read
/// @param emerging what is said more often of late; empty when there is no time or too little of it
/// @param urgent rows that should be answered first, with quotation
public record FeedbackSummary(
        long rows,
        SortedMap<RejectReason, Long> rejected,
        long withoutTime,
        Tally segments,
        SortedMap<String, Long> languages,
        Map<String, Long> emotions,
        Map<Intent, Long> intents,
        Map<Urgency, Long> urgency,
        long sarcastic,
        Map<String, Long> personalData,
        List<LocalDate> days,
        Step step,
        SortedMap<LocalDate, Tally> overTime,
        List<Named> products,
        List<Named> aspects,
        List<Cell> cells,
        List<Driver> drivers,
        List<Driver> strengths,
        List<Named> requests,
        List<Emerging> emerging,
        List<Quote> urgent,
        TopicDictionary dictionary,
        List<ModelRef> models) {

    /// Of the models, those that are for research only.
    public List<ModelRef> researchOnly() {
        return models.stream().filter(TextReader::isResearchOnly).toList();
    }

    /// How long one part of the time axis is.
    public enum Step {
        DAY,
        WEEK,
        MONTH
    }

    /// @param name a product as it stands in the table, or the id of an aspect or a request
    public record Named(String name, Tally tally) {}

    public record Cell(String product, String aspect, Tally tally) {}

    /// @param share of all opinions of this direction, in [0, 1]
    public record Driver(String aspect, Tally tally, double share, List<Quote> quotes) {}

    /// @param row where it stands in the table
    public record Quote(long row, String text, double polarity) {}

    /// @param aspect whether `term` is the id of an aspect, else it is a word
    /// @param before share of rows that say it, before; `lately` the same of the last part of the time
    /// @param rows how many say it lately
    public record Emerging(String term, boolean aspect, double before, double lately, long rows) {}
}
