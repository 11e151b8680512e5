package dev.attune.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageRuleTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    the parcel never came,          en
                    посылка так и не пришла,        ru
                    包裹一直没到,                   zh
                    包裹一直沒到,                   zh
                    iPhone 质量不好,                zh
                    заказал iPhone вчера,           ru
                    la entrega llegó tarde y no funciona,  es
                    die Lieferung war leider nicht da,     de
                    le colis est arrivé avec un retard,    fr
                    посилка так і не прийшла,              uk
                    сәлем қалай,                           kk
                    ok,                                    en
                    荷物が届かない,                 ja
                    배송이 늦어요,                  ko
                    الطرد لم يصل,                   und
                    12345 !!!,                      und
                    😀😀,                            und
                    "",                             und
                    """)
    void scriptThenSmallWordsTellTheLanguage(String text, String code) {
        assertThat(LanguageRule.load().language(text)).isEqualTo(new Language(code));
    }
}
