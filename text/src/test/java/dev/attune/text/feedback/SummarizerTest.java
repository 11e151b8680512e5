package dev.attune.text.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.ModelStore;
import dev.attune.text.RequestReader;
import dev.attune.text.TextReader;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.TopicDictionary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummarizerTest {
    private static final LocalDate START = LocalDate.of(2026, 3, 2);

    private final FeedbackReader reader =
            new FeedbackReader(TextReader.open(ModelStore.bundled()), TopicDictionary.bundled());
    private final List<Feedback> rows = new ArrayList<>();

    @Test
    void driversAreTheAspectsWithMostNegativeRemarksInTheCustomersWords() {
        write(0, "shop", "The delivery was awful and slow");
        write(1, "shop", "Terrible delivery, call +44 20 7946 0958");
        write(2, "shop", "The staff were rude");
        write(3, "shop", "Great quality");

        var summary = summary();

        assertThat(summary.drivers().getFirst().aspect()).isEqualTo("delivery");
        assertThat(summary.drivers().getFirst().quotes())
                .extracting(FeedbackSummary.Quote::text)
                .allMatch(quote -> !quote.contains("7946"));
        assertThat(summary.strengths().getFirst().aspect()).isEqualTo("quality");
        assertThat(summary.personalData()).containsEntry("phone", 1L);
    }

    @Test
    void aQuotationIsOneLineAndIsNotRepeatedUnderTheNextAspect() {
        write(0, "", "Terrible   delivery\nand rude staff");
        write(1, "", "The delivery was awful");
        write(2, "", "The courier was late");
        write(3, "", "Horrible delivery again");
        write(4, "", "The staff was rude");

        var quotes = summary().drivers().stream()
                .flatMap(driver -> driver.quotes().stream())
                .map(FeedbackSummary.Quote::text)
                .toList();

        assertThat(quotes).hasSizeGreaterThan(3).noneMatch(quote -> quote.contains("\n") || quote.contains("  "));
        assertThat(quotes.stream().distinct().count()).isGreaterThanOrEqualTo(quotes.size() - 1);
    }

    @Test
    void pairsOfHanCharactersThatAreASeamBetweenWordsAreNotNew() {
        for (int day = 0; day < 100; day++) {
            write(day, "", "快递太慢，等了很久");
            if (day >= 85) write(day, "", "更新后付款闪退");
        }

        assertThat(summary().emerging())
                .extracting(FeedbackSummary.Emerging::term)
                .contains("更新", "闪退")
                .doesNotContain("新后", "后付");
    }

    @Test
    void sharesAreOfWhatCouldBeRead() {
        write(0, "", "awful");
        write(0, "", "great");
        write(0, "", "great");
        write(0, "", "12345");

        var tally = summary().segments();

        assertThat(tally.all()).isEqualTo(4);
        assertThat(tally.negativeShare()).isCloseTo(tally.negative() / (double) tally.read(), within(1e-9));
        assertThat(tally.positive()).isEqualTo(2);
    }

    @Test
    void whatIsSaidMoreOftenOfLateIsTold() {
        for (int day = 0; day < 100; day++) {
            write(day, "", "The delivery was late number " + day);
            if (day >= 82) write(day, "", "Terrible batteries, the batteries explode");
        }

        var emerging = summary().emerging();

        assertThat(emerging).extracting(FeedbackSummary.Emerging::term).contains("batteries");
        assertThat(emerging).allMatch(term -> term.lately() > term.before());
    }

    @Test
    void aCellOfFewOpinionsIsNotShown() {
        for (int i = 0; i < 4; i++) write(i, "few", "awful delivery");
        for (int i = 0; i < 5; i++) write(i, "enough", "awful delivery");

        assertThat(summary().cells()).extracting(FeedbackSummary.Cell::product).containsExactly("enough");
    }

    @Test
    void aQuestionIsNoPraiseToQuote() {
        write(0, "", "Is the delivery great and fast?");
        write(1, "", "The delivery was great and fast");

        assertThat(summary().strengths().getFirst().quotes())
                .extracting(FeedbackSummary.Quote::row)
                .containsExactly(2L);
    }

    @Test
    void weightsForResearchAreNamedWhereTheySpeak() {
        write(0, "", "质量很好，穿着舒服");
        var research = new FeedbackReader(
                TextReader.open(ModelStore.bundled(), TextReader.Heads.NGRAM, TextReader.Weights.RESEARCH),
                TopicDictionary.bundled());
        var summarizer = new Summarizer(research.dictionary());
        rows.stream().map(research::read).forEach(summarizer::add);

        assertThat(summarizer.summary(new TreeMap<>(), research.models()).researchOnly())
                .extracting(model -> model.id())
                .containsExactly("text-zh-reviews");
        assertThat(summary().researchOnly()).isEmpty();
    }

    @Test
    void rowsThatThreatenToLeaveAreToBeAnsweredFirst() {
        write(0, "", "I will cancel my subscription");
        write(1, "", "Nice colours, thank you");

        var summary = summary();

        assertThat(summary.intents()).containsEntry(Intent.CHURN_THREAT, 1L);
        assertThat(summary.urgent()).extracting(FeedbackSummary.Quote::row).containsExactly(1L);
    }

    @Test
    void whatIsAskedForIsCountedWhereATradesRequestsAreRead() {
        var bank = new FeedbackReader(
                TextReader.open(ModelStore.bundled()),
                TopicDictionary.bundled(),
                RequestReader.open(ModelStore.bundled()));
        write(0, "", "How do I change my PIN?");
        write(1, "", "I need to change the PIN of my card");
        write(2, "", "Ужасная доставка");
        var summarizer = new Summarizer(bank.dictionary());
        rows.stream().map(bank::read).forEach(summarizer::add);

        var summary = summarizer.summary(new TreeMap<>(), bank.models());

        assertThat(summary.requests())
                .extracting(FeedbackSummary.Named::name, named -> named.tally().all())
                .containsExactly(tuple("change_pin", 2L));
        assertThat(FeedbackJson.read(FeedbackJson.write(bank.read(rows.getFirst())))
                        .request())
                .hasValue("change_pin");
    }

    @Test
    void aReadingSurvivesItsLineOfJson() {
        write(5, "shop", "Доставка ужасная, срочно верните деньги! Mail me: a@b.example. Great, broken again");

        for (var row : rows) {
            var reading = reader.read(row);
            assertThat(FeedbackJson.read(FeedbackJson.write(reading)))
                    .usingRecursiveComparison()
                    .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-3 ? 0 : Double.compare(a, b), Double.class)
                    .isEqualTo(reading);
        }
    }

    @Test
    void tagsAndControlCharactersAreNoPartOfWhatIsKept() {
        write(0, "", "<p>awful<br/>\u0007delivery</p> <3");

        assertThat(reader.read(rows.getFirst()).text())
                .doesNotContain("<p>", "\u0007")
                .contains("<3");
    }

    private void write(int day, String product, String text) {
        rows.add(new Feedback(rows.size() + 1, "", Optional.of(START.plusDays(day)), product, text));
    }

    private FeedbackSummary summary() {
        var summarizer = new Summarizer(reader.dictionary());
        var readings = rows.stream().map(reader::read).toList();
        readings.forEach(summarizer::add);
        readings.forEach(summarizer::addAgain);
        return summarizer.summary(new TreeMap<>(), reader.models());
    }
}
