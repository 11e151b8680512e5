package dev.attune.text.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.text.linear.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicReaderTest {
    private static final long SEED = 5;

    private final TopicReader reader = new TopicReader(TopicDictionary.bundled());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Delivery was fast, but the quality is not good. | delivery+ quality-",
                "Fast delivery, poor quality and rude staff | delivery+ quality- staff-",
                "Delivery, price and quality are all great | delivery+ price+ quality+",
                "Доставка быстрая, а качество так себе | delivery+ quality-",
                "Цена хорошая и доставка быстрая | price+ delivery+",
                "快递很快，包装不错，就是客服态度差 | delivery+ wait+ packaging+ staff-",
                "质量还行，物流太慢 | quality+ delivery- wait-",
                "包裝很好，客服態度差 | packaging+ staff-",
            })
    void eachAspectTakesThePolarityOfItsOwnClause(String text, String expected) {
        assertThat(opinions(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The food was not bad | food+",
                "The food was not good | food-",
                "The food was never good here | food-",
                "No complaints about the staff | staff+",
                "Сервис не очень | staff-",
                "Сервис неплохой | staff+",
                "Качество не подвело, без проблем | quality+",
                "К качеству нет претензий | quality+",
                "味道还行 | food+",
                "味道不怎么样 | food-",
                "服务不太满意 | staff-",
                "质量没问题 | quality+",
            })
    void negationAndSetPhrasesTurnTheWordsInThem(String text, String expected) {
        assertThat(opinions(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where is my parcel? | question",
                "Thanks a lot, all good | thanks",
                "Thanks for nothing, the box was torn | complaint",
                "I want to speak to a real person, cancel my subscription | churn-threat request-for-human",
                "Подскажите, где мой заказ | question",
                "Больше не куплю у вас ничего | churn-threat",
                "Позовите оператора | request-for-human",
                "转人工 | request-for-human",
                "再也不买了 | complaint churn-threat",
                "请问什么时候发货 | question",
                "谢谢你们 | thanks",
            })
    void intentsAreTold(String text, String expected) {
        var intents = reader.read(text, PolarityHead.SILENT).intents().stream()
                .map(mention -> mention.intent().id())
                .collect(Collectors.joining(" "));
        assertThat(intents).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I don't want to cancel my contract",
                "No need to call me back, thanks",
                "It's not urgent",
                "Where is the emergency exit?",
                "Оператор уже не нужен",
                "Это не срочно",
                "不用转人工",
                "不急",
            })
    void whatTheWordsAroundDenyIsNotRead(String text) {
        var reading = reader.read(text, PolarityHead.SILENT);

        assertThat(reading.has(Intent.CHURN_THREAT)).isFalse();
        assertThat(reading.has(Intent.REQUEST_FOR_HUMAN)).isFalse();
        assertThat(reading.urgency()).isEqualTo(Urgency.NONE);
    }

    @Test
    void theModelAddsWhatNoSetPhraseSaysAndDropsWhatItHoldsForMostUnlikely() {
        IntentHead surely = (text, evidence) -> Optional.of(heard(0.9));
        IntentHead hardly = (text, evidence) -> Optional.of(heard(0.01));
        var unsaid = "The firm across the street it is, somebody come, the lamp smokes";
        var said = "Cancel my account, talk to a human, asap";

        var added = new TopicReader(TopicDictionary.bundled(), surely).read(unsaid, PolarityHead.SILENT);
        var dropped = new TopicReader(TopicDictionary.bundled(), hardly).read(said, PolarityHead.SILENT);

        assertThat(reader.read(unsaid, PolarityHead.SILENT).intents()).isEmpty();
        assertThat(added.has(Intent.CHURN_THREAT)).isTrue();
        assertThat(added.has(Intent.REQUEST_FOR_HUMAN)).isTrue();
        assertThat(added.urgency()).isEqualTo(Urgency.HIGH);
        assertThat(added.polarity().orElseThrow()).isNegative();
        assertThat(added.has(Intent.COMPLAINT)).isFalse();
        assertThat(reader.read(said, PolarityHead.SILENT).urgency()).isEqualTo(Urgency.HIGH);
        assertThat(dropped.intents()).isEmpty();
        assertThat(dropped.urgency()).isEqualTo(Urgency.NONE);
    }

    private static IntentHead.Heard heard(double probability) {
        var wish = new Verdict(probability, 0.5);
        return new IntentHead.Heard(new Verdict(0, 0.5), wish, wish, wish);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Please call me back as soon as possible | HIGH",
                "срочно верните деньги | HIGH",
                "马上退款 | HIGH",
                "Я закрою счёт | RAISED",
                "Nice colours | NONE",
            })
    void urgencyIsTold(String text, Urgency expected) {
        assertThat(reader.read(text, PolarityHead.SILENT).urgency()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Great, my order arrived broken again",
                "Your \"excellent\" support ignored me",
                "Спасибо за испорченный праздник, заказ не привезли",
                "Отлично, опять сломалось",
                "呵呵，质量太差了",
            })
    void praiseAgainstBlameIsSuspectedToBeSarcasmAndNotBelieved(String text) {
        var reading = reader.read(text, PolarityHead.SILENT);

        assertThat(reading.sarcasm()).isNotEmpty();
        assertThat(reading.polarity().orElseThrow()).isNegative();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Great, fast and friendly", "Отлично, но дорого", "Great service, slow delivery", "很好，下次再来"})
    void honestPraiseIsNotSuspected(String text) {
        assertThat(reader.read(text, PolarityHead.SILENT).sarcasm()).isEmpty();
    }

    @Test
    void theWhyIsQuotedByItsPlaceInTheText() {
        var text = "Доставка быстрая, но курьер нахамил: грубо ответил. Срочно перезвоните!";
        var reading = reader.read(text, PolarityHead.SILENT);

        var worst = reading.aspects().stream()
                .filter(a -> a.polarity() < 0)
                .findFirst()
                .orElseThrow();
        assertThat(worst.clause().of(text)).startsWith("но курьер нахамил");
        assertThat(reading.urgent().getFirst().of(text)).isEqualTo("Срочно");
    }

    @Test
    void theLearnedHeadSpeaksWhereTheDictionaryIsSilentAndWeighsLessWhereBothSpeak() {
        PolarityHead negative = clause -> Optional.of(new PolarityHead.Lean(-1, 0));

        assertThat(reader.read("about the delivery", negative)
                        .aspects()
                        .getFirst()
                        .polarity())
                .isEqualTo(-1);
        assertThat(reader.read("good delivery", negative).aspects().getFirst().polarity())
                .isCloseTo(0.7 * 0.6 - 0.3, within(1e-9));
    }

    @Test
    void aWordOfBlameCountsLessTheSurerTheHeadIsThatNothingIsSaid() {
        var question = "what if the delivery is bad?";
        assertThat(polarity(question, new PolarityHead.Lean(0, 0.5))).isCloseTo(0.7 * -0.6, within(1e-9));
        assertThat(polarity(question, new PolarityHead.Lean(0, 0.75))).isCloseTo(0.7 * -0.3, within(1e-9));
        assertThat(polarity(question, new PolarityHead.Lean(0, 1))).isZero();
    }

    @Test
    void blameWithoutAWordOfItIsAComplaintOnlyWhereTheHeadIsSure() {
        var text = "the lamp went out on day three";
        assertThat(reader.read(text, clause -> Optional.of(new PolarityHead.Lean(-0.6, 0)))
                        .intents())
                .containsExactly(new IntentMention(Intent.COMPLAINT, new Span(0, text.length())));
        assertThat(reader.read(text, clause -> Optional.of(new PolarityHead.Lean(-0.4, 0)))
                        .intents())
                .isEmpty();
    }

    private double polarity(String text, PolarityHead.Lean head) {
        return reader.read(text, clause -> Optional.of(head)).polarity().orElseThrow();
    }

    @Test
    void anOperatorsFileAddsAspectsAndReplacesLines(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("cinema.properties"), """
                format = attune.topics/1
                aspect.popcorn.name.en = Popcorn
                aspect.popcorn.en = popcorn, snack*
                aspect.delivery.en =
                """);
        var dictionary = TopicDictionary.with(file);
        var cinema = new TopicReader(dictionary);

        assertThat(cinema.read("terrible popcorn", PolarityHead.SILENT)
                        .aspects()
                        .getFirst()
                        .aspect())
                .isEqualTo("popcorn");
        assertThat(cinema.read("terrible delivery", PolarityHead.SILENT).aspects())
                .isEmpty();
        assertThat(dictionary.name("popcorn", "en")).isEqualTo("Popcorn");
        assertThat(dictionary.ref().version()).contains("cinema.properties");
    }

    @Test
    void anOperatorsOwnWordsForWhatHappenedAreEvidence(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("own.properties"), "format = attune.topics/1\nevent.broken.en = grounded*");
        var own = new TopicReader(TopicDictionary.with(file));
        var text = "The scooter is grounded.";

        assertThat(own.evidence(text).ofComplaint())
                .hasSameSizeAs(reader.evidence(text).ofComplaint())
                .isNotEqualTo(reader.evidence(text).ofComplaint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aspect.x = a | aspect.x.en",
                "intent.rage.en = grr | complaint",
                "event.rage.en = grr | overdue",
                "hint.rage.en = grr | rival",
                "not.rage.en = grr | complaint",
                "phrase.en = not bad | not bad:0.4",
                "colour.en = red | unknown line",
                "positive.en = * | everything",
            })
    void aWrongLineIsNamedWithAdvice(String line, String advice, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("own.properties"), "format = attune.topics/1\n" + line);

        assertThatThrownBy(() -> TopicDictionary.with(file))
                .isInstanceOf(UnusableDictionaryException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void anythingAtAllIsAnsweredAndEveryPlaceLiesInTheText() {
        var random = new Random(SEED);
        var parts = new String[] {
            "not ", "bad", "доставка ", "не", "快递", "差", ",", "?!", "\n", "🙃", "\uD83D", "…", "\"", " "
        };
        for (int round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) text.append(parts[random.nextInt(parts.length)]);

            var reading = reader.read(text.toString(), PolarityHead.SILENT);

            for (var aspect : reading.aspects())
                assertThat(aspect.clause().end()).isLessThanOrEqualTo(text.length());
        }
        assertThat(reader.read("", PolarityHead.SILENT).aspects()).isEmpty();
    }

    private String opinions(String text) {
        return reader.read(text, PolarityHead.SILENT).aspects().stream()
                .map(aspect ->
                        aspect.aspect() + (aspect.polarity() > 0.15 ? "+" : aspect.polarity() < -0.15 ? "-" : "0"))
                .collect(Collectors.joining(" "));
    }
}
