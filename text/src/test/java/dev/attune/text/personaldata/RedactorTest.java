package dev.attune.text.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final long SEED = 20_261_122;
    private static final int ROUNDS = 400;

    private final Redactor redactor = new Redactor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "write to anna.smith+shop@mail.example.com today | write to [email] today",
                "пишите на иван@почта.рф. | пишите на [email].",
                "call me at +44 20 7946 0958 | call me at [phone]",
                "мой номер 8 (916) 123-45-67, жду | мой номер [phone], жду",
                "我的电话是13800138000谢谢 | 我的电话是[phone]谢谢",
                "我的手机１３８００１３８０００ | 我的手机[phone]",
                "my card 4111 1111 1111 1111 12/27 was charged | my card [card] 12/27 was charged",
                "pay to DE89 3704 0044 0532 0130 00 thanks | pay to [iban] thanks",
                "身份证11010519491231002X，请查 | 身份证[id-number]，请查",
                "СНИЛС 112-233-445 95 | СНИЛС [insurance-number]",
                "ИНН 500100732259 и всё | ИНН [tax-number] и всё",
                "ИНН: 7707083893 | ИНН: [tax-number]",
                "паспорт 4510 123456 выдан | паспорт [passport] выдан",
                "паспорт серия 45 10 № 123456 | паспорт серия [passport]",
                "my passport no. E12345678 is gone | my passport no. [passport] is gone",
                "SSN 219-09-9999 | SSN [insurance-number]",
                "login from 192.168.10.77. | login from [ip-address].",
                "from 2001:db8::ff00:42:8329 again | from [ip-address] again",
                "thanks @shop_support! | thanks [handle]!",
                "Hello, my name is Mary Ann Jones and I wait | Hello, my name is [name] and I wait",
                "Меня зовут Пётр Ильин, заказ не пришёл | Меня зовут [name], заказ не пришёл",
                "спасибо Ивану Петровичу за помощь | спасибо [name] за помощь",
                "我叫王小明，要退货 | 我叫[name]，要退货",
                "张经理态度很好 | [name]经理态度很好",
                "Mr. Brown was rude | Mr. [name] was rude",
                "I talked to Kevin O'Neill, twice | I talked to [name], twice",
                "Samantha sorted it out | [name] sorted it out",
                "Thanks to Pedro and Fatima! | Thanks to [name] and [name]!",
                "Попросите Екатерину Смирнову перезвонить | Попросите [name] перезвонить",
                "Алексей не ответил | [name] не ответил",
                "спросите у Лёши или у Павла | спросите у [name] или у [name]",
                "звонила Иванова, обещала перезвонить | звонила [name], обещала перезвонить",
                "Покровский Андрей так и не приехал | [name] так и не приехал",
                "заявку принял И. С. Гончаров вчера | заявку принял [name] вчера",
                "客服李晓明态度很好 | 客服[name]态度很好",
                "谢谢张伟的帮助 | 谢谢[name]的帮助",
                "我让王志强帮我换货 | 我让[name]帮我换货",
            })
    void personalDataIsReplacedByATypedMark(String text, String expected) {
        assertThat(redactor.redact(text).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "it took 14 days and cost 1,299.00",
                "ordered on 2024-03-05 at 12:30:45, arrived 2024-03-19",
                "заказ 12.03.2024 на 15 990 рублей, 100% брак",
                "买了3个，花了128.50元，2023年11月11日下单",
                "version 2.4.1 crashes, ratio 16:9, score 10:0",
                "Москва и Петербург — отличные города",
                "Люди довольны. Надежда есть. Вера в вас тоже",
                "Волков бояться — в лес не ходить. Любой это знает",
                "金额没错，客服方面很高兴",
                "good price @ this shop",
                "card 4111 1111 1111 1112 is no card",
            })
    void whatIsNotPersonalIsLeftAlone(String text) {
        assertThat(redactor.redact(text).text()).isEqualTo(text);
    }

    @Test
    void aNumberSplitByInvisibleCharactersIsFoundToo() {
        assertThat(redactor.redact("+7\u200B916\u2011123\u00A045\u202F67").text())
                .isEqualTo("[phone]");
    }

    /// Whoever writes to a shop may write anything; each of these began a search at every place of a run.
    @ParameterizedTest
    @ValueSource(strings = {" ", "4", "4 ", "-", "a", "a.", "a@", "@", ":", "1.", "ab:", "А", "Аа ", "张", "+", "("})
    void aLongRunOfAnythingIsReadInOneWalk(String piece) {
        String text = "паспорт 4510" + piece.repeat(50_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> redactor.redact(text));
    }

    /// Capitals that are no letters: the walk over names stood still at the first one.
    @ParameterizedTest
    @ValueSource(strings = {"Ⅱ代产品还行", "type Ⅳ", "Ⓐ и Ⓑ"})
    void aCapitalThatIsNoLetterIsPassed(String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(redactor.redact(text).text()).isEqualTo(text));
    }

    @Test
    void theMarksTellWhereTheyStandAndWhatKindTheyAre() {
        var redaction = redactor.redact("a@b.example or +44 20 7946 0958");

        assertThat(redaction.counts()).containsOnlyKeys(PersonalDataKind.EMAIL, PersonalDataKind.PHONE);
        for (var mark : redaction.marks())
            assertThat(redaction.text().substring(mark.start(), mark.end()))
                    .isEqualTo(mark.kind().mark());
    }

    @Test
    void nothingOfAnyNumberSurvivesWhereverItStands() {
        List<Function<Random, String>> generators = List.of(
                Specimens::email,
                Specimens::card,
                Specimens::iban,
                Specimens::inn,
                Specimens::snils,
                Specimens::chineseId,
                Specimens::russianPhone,
                Specimens::chinesePhone,
                Specimens::address);
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++)
            for (var generator : generators) {
                var secret = generator.apply(random);
                var text = Specimens.sentence(random) + secret + Specimens.tail(random);

                var redacted = redactor.redact(text).text();

                assertThat(redacted).as("seed %d: %s", SEED, text).doesNotContain(secret);
                assertThat(Specimens.longestSharedDigits(secret, redacted))
                        .as(redacted)
                        .isLessThan(4);
            }
    }

    @Test
    void redactingTwiceGivesTheSameAsOnce() {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var text = Specimens.sentence(random) + Specimens.email(random) + " " + Specimens.noise(random) + " "
                    + Specimens.russianPhone(random) + Specimens.tail(random);

            var once = redactor.redact(text).text();

            assertThat(redactor.redact(once).text())
                    .as("seed %d: %s", SEED, text)
                    .isEqualTo(once);
        }
    }

    @Test
    void aChangedCheckDigitIsNoLongerACardOrAnIdentityNumber() {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var id = Specimens.chineseId(random);
            char last = id.charAt(17) == '0' ? '1' : '0';

            var marks = redactor.redact("号码 " + id.substring(0, 17) + last).counts();

            assertThat(marks).doesNotContainKey(PersonalDataKind.ID_NUMBER);
        }
    }

    @Test
    void ofAnythingAtAllOnlyWhatIsMarkedIsReplaced() {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var noise = Specimens.noise(random);
            var redaction = redactor.redact(noise);
            int from = 0; // in the redacted text
            int read = 0; // in what was written
            for (var mark : redaction.marks()) {
                var between = redaction.text().substring(from, mark.start());
                int at = noise.indexOf(between, read);
                assertThat(at)
                        .as("seed %d: '%s' before %s", SEED, between, mark)
                        .isNotNegative();
                read = at + between.length();
                from = mark.end();
            }
            assertThat(noise.substring(read))
                    .as("seed %d", SEED)
                    .endsWith(redaction.text().substring(from));
        }
    }

    @Test
    void aMegabyteOfSignsThatMayBeginSomethingHoldsNothing() {
        assertThat(redactor.redact("@".repeat(1 << 20)).marks()).isEmpty();
        assertThat(redactor.redact("1:".repeat(1 << 20)).marks()).isEmpty();
    }
}
