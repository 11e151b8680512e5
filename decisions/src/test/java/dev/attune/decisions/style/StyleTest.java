package dev.attune.decisions.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StyleTest {
    private static final StyleReading FRUSTRATED = new StyleReading(0.8, 0.1, 0, 0.9);
    private static final StyleReading CONFUSED = new StyleReading(0.1, 0.8, 0, 0.9);
    private static final StyleReading PLEASED = new StyleReading(0, 0, 0.9, 0.9);
    private static final StyleReading CALM = new StyleReading(0, 0, 0, 0.9);

    private final Stylist stylist = new Stylist(Brand.SOBER);

    @Test
    void frustrationMakesItShortAndOffersAPersonAndSellsNothing() {
        var style = stylist.style(stylist.step(StyleState.INITIAL, FRUSTRATED));

        assertThat(style.verbosity()).isEqualTo(0.3);
        assertThat(style.empathy()).isEqualTo(0.8);
        assertThat(style.humour()).isZero();
        assertThat(style.offerHuman()).isTrue();
        assertThat(style.upsellAllowed()).isFalse();
        assertThat(style.apology()).isTrue();
    }

    @Test
    void whoIsConfusedOrFrustratedIsSpokenToMoreSlowlyButNeverCrawling() {
        double house = speechRateAfter(StyleReading.UNKNOWN);
        double calming = speechRateAfter(FRUSTRATED);
        double guiding = speechRateAfter(CONFUSED);

        assertThat(house).isEqualTo(1);
        assertThat(calming).isLessThan(house);
        assertThat(guiding).isLessThan(calming).isGreaterThanOrEqualTo(0.8);
    }

    private double speechRateAfter(StyleReading reading) {
        return stylist.style(stylist.step(StyleState.INITIAL, reading)).speechRate();
    }

    @Test
    void anApologyIsMadeOnce() {
        var state = stylist.step(StyleState.INITIAL, FRUSTRATED);
        assertThat(stylist.style(state.afterApology()).apology()).isFalse();
    }

    @Test
    void whatIsNotSurelyKnownLeavesTheHouseStyle() {
        var unsure = new StyleReading(0.9, 0.9, 0.9, 0.3);
        assertThat(stylist.step(StyleState.INITIAL, unsure).tone()).isEqualTo(Tone.HOUSE);
        assertThat(stylist.step(StyleState.INITIAL, StyleReading.UNKNOWN).tone())
                .isEqualTo(Tone.HOUSE);
    }

    @Test
    void aDisplayThatWaversDoesNotMakeTheWordsWaver() {
        assertThat(tones(joy(0.59), joy(0.61), joy(0.5), joy(0.46), joy(0.44), joy(0.5)))
                .containsExactly(Tone.HOUSE, Tone.WARM, Tone.WARM, Tone.WARM, Tone.HOUSE, Tone.HOUSE);
    }

    @Test
    void aToneStaysTwoTurnsUnlessCalmIsCalledFor() {
        assertThat(tones(PLEASED, CONFUSED, CONFUSED)).containsExactly(Tone.WARM, Tone.WARM, Tone.GUIDING);
        assertThat(tones(PLEASED, FRUSTRATED)).containsExactly(Tone.WARM, Tone.CALMING);
        assertThat(tones(FRUSTRATED, CALM, CALM)).containsExactly(Tone.CALMING, Tone.CALMING, Tone.HOUSE);
    }

    @Test
    void theBrandHasTheLastWord() {
        var pleased = stylist.step(StyleState.INITIAL, PLEASED);
        assertThat(stylist.style(pleased).emoji()).isFalse();
        assertThat(stylist.style(pleased).humour()).isZero();
        assertThat(stylist.style(pleased).formality()).isEqualTo(0.5);
        var casual = new Stylist(Brand.CASUAL).style(pleased);
        assertThat(casual.emoji()).isTrue();
        assertThat(casual.addressForm()).isEqualTo(Style.AddressForm.FAMILIAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void everyTemplateKeepsToItsStyleInEveryToneAndHouse(String language) {
        for (var brand : List.of(Brand.SOBER, Brand.CASUAL))
            for (var reading : List.of(CALM, FRUSTRATED, CONFUSED, PLEASED))
                for (var intent : Templates.intents())
                    for (int days : new int[] {1, 2, 5, 21}) {
                        var own = new Stylist(brand);
                        var state = own.step(StyleState.INITIAL, reading);
                        var text = Templates.say(
                                language,
                                intent,
                                state.tone(),
                                own.style(state),
                                Map.of(
                                        "name",
                                        days == 1 ? "none" : "Ann",
                                        "days",
                                        days,
                                        "topic",
                                        days == 2 ? "none" : "Delivery"));
                        assertThat(StyleLinter.check(language, own.style(state), text))
                                .as("%s %s: %s", intent, state.tone(), text)
                                .isEmpty();
                    }
    }

    @Test
    void numbersAndFormsOfAddressFollowTheLanguage() {
        var state = stylist.step(StyleState.INITIAL, FRUSTRATED);
        var polite = stylist.style(state);
        var casual = new Stylist(Brand.CASUAL).style(state);

        assertThat(say("ru", "order-delayed", polite, 1)).contains("через 1 день");
        assertThat(say("ru", "order-delayed", polite, 3)).contains("через 3 дня");
        assertThat(say("ru", "order-delayed", polite, 11)).contains("через 11 дней");
        assertThat(say("ru", "checkout-help", polite, 1)).contains("с вами");
        assertThat(say("ru", "checkout-help", casual, 1)).contains("с тобой");
        assertThat(say("zh", "checkout-help", polite, 1)).contains("您");
        assertThat(say("zh", "checkout-help", casual, 1)).contains("你").doesNotContain("您");
        assertThatThrownBy(() -> say("en", "poem", polite, 1)).hasMessageContaining("order-delayed");
    }

    @Test
    void theLinterFindsWhatMustNotBeSaid() {
        var style = stylist.style(stylist.step(StyleState.INITIAL, FRUSTRATED));

        assertThat(rules("en", style, "You seem upset. Hurry, only today!")).contains("banned", "upsell");
        assertThat(rules("ru", style, "Успокойтесь, мы заметили, что вы устали."))
                .contains("banned");
        assertThat(rules("zh", style, "您生气了吗？要不要升级？")).contains("banned", "too-many-questions");
        assertThat(rules("en", style, "word ".repeat(60))).contains("too-long");
        assertThat(rules("en", style, "One. Two. Three. Four.")).contains("too-many-sentences");
        assertThat(rules("en", style, "Done 😀 {name}")).contains("emoji", "placeholder");
        assertThat(rules("en", style, "The customer feels anger.")).contains("wording");
        assertThat(rules("en", style, " ")).contains("empty");
        assertThat(rules("en", style, "It arrives tomorrow.")).isEmpty();
        assertThatThrownBy(() -> StyleLinter.check("fr", style, "Bonjour.")).hasMessageContaining("fr");
    }

    private static String say(String language, String intent, Style style, int days) {
        return Templates.say(language, intent, Tone.CALMING, style, Map.of("name", "none", "days", days));
    }

    private static List<String> rules(String language, Style style, String text) {
        return StyleLinter.check(language, style, text).stream()
                .map(StyleLinter.Violation::rule)
                .toList();
    }

    private static StyleReading joy(double value) {
        return new StyleReading(0, 0, value, 0.9);
    }

    private List<Tone> tones(StyleReading... readings) {
        var tones = new ArrayList<Tone>();
        var state = StyleState.INITIAL;
        for (var reading : readings) {
            state = stylist.step(state, reading);
            tones.add(state.tone());
        }
        return tones;
    }
}
