package dev.attune.decisions.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.repair.Severity.Level;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private final RepairDefinition definition = RepairDefinition.bundled();

    @Test
    void pointsFollowTheFormula() {
        var evidence = List.of(
                new Evidence(Source.TEXT, NOW, 0.8), // 0.5 * 0.8 = 0.4
                new Evidence(Source.ANSWER, NOW.minus(Duration.ofDays(7)), 1)); // 0.7 / 2 = 0.35

        assertThat(severity(evidence).points()).isEqualTo(61); // 1 - 0.6 * 0.65
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, 0.7, LOW, PT72H",
        "TEXT, 1, MEDIUM, PT24H",
        "ALERT, 0.9, HIGH, PT4H",
        "CHURN_THREAT, 1, HIGH, PT4H",
        "REQUEST_FOR_HUMAN, 1, MEDIUM, PT24H",
        "URGENCY, 1, MEDIUM, PT24H"
    })
    void heavierIsAnsweredSooner(Source source, double strength, Level level, Duration within) {
        var severity = severity(List.of(new Evidence(source, NOW, strength)));

        assertThat(severity.level()).isEqualTo(level);
        assertThat(severity.due(definition, NOW, Instant.MAX)).isEqualTo(NOW.plus(within));
    }

    @Test
    void whatIsFaintIsNoEvidenceHoweverOftenItComes() {
        var faint = Collections.nCopies(100, new Evidence(Source.TEXT, NOW, 0.3));
        assertThat(severity(faint)).isEqualTo(new Severity(0, Level.LOW));
    }

    @Test
    void dueNeverMovesBack() {
        var promised = NOW.plus(Duration.ofHours(2));
        assertThat(new Severity(0, Level.LOW).due(definition, NOW, promised)).isEqualTo(promised);
    }

    @Test
    void moreTroubleNeverMakesACaseLighterAndTheOrderDoesNotMatter() {
        var random = new Random(3);
        for (int run = 0; run < 300; run++) {
            var evidence = new ArrayList<Evidence>();
            for (int i = 0; i < 8; i++) {
                int before = severity(evidence).points();
                evidence.add(any(random));
                assertThat(severity(evidence).points()).isBetween(before, 100);
            }
            var shuffled = new ArrayList<>(evidence);
            Collections.shuffle(shuffled, random);
            assertThat(severity(shuffled).points()).isCloseTo(severity(evidence).points(), within(1)); // rounding
            var stronger = evidence.stream()
                    .map(one -> new Evidence(one.source(), one.at(), Math.min(1, one.strength() * 1.3)))
                    .toList();
            assertThat(severity(stronger).points())
                    .isGreaterThanOrEqualTo(severity(evidence).points());
        }
    }

    /// Displayed distress makes help sooner; what may be granted is the same list, and never suggested.
    @Test
    void whatIsDisplayedReachesNoEntitlement() {
        for (var step : Step.values()) {
            for (var inVain : List.of(List.<String>of(), List.of("message", "explain", "specialist", "fix")))
                assertThat(definition.suggested(step, inVain).actionClass().mayFollowAffect())
                        .isTrue();
        }
        assertThat(definition.optionsOf(Step.SOLVE))
                .anyMatch(option -> option.actionClass() == ActionClass.ENTITLEMENT);
        assertThat(definition.suggested(Step.SOLVE, List.of("explain")).id()).isEqualTo("specialist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half-life;P7D | half-life;7 | Text cannot be parsed",
                "source;text;0.5 | source;text;1.5 | weight of text must be in [0, 1], got 1.5",
                "level;high;70;PT4H | level;high;70;P2D | level high must begin above",
                "option;prevent;tell-change;CONTENT | option;prevent;gift;ENTITLEMENT | needs an option that may be suggested",
                "opens-at;30 | opens;30 | cannot begin with 'opens'",
            })
    void aWrongDefinitionIsToldByItsValue(String right, String wrong, String message) throws Exception {
        String whole;
        try (var stream = RepairDefinition.class.getResourceAsStream("repair-2.tsv")) {
            whole = new String(stream.readAllBytes());
        }
        var broken = whole.replace(
                        right.strip().replace(';', '\t'), wrong.strip().replace(';', '\t'))
                .replace("option\tprevent\twatch-next-order\tHELP", wrong.contains("gift") ? "" : "# kept");

        assertThatThrownBy(() -> RepairDefinition.read(new StringReader(broken), "mine.tsv"))
                .hasMessageStartingWith("mine.tsv, line ")
                .hasMessageContaining(message.strip());
    }

    private Severity severity(List<Evidence> evidence) {
        return Severity.of(definition, evidence, NOW);
    }

    private static Evidence any(Random random) {
        return new Evidence(
                Source.values()[random.nextInt(Source.values().length)],
                NOW.minus(Duration.ofHours(random.nextInt(1000))),
                random.nextDouble());
    }
}
