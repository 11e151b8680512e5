package dev.attune.decisions.repair;

import dev.attune.decisions.ActionClass;
import dev.attune.decisions.repair.Severity.Level;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The numbers and options of relationship repair, as data with a version: one word and its values a line, separated by
/// tabs. A case keeps the version it was opened under.
///
/// @param weights of each source, in [0, 1]
/// @param leastStrength what is weaker is no evidence: many faint signs are not one clear one
/// @param halfLife after which a sign counts half
/// @param opensAt points from which a case opens by itself
/// @param levels from which points, and within which time somebody answers
/// @param options what may be done at each step, in the order in which they are suggested
public record RepairDefinition(
        String id,
        int version,
        Map<Source, Double> weights,
        double leastStrength,
        Duration halfLife,
        int opensAt,
        Map<Level, Within> levels,
        List<Option> options,
        FollowUp followUp,
        Windows windows) {
    private static final String BUNDLED = "repair-2.tsv";

    /// @param points from which a case has this level
    /// @param answer within which somebody answers
    public record Within(int points, Duration answer) {}

    /// @param actionClass decides whether it may be suggested: what a person displays brings about no entitlement
    public record Option(Step step, String id, ActionClass actionClass) {}

    /// @param after how long after the last step the person is asked
    /// @param againAfter how long after an ask without an answer
    /// @param repairedFrom least satisfaction, in [0, 1], that counts as repaired: 0.75 is 4 of 5
    public record FollowUp(Duration after, Duration againAfter, int mostAsks, double repairedFrom) {}

    /// @param reContact trouble with the same thing within it counts as a re-contact
    /// @param repurchase an order within it counts as a repurchase
    /// @param calmFrom the valence from which somebody's words count as calm again, in [-1, 1]
    public record Windows(Duration reContact, Duration repurchase, double calmFrom) {}

    public RepairDefinition {
        if (id.isBlank()) throw new IllegalArgumentException("a definition needs an id");
        if (version < 1) throw new IllegalArgumentException("a version is 1 or more, got " + version);
        weights = Map.copyOf(weights);
        levels = Map.copyOf(levels);
        options = List.copyOf(options);
        for (var source : Source.values()) {
            var weight = weights.get(source);
            if (weight == null || !(weight >= 0 && weight <= 1))
                throw new IllegalArgumentException(
                        "the weight of %s must be in [0, 1], got %s".formatted(source.id(), weight));
        }
        if (!(leastStrength >= 0 && leastStrength <= 1))
            throw new IllegalArgumentException("least strength must be in [0, 1], got " + leastStrength);
        if (!halfLife.isPositive()) throw new IllegalArgumentException("half-life must be positive, got " + halfLife);
        if (opensAt < 1 || opensAt > 100)
            throw new IllegalArgumentException("a case opens at 1..100 points, got " + opensAt);
        requireSensible(levels);
        for (var step : Step.values())
            if (options.stream()
                    .noneMatch(option ->
                            option.step() == step && option.actionClass().mayFollowAffect()))
                throw new IllegalArgumentException(
                        "the step %s needs an option that may be suggested: style, route, help or content"
                                .formatted(step.id()));
        if (followUp.mostAsks() < 1 || followUp.mostAsks() > 3)
            throw new IllegalArgumentException("a person is asked 1 to 3 times, got " + followUp.mostAsks());
    }

    /// Heavier means sooner.
    private static void requireSensible(Map<Level, Within> levels) {
        Within lighter = null;
        for (var level : Level.values()) {
            var within = levels.get(level);
            if (within == null) throw new IllegalArgumentException("the level %s is missing".formatted(level.id()));
            if (lighter == null && within.points() != 0)
                throw new IllegalArgumentException("the lightest level begins at 0, got " + within.points());
            if (lighter != null
                    && (within.points() <= lighter.points() || within.answer().compareTo(lighter.answer()) >= 0))
                throw new IllegalArgumentException(
                        "the level %s must begin above the one below and be answered sooner".formatted(level.id()));
            lighter = within;
        }
    }

    /// The one that ships with Attune.
    public static RepairDefinition bundled() {
        try (var stream = Objects.requireNonNull(RepairDefinition.class.getResourceAsStream(BUNDLED), BUNDLED)) {
            return read(new InputStreamReader(stream, StandardCharsets.UTF_8), BUNDLED);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + BUNDLED, e);
        }
    }

    /// @param name for messages
    /// @throws IllegalArgumentException naming the line that is wrong
    public static RepairDefinition read(Reader text, String name) {
        var parts = new Parts();
        int number = 0;
        try {
            for (var line : text.readAllLines()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) parts.take(line.split("\t"));
            }
            return parts.whole();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("%s, line %d: %s".formatted(name, number, e.getMessage()), e);
        }
    }

    double weight(Source source) {
        return Objects.requireNonNull(weights.get(source)); // the constructor saw to it
    }

    public Level levelOf(int points) {
        Level reached = Level.LOW;
        for (var level : Level.values()) if (points >= within(level).points()) reached = level;
        return reached;
    }

    public Duration answerWithin(Level level) {
        return within(level).answer();
    }

    private Within within(Level level) {
        return Objects.requireNonNull(levels.get(level));
    }

    /// What may be done at a step, entitlements among it: the same for everybody.
    public List<Option> optionsOf(Step step) {
        return options.stream().filter(option -> option.step() == step).toList();
    }

    /// What is suggested at a step: the first option, never an entitlement, that was not tried in vain before.
    ///
    /// @param inVain ids of what was done in this person's cases that were not repaired
    public Option suggested(Step step, List<String> inVain) {
        var allowed = optionsOf(step).stream()
                .filter(option -> option.actionClass().mayFollowAffect())
                .toList();
        return allowed.stream()
                .filter(option -> !inVain.contains(option.id()))
                .findFirst()
                .orElse(allowed.getFirst());
    }

    /// @throws IllegalArgumentException naming the value and what the step knows
    public Option option(Step step, String id) {
        return optionsOf(step).stream()
                .filter(option -> option.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the step %s has no option '%s'. Maybe one of: %s."
                        .formatted(
                                step.id(),
                                id,
                                String.join(
                                        ", ",
                                        optionsOf(step).stream().map(Option::id).toList()))));
    }

    /// What was read so far.
    private static final class Parts {
        private String id = "";
        private int version;
        private double leastStrength;
        private Duration halfLife = Duration.ZERO;
        private int opensAt;
        private final Map<Source, Double> weights = new EnumMap<>(Source.class);
        private final Map<Level, Within> levels = new EnumMap<>(Level.class);
        private final List<Option> options = new ArrayList<>();
        private final Map<String, String> settings = new HashMap<>();

        void take(String[] fields) {
            switch (fields[0]) {
                case "definition" -> {
                    id = fields[1];
                    version = Integer.parseInt(fields[2]);
                }
                case "source" -> weights.put(Source.of(fields[1]), Double.parseDouble(fields[2]));
                case "least-strength" -> leastStrength = Double.parseDouble(fields[1]);
                case "half-life" -> halfLife = Duration.parse(fields[1]);
                case "opens-at" -> opensAt = Integer.parseInt(fields[1]);
                case "level" ->
                    levels.put(level(fields[1]), new Within(Integer.parseInt(fields[2]), Duration.parse(fields[3])));
                case "option" -> options.add(new Option(Step.of(fields[1]), fields[2], ActionClass.valueOf(fields[3])));
                case "follow-up", "window" -> settings.put(fields[1], fields[2]);
                default -> throw new IllegalArgumentException("a line cannot begin with '%s'".formatted(fields[0]));
            }
        }

        private static Level level(String id) {
            for (var level : Level.values()) if (level.id().equals(id)) return level;
            throw new IllegalArgumentException("unknown level '%s'. Maybe low, medium or high.".formatted(id));
        }

        RepairDefinition whole() {
            return new RepairDefinition(
                    id,
                    version,
                    weights,
                    leastStrength,
                    halfLife,
                    opensAt,
                    levels,
                    options,
                    new FollowUp(
                            Duration.parse(setting("after")),
                            Duration.parse(setting("again-after")),
                            Integer.parseInt(setting("most-asks")),
                            Double.parseDouble(setting("repaired-from"))),
                    new Windows(
                            Duration.parse(setting("re-contact")),
                            Duration.parse(setting("repurchase")),
                            Double.parseDouble(setting("calm-from"))));
        }

        private String setting(String name) {
            var value = settings.get(name);
            if (value == null) throw new IllegalArgumentException("'%s' is missing".formatted(name));
            return value;
        }
    }
}
