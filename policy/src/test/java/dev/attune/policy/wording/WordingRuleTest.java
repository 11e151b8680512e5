package dev.attune.policy.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingRuleTest {
    private final WordingRule rule = WordingRule.bundled();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "She feels joy",
                "The customer is angry",
                "her true emotion",
                "Whether he lied",
                "finds depression early",
                "Micro-expressions reveal what is hidden",
                "Он чувствует гнев",
                "настоящие эмоции клиента",
                "Клиент злится",
                "распознаёт ложь",
                "Признаки депрессии",
                "他感到愤怒",
                "隐藏的情绪",
                "顾客很生气",
                "是否在撒谎",
                "抑郁倾向",
            })
    void aClaimToKnowWhatSomebodyHasInsideIsFound(String claim) {
        assertThat(rule.objection(claim)).as(claim).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayed expression consistent with anger, 74 %",
                "Nothing relies on it; the client believes its own clock",
                "видимое выражение, похожее на радость",
                "Голос звучит оживлённо",
                "近似喜悦的表情",
                "所显示的表情",
            })
    void whatIsDisplayedMayBeSaid(String sound) {
        assertThat(rule.objection(sound)).as(sound).isEmpty();
    }
}
