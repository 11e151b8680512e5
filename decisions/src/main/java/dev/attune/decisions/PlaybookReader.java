package dev.attune.decisions;

import dev.attune.policy.Place;
import dev.attune.policy.Role;
import dev.attune.policy.wording.WordingRule;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// YAML to [Playbook]. Works on the node graph rather than on bound objects, because every node knows its place.
final class PlaybookReader {
    private static final WordingRule WORDING = WordingRule.bundled();
    private static final int MAX_CHARACTERS = 500_000; // a playbook is written by people; this is a long book
    private static final Set<String> PLAYBOOK_KEYS = Set.of(
            "id", "version", "setting", "use", "title", "summary", "fallback", "frequencyCap", "rules", "example");
    private static final Set<String> STRETCH_KEYS = Set.of("seconds", "page", "facts", "shows");
    private static final Set<String> RULE_KEYS = Set.of(
            "id",
            "slot",
            "priority",
            "when",
            "stay",
            "holds",
            "grace",
            "release",
            "cooldown",
            "then",
            "does",
            "reason",
            "fallback");

    /// A blink or a lost frame does not interrupt what is displayed; longer than most blinks (0.1-0.4 s).
    private static final Duration GRACE = Duration.ofMillis(800);

    private static final Duration RELEASE = Duration.ofSeconds(2);
    private static final Duration COOLDOWN = Duration.ofSeconds(60);
    private static final Playbook.FrequencyCap FREQUENCY_CAP = new Playbook.FrequencyCap(5, Duration.ofMinutes(10));

    private final YamlText source;

    private PlaybookReader(YamlText source) {
        this.source = source;
    }

    static Playbook read(String yaml, String sourceName) throws PlaybookException {
        var source = new YamlText(yaml);
        var playbook = new PlaybookReader(source)
                .read(
                        yaml,
                        LoadSettings.builder()
                                .setLabel(sourceName)
                                .setCodePointLimit(MAX_CHARACTERS)
                                .build());
        if (playbook.isEmpty()) throw new PlaybookException(sourceName, source.faults());
        return playbook.get();
    }

    /// Empty when there were faults; they stand in the source.
    private Optional<Playbook> read(String yaml, LoadSettings settings) {
        try {
            if (!YamlOutline.isSound(yaml, settings, source)) return Optional.empty();
            var root = new Compose(settings).composeString(yaml);
            if (root.isPresent()) return playbook(root.get());
            source.complainAtStart(
                    FaultKind.EMPTY, "the playbook is empty. Maybe start from the bundled retail playbook.");
        } catch (MarkedYamlEngineException malformed) {
            var problem = "this is not YAML: " + malformed.getProblem();
            malformed
                    .getProblemMark()
                    .ifPresentOrElse(
                            mark -> source.complain(mark, FaultKind.NOT_YAML, problem),
                            () -> source.complainAtStart(FaultKind.NOT_YAML, problem));
        } catch (YamlEngineException malformed) {
            source.complainAtStart(FaultKind.NOT_YAML, "this is not YAML: " + malformed.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Playbook> playbook(Node root) {
        var section = new YamlSection(source, root, "a playbook", PLAYBOOK_KEYS);
        var id = section.text("id");
        int version = section.integer("version", 1);
        section.required("version");
        var title = wording(section, "title");
        var summary = section.has("summary") ? wording(section, "summary") : title;
        var setting = section.has("setting")
                ? checked(section.required("setting"), FaultKind.IMPOSSIBLE, () -> Setting.of(section.text("setting")))
                        .orElse(Setting.OTHER)
                : Setting.OTHER;
        var use = section.has("use") ? use(section.required("use")) : Playbook.Use.CUSTOMERS;
        var fallback = section.text("fallback");
        var cap = section.has("frequencyCap") ? frequencyCap(section.required("frequencyCap")) : FREQUENCY_CAP;
        var rules = new ArrayList<Rule>();
        for (var node : section.list("rules")) {
            var rule = rule(node, fallback);
            if (rule == null) continue;
            for (var earlier : rules)
                rule.conflictWith(earlier).ifPresent(conflict -> source.complain(node, FaultKind.CONFLICT, conflict));
            rules.add(rule);
        }
        var example = new ArrayList<Stretch>();
        if (section.has("example"))
            for (var node : section.list("example")) stretch(node).ifPresent(example::add);
        if (!source.faults().isEmpty()) return Optional.empty();
        return checked(
                root,
                FaultKind.IMPOSSIBLE,
                () -> new Playbook(id, version, setting, use, title, summary, fallback, cap, rules, example));
    }

    private Playbook.Use use(Node node) {
        var section = new YamlSection(source, node, "use", Set.of("places", "role", "purpose"));
        var places = new ArrayList<Place>();
        for (var place : section.list("places"))
            if (place instanceof ScalarNode scalar)
                checked(place, FaultKind.IMPOSSIBLE, () -> Place.of(scalar.getValue()))
                        .ifPresent(places::add);
            else source.complain(place, FaultKind.WRONG_SHAPE, "a place must be a single word, such as web");
        var role = checked(node, FaultKind.IMPOSSIBLE, () -> Role.of(section.text("role")))
                .orElse(Role.CUSTOMER);
        var purpose = checked(node, FaultKind.IMPOSSIBLE, () -> Purpose.of(section.text("purpose")))
                .orElse(Purpose.PERSONALIZATION);
        return checked(node, FaultKind.IMPOSSIBLE, () -> new Playbook.Use(places, role, purpose))
                .orElse(Playbook.Use.CUSTOMERS);
    }

    private Optional<Stretch> stretch(Node node) {
        var section = new YamlSection(source, node, "a part of the example", STRETCH_KEYS);
        int seconds = section.integer("seconds", 1);
        section.required("seconds");
        var page = section.text("page", PageContext.UNKNOWN.kind());
        var shows = section.has("shows") ? shown(section) : null;
        return checked(
                node,
                FaultKind.IMPOSSIBLE,
                () -> new Stretch(
                        Duration.ofSeconds(seconds), new PageContext(page, "example"), section.free("facts"), shows));
    }

    private Map<String, Double> shown(YamlSection stretch) {
        var shown = new HashMap<String, Double>();
        stretch.free("shows").forEach((name, value) -> {
            if (value instanceof Number number) shown.put(name, number.doubleValue());
            else
                source.complain(
                        stretch.required("shows"),
                        FaultKind.NOT_A_NUMBER,
                        "'%s' must be a number, got %s".formatted(name, value));
        });
        return shown;
    }

    private @Nullable Rule rule(Node node, String playbookFallback) {
        var section = new YamlSection(source, node, "a rule", RULE_KEYS);
        var id = section.text("id");
        var when = condition(section, "when");
        var stay = section.has("stay") ? condition(section, "stay") : when;
        int priority = section.integer("priority", 0);
        var holds = section.duration("holds", Duration.ZERO);
        var grace = section.duration("grace", GRACE);
        var release = section.duration("release", RELEASE);
        var cooldown = section.duration("cooldown", COOLDOWN);
        var then = section.required("then");
        var action = section.has("then") ? action(then) : null;
        var reason = wording(section, "reason");
        var does = section.has("does") ? wording(section, "does") : reason;
        var fallback = section.text("fallback", playbookFallback);
        if (when == null || stay == null || action == null) return null;
        var slot = section.text("slot", action.actionClass().name().toLowerCase(Locale.ROOT));
        checkPlaceholders(section, when);
        return checked(
                        then,
                        FaultKind.NOT_ALLOWED,
                        () -> new Rule(
                                id, slot, priority, when, stay, holds, grace, release, cooldown, action, does, reason,
                                fallback))
                .orElse(null);
    }

    private @Nullable Condition condition(YamlSection section, String key) {
        var scalar = section.scalar(key);
        if (scalar == null) return null;
        try {
            return SituationVocabulary.CONDITIONS.read(scalar.getValue());
        } catch (Condition.Unsound unsound) {
            for (var fault : unsound.faults()) source.complain(scalar, fault.offset(), fault.kind(), fault.message());
            return null;
        }
    }

    private @Nullable Action action(Node node) {
        var section = new YamlSection(source, node, "then", Set.of("action", "class", "parameters"));
        var id = section.text("action");
        var name = section.text("class");
        var parameters = section.free("parameters");
        for (var actionClass : ActionClass.values())
            if (actionClass.name().equals(name)) return new Action(id, actionClass, parameters);
        if (section.has("class"))
            source.complain(
                    section.required("class"),
                    FaultKind.IMPOSSIBLE,
                    "there is no action class '%s'. Maybe one of: %s."
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            Arrays.stream(ActionClass.values())
                                                    .map(Enum::name)
                                                    .toList())));
        return null;
    }

    private Playbook.FrequencyCap frequencyCap(Node node) {
        var section = new YamlSection(source, node, "frequencyCap", Set.of("decisions", "per"));
        int decisions = section.integer("decisions", FREQUENCY_CAP.decisions());
        var per = section.duration("per", FREQUENCY_CAP.per());
        return checked(node, FaultKind.IMPOSSIBLE, () -> new Playbook.FrequencyCap(decisions, per))
                .orElse(FREQUENCY_CAP);
    }

    private Wording wording(YamlSection parent, String key) {
        var node = parent.required(key);
        if (!parent.has(key)) return new Wording("missing", "missing", "missing");
        var section = new YamlSection(source, node, key, Set.copyOf(Wording.LANGUAGES));
        return new Wording(orMissing(section, "en"), orMissing(section, "ru"), orMissing(section, "zh"));
    }

    private String orMissing(YamlSection section, String language) {
        var text = section.text(language); // notes its absence
        if (section.has(language))
            WORDING.objection(text)
                    .ifPresent(objection ->
                            source.complain(section.required(language), FaultKind.CLAIMS_TO_KNOW, objection));
        return text.isBlank() ? "missing" : text;
    }

    private void checkPlaceholders(YamlSection rule, Condition when) {
        if (!rule.has("reason")) return;
        var reason = new YamlSection(source, rule.required("reason"), "reason", Set.copyOf(Wording.LANGUAGES));
        for (var language : Wording.LANGUAGES) {
            if (!reason.has(language)) continue;
            var unknown = Phrase.unknownPlaceholders(reason.text(language), when.inputs());
            if (!unknown.isEmpty())
                source.complain(
                        reason.required(language),
                        FaultKind.UNKNOWN_PLACEHOLDER,
                        "the placeholders %s are not inputs of this rule. Maybe {held}, or one of %s."
                                .formatted(unknown, when.inputs()));
        }
    }

    /// A value that refuses impossible arguments says why; the file's place is added here.
    private <T> Optional<T> checked(Node node, FaultKind kind, Supplier<T> construction) {
        try {
            return Optional.of(construction.get());
        } catch (IllegalArgumentException refused) {
            source.complain(node, kind, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
