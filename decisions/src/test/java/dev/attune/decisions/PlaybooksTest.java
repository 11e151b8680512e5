package dev.attune.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybooksTest {
    private static final String SOUND = """
            id: test
            version: 3
            title: { en: T, ru: Т, zh: 题 }
            fallback: house-style
            rules:
              - id: help
                when: au.AU04 > 1 && page.kind == "checkout"
                holds: PT3S
                then: { action: offer-help, class: HELP, parameters: { steps: 3, polite: true } }
                reason:
                  en: "AU4 at {AU04} for {held}"
                  ru: "AU4 {AU04}, {held}"
                  zh: "AU4 {AU04}，{held}"
            """;

    @Test
    void aSoundPlaybookIsReadCompletely() throws PlaybookException {
        var playbook = Playbooks.read(new StringReader(SOUND), "test.yaml");

        assertThat(playbook.version()).isEqualTo(3);
        var rule = playbook.rules().getFirst();
        assertThat(rule.holds()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rule.when().inputs()).containsExactlyInAnyOrder("au.AU04", "page.kind");
        assertThat(rule.when().affectInputs()).containsExactly("au.AU04");
        assertThat(rule.action().parameters()).containsEntry("steps", 3L).containsEntry("polite", true);
        assertThat(rule.slot()).isEqualTo("help");
        assertThat(rule.fallback()).isEqualTo("house-style");
    }

    @Test
    void theBundledRetailPlaybookLoads() {
        assertThat(Playbooks.bundled(Playbooks.RETAIL).rules())
                .extracting(Rule::id)
                .contains("stuck-at-checkout", "hesitating-on-product", "pleased-say-thanks");
    }

    @Test
    void anUnknownBundledPlaybookIsNamed() {
        assertThatThrownBy(() -> Playbooks.bundled("bank")).hasMessageContaining("'bank'");
    }

    @Test
    void aMisspelledVariableIsNamedWithItsPlace() {
        var faults = faultsOf(SOUND.replace("au.AU04 > 1 &&", "valnce < 0.0 &&"));

        assertThat(faults.getFirst().message())
                .contains("'valnce'")
                .contains("Maybe one of")
                .contains("valence");
        assertPlace(faults.getFirst(), 7, 11);
    }

    @Test
    void aFaultInsideAFoldedConditionPointsAtItsOwnLine() {
        var faults = faultsOf(SOUND.replace("when: au.AU04 > 1 && page.kind == \"checkout\"", """
                when: >-
                      page.kind == "checkout"
                      && au.AU04 > 1
                      && pagee.kind == "list\""""));

        assertThat(faults.getFirst().message()).contains("'pagee'");
        assertPlace(faults.getFirst(), 10, 10);
    }

    @Test
    void aFaultInsideAQuotedConditionPointsBehindItsEscapes() {
        var faults = faultsOf(
                SOUND.replace("au.AU04 > 1 && page.kind == \"checkout\"", "\"page.kind == \\\"list\\\" && oops\""));

        assertPlace(faults.getFirst(), 7, 37);
    }

    @Test
    void aConditionThatIsNoSentenceIsRefused() {
        assertThat(faultsOf(SOUND.replace("au.AU04 > 1", "au.AU04 > > 1"))).isNotEmpty();
    }

    @Test
    void aConditionThatIsNotTrueOrFalseIsRefused() {
        assertThat(faultsOf(SOUND.replace("au.AU04 > 1 && page.kind == \"checkout\"", "au.AU04")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"au.AU99 > 1.0", "emotion.rage > 0.5", "state.love > 0.5", "au[\"smile\"] > 1.0"})
    void aKeyThatDoesNotExistIsRefused(String condition) {
        assertThat(faultsOf(SOUND.replace("au.AU04 > 1", condition)).getFirst().message())
                .contains("there is no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!has(au.AU04)",
                "!(\"AU04\" in au)",
                "size(au) == 0",
                "au[page.id] > 1.0",
                "facts.all(f, f == \"x\")"
            })
    void askingWhetherSomethingIsKnownIsRefused(String condition) {
        assertThat(faultsOf(SOUND.replace("au.AU04 > 1", condition))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "au.AU04 > 1",
                "au[\"AU04\"] > 1.0",
                "(page.kind == \"list\" || emotion.joy > 0.5)",
                "state.confusion > 0.3",
                "valence < 0.0",
                "arousal > 0.0",
                "quality.score > 0.5",
                "quality.coverage == 0.0",
                "(page.kind == \"list\") == (valence < 0.0)"
            })
    void whatAPersonDisplaysNeverLeadsToPressureOrEntitlement(String condition) {
        for (var forbidden : List.of("PRESSURE", "ENTITLEMENT")) {
            var faults = faultsOf(SOUND.replace("au.AU04 > 1", condition)
                    .replace("class: HELP", "class: " + forbidden)
                    .replaceAll("\\{AU04}", ""));
            assertThat(faults.getFirst().message())
                    .contains("rule 'help' reads")
                    .contains(forbidden)
                    .contains("STYLE, ROUTE, HELP or CONTENT");
            assertThat(faults.getFirst().line()).isEqualTo(9);
        }
    }

    @Test
    void theConditionToStayIsTaintedToo() {
        var faults = faultsOf(SOUND.replace("au.AU04 > 1 &&", "")
                .replace("class: HELP", "class: PRESSURE")
                .replace("{AU04}", "")
                .replace("holds: PT3S", "stay: emotion.joy > 0.2"));

        assertThat(faults.getFirst().message()).contains("reads emotion.joy");
    }

    @Test
    void anEntitlementOnFactsAloneIsAllowed() throws PlaybookException {
        var yaml = SOUND.replace("au.AU04 > 1", "facts.cartItems > 2")
                .replace("class: HELP", "class: ENTITLEMENT")
                .replace("{AU04}", "{facts.cartItems}");

        assertThat(Playbooks.read(new StringReader(yaml), "test").rules()).hasSize(1);
    }

    @Test
    void aDisplayMayNotWithholdAnEntitlementByTakingItsSlot() {
        var yaml = SOUND + """
              - id: discount
                slot: help
                when: facts.cartItems > 2
                then: { action: discount, class: ENTITLEMENT }
                reason: { en: a, ru: б, zh: 丙 }
            """;

        assertThat(faultsOf(yaml).getFirst().message()).contains("share the slot 'help'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFFER", "PRICE", "ELIGIBILITY"})
    void neitherDoesItLeadToOffersPricesOrEligibility(String forbidden) {
        assertThat(faultsOf(SOUND.replace("class: HELP", "class: " + forbidden))
                        .getFirst()
                        .message())
                .contains("rule 'help' reads au.AU04", forbidden);
    }

    @ParameterizedTest
    @ValueSource(strings = {"discountPercent: 10", "offer: { couponCode: X }", "countdownSeconds: 60", "upsell: true"})
    void aPriceOrPressureInDisguiseIsFound(String parameter) {
        assertThat(faultsOf(SOUND.replace("steps: 3", parameter)).getFirst().message())
                .contains("'offer-help' has the parameter", "whatever class");
    }

    @Test
    void switchingPressureOffIsNoPressure() throws PlaybookException {
        assertThat(Playbooks.read(new StringReader(SOUND.replace("steps: 3", "upsellAllowed: false")), "test")
                        .rules())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quality.coverage < 0.1",
                "quality.coverage == 0.0",
                "(page.kind == \"list\" || quality.coverage < 0.5)",
                "(facts.cartItems > 2 && quality.coverage < 0.5) || valence < 0",
                "!(facts.cartItems > 2 || quality.coverage >= 0.1)",
                "(quality.coverage < 0.5 ? facts.cartItems > 2 : valence < 0.0)",
                "quality.coverage < facts.threshold",
            })
    void aRuleThatActsOnPeopleWhoCannotBeReadIsRefused(String condition) {
        assertThat(faultsOf(SOUND.replace("au.AU04 > 1", ">-\n          " + condition)
                                .replaceAll("\\{AU04}", ""))
                        .getFirst()
                        .message())
                .contains("such as those who declined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facts.cartItems > 2 || valence < 0",
                "(facts.cartItems > 2 && quality.coverage >= 0.5) || valence < 0",
                "!(facts.cartItems > 2 || quality.coverage < 0.1)",
            })
    void aRuleThatServesPeopleWhoCannotBeReadByFactsIsRead(String condition) throws PlaybookException {
        assertThat(Playbooks.read(
                                new StringReader(SOUND.replace("au.AU04 > 1", ">-\n          " + condition)
                                        .replaceAll("\\{AU04}", "")),
                                "test")
                        .rules())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.inf", ".nan", "123456789012345678901"})
    void aParameterThatIsNoValueIsAFaultWhereItStands(String value) {
        var fault = faultsOf(SOUND.replace("steps: 3", "steps: " + value)).getFirst();

        assertThat(fault.line()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"facts.consented == false", "facts.hasDeclined == true", "facts.gpc == true"})
    void whatAPersonAnsweredIsNotVisibleToRules(String condition) {
        assertThat(faultsOf(SOUND.replace("au.AU04 > 1", condition).replaceAll("\\{AU04}", ""))
                        .getFirst()
                        .message())
                .contains("could punish a refusal");
    }

    @Test
    void aReasonThatClaimsToKnowWhatSomebodyHasInsideIsRefusedWhereItStands() {
        var fault = faultsOf(SOUND.replace("AU4 at {AU04} for {held}", "you feel confused"))
                .getFirst();

        assertThat(fault.message()).contains("\"feel\"", "displays");
        assertThat(fault.line()).isEqualTo(11);
    }

    @Test
    void everyFaultIsReportedAtOnceInTheOrderOfTheFile() {
        var faults = faultsOf(SOUND.replace("version: 3", "version: three")
                .replace("holds: PT3S", "holds: 3 seconds")
                .replace("class: HELP", "class: GIFT"));

        assertThat(faults).extracting(PlaybookException.Fault::line).containsExactly(2, 8, 9);
        assertThat(faults.get(1).message()).contains("'3 seconds'").contains("Maybe PT3S");
        assertThat(faults.get(2).message()).contains("'GIFT'").contains("ENTITLEMENT");
    }

    @Test
    void anUnknownKeyIsRefusedWhereItStands() {
        var fault = faultsOf(SOUND.replace("holds: PT3S", "holdz: PT3S")).getFirst();

        assertThat(fault.message()).contains("'holdz'").contains("holds");
        assertPlace(fault, 8, 5);
    }

    @Test
    void aMissingLanguageIsRefused() {
        assertThat(faultsOf(SOUND.replaceAll("(?m)^ +zh:.*$", "")).getFirst().message())
                .contains("'zh' is missing");
    }

    @Test
    void aPlaceholderThatIsNoInputIsRefused() {
        assertThat(faultsOf(SOUND.replace("AU4 at {AU04}", "at {AU12}"))
                        .getFirst()
                        .message())
                .contains("[AU12]");
    }

    @Test
    void aRuleIdMayBeUsedOnce() {
        var rule = SOUND.substring(SOUND.indexOf("  - id"));

        var fault = faultsOf(SOUND + rule).getFirst();

        assertThat(fault.message()).contains("'help' is used twice");
        assertThat(fault.line()).isEqualTo(14);
    }

    @Test
    void aKeyMayStandOnce() {
        assertThat(faultsOf(SOUND.replace("version: 3", "version: 3\nversion: 4"))
                        .getFirst()
                        .message())
                .contains("'version' stands twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n- b\n", "id: [unclosed", "just words", "\u0000"})
    void whatIsNoPlaybookIsRefusedWithAPlace(String yaml) {
        var faults = faultsOf(yaml);

        assertThat(faults)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.line()).isPositive());
    }

    /// By which the console tells it in the language of whoever writes.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "holds: PT3S          | holdz: PT3S            | UNKNOWN_KEY",
                "version: 3           | version: three         | NOT_A_WHOLE_NUMBER",
                "version: 3           | '{version: 3, id: x}'  | NOT_YAML",
                "version: 3           | version: [3]           | WRONG_SHAPE",
                "version: 3           | version: 0             | IMPOSSIBLE",
                "holds: PT3S          | holds: 3 seconds       | NOT_A_DURATION",
                "holds: PT3S          | holds: -PT3S           | IMPOSSIBLE",
                "class: HELP          | class: GIFT            | IMPOSSIBLE",
                "class: HELP          | class: ENTITLEMENT     | NOT_ALLOWED",
                "class: HELP          | class: ''              | BLANK",
                "au.AU04 > 1          | valnce < 0.0           | UNKNOWN_NAME",
                "AU4 at {AU04}        | at {AU12}              | UNKNOWN_PLACEHOLDER",
                "AU4 at {AU04} for {held} | you feel confused  | CLAIMS_TO_KNOW",
            })
    void aFaultSaysOfWhichKindItIs(String sound, String broken, FaultKind kind) {
        assertThat(faultsOf(SOUND.replace(sound, broken)))
                .extracting(PlaybookException.Fault::kind)
                .contains(kind);
    }

    @Test
    void aFaultOfTheWholeSaysItsKindToo() {
        assertThat(faultsOf("").getFirst().kind()).isEqualTo(FaultKind.EMPTY);
        assertThat(faultsOf(SOUND.replaceAll("(?m)^ +zh:.*$", "")).getFirst().kind())
                .isEqualTo(FaultKind.KEY_MISSING);
        assertThat(faultsOf(SOUND.replace("version: 3", "version: 3\nversion: 4"))
                        .getFirst()
                        .kind())
                .isEqualTo(FaultKind.KEY_TWICE);
        assertThat(faultsOf(SOUND + SOUND.substring(SOUND.indexOf("  - id")))
                        .getFirst()
                        .kind())
                .isEqualTo(FaultKind.CONFLICT);
        assertThat(faultsOf(SOUND + "example: [{seconds: 3, shows: {joy: much}}]\n"))
                .extracting(PlaybookException.Fault::kind)
                .contains(FaultKind.NOT_A_NUMBER);
    }

    @Test
    void theMessageNamesTheSource() {
        assertThatThrownBy(() -> Playbooks.read(new StringReader(""), "shop.yaml"))
                .isInstanceOf(PlaybookException.class)
                .hasMessageStartingWith("shop.yaml:1:1: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameters: { steps: 3, polite: true } | parameters: [steps, 3] | 9 | 'parameters'",
                "parameters: { steps: 3, polite: true } | parameters: three | 9 | 'parameters'",
                "parameters: { steps: 3, polite: true } | parameters: | 9 | 'parameters'",
                "parameters: { steps: 3, polite: true } | parameters: { steps: 3, steps: 4 } | 9 | 'steps'"
            })
    void whatShouldBeAMappingAndIsNoneIsNamed(String sound, String faulty, int line, String key) {
        var fault = faultsOf(SOUND.replace(sound, faulty)).getFirst();

        assertThat(fault.message()).contains(key);
        assertThat(fault.line()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"facts: true", "facts: [cartItems]", "shows: joy", "shows: [joy, 0.7]"})
    void anExampleThatSaysNothingByItsShapeIsNamed(String faulty) {
        var fault = faultsOf(SOUND + "example: [{seconds: 3, %s}]\n".formatted(faulty))
                .getFirst();

        assertThat(fault.kind()).isEqualTo(FaultKind.WRONG_SHAPE);
        assertThat(fault.message()).contains("'" + faulty.substring(0, 5) + "' must be a mapping", "Maybe");
        assertThat(fault.line()).isEqualTo(14);
    }

    @Test
    void aFactWithoutAValueIsNoFact() {
        var fault =
                faultsOf(SOUND + "example: [{seconds: 3, shows: {joy: }}]\n").getFirst();

        assertThat(fault.message()).contains("'joy' must be a number");
    }

    /// Whoever reads the rule must see what it says: what stands elsewhere is changed there by mistake.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when: au.AU04 > 1 && page.kind == \"checkout\" | when: *elsewhere | 7 | 'when'",
                "parameters: { steps: 3, polite: true } | parameters: { steps: 3, polite: *elsewhere } | 9 | 'polite'",
                "parameters: { steps: 3, polite: true } | parameters: &p { inner: *p } | 9 | 'inner'",
                "parameters: { steps: 3, polite: true } | parameters: { steps: [1, *elsewhere] } | 9 | 'steps'"
            })
    void aliasesAreRefusedWithTheirKeyAndPlace(String sound, String faulty, int line, String key) {
        var fault = faultsOf(SOUND.replace("fallback: house-style", "fallback: &elsewhere house-style")
                        .replace(sound, faulty))
                .getFirst();

        assertThat(fault.kind()).isEqualTo(FaultKind.ALIAS);
        assertThat(fault.message()).contains(key, "Maybe");
        assertThat(fault.line()).isEqualTo(line);
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        assertThat(faultsOf(SOUND.replace("steps: 3", "steps: " + "[".repeat(100_000) + "]".repeat(100_000)))
                        .getFirst()
                        .message())
                .contains("'steps' is nested deeper than 20 levels");
    }

    private static List<PlaybookException.Fault> faultsOf(String yaml) {
        return catchThrowableOfType(PlaybookException.class, () -> Playbooks.read(new StringReader(yaml), "test.yaml"))
                .faults();
    }

    private static void assertPlace(PlaybookException.Fault fault, int line, int column) {
        assertThat(List.of(fault.line(), fault.column())).containsExactly(line, column);
    }
}
