package dev.attune.policy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads packs. A line is one of these, with tabs between the fields; `#` starts a comment:
///
///     pack      ID VERSION
///     reviewed  DAY
///     review-by DAY
///     date      ID DAY SOURCE
///     guardian-below AGE LEAST SOURCE   below AGE, or down to LEAST where the operator says so, a guardian consents
///     include   FILE PREFIX          the rules of another file, PREFIX before their articles
///     rule      ID PLACES ROLES PURPOSES SIGNALS AGES OUTCOME DUTIES FROM ARTICLE REASON
///     addition  ID PLACES ROLES PURPOSES SIGNALS AGES DUTIES ARTICLE REASON
///
/// A list is separated by spaces; `*` is everything, `! a b` everything but these, `-` nothing. A signal is a modality
/// or `biometric`.
final class PackReader {
    private @Nullable String version;
    private @Nullable LocalDate reviewed;
    private @Nullable LocalDate reviewBy;
    private final Map<String, PolicyPack.LegalDate> dates = new HashMap<>();
    private PolicyPack.@Nullable GuardianAge guardian;
    private final SignedFiles files;
    private final List<PolicyPack.Rule> rules = new ArrayList<>();
    private final List<PolicyPack.Rule> additions = new ArrayList<>();

    private PackReader(SignedFiles files) {
        this.files = files;
    }

    /// @throws UntrustedPackException when a file is not as it was signed
    static PolicyPack bundled(Jurisdiction jurisdiction, SignedFiles files) {
        var reader = new PackReader(files);
        reader.lines(files.text(jurisdiction.packFile()), jurisdiction.packFile(), "");
        return reader.pack(jurisdiction.packFile());
    }

    /// @param name for messages
    /// @param files that it may include
    static PolicyPack read(String text, String name, SignedFiles files) {
        var reader = new PackReader(files);
        reader.lines(text, name, "");
        return reader.pack(name);
    }

    private PolicyPack pack(String name) {
        if (version == null || reviewed == null || reviewBy == null || guardian == null)
            throw new IllegalArgumentException(
                    "%s lacks one of the lines 'pack', 'reviewed', 'review-by' and 'guardian-below'".formatted(name));
        return new PolicyPack(version, reviewed, reviewBy, dates, guardian, rules, additions);
    }

    private void lines(String text, String name, String prefix) {
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) continue;
            try {
                line(line.split("\t", -1), prefix);
            } catch (RuntimeException fault) { // values that refuse say why; the place is added here
                throw new IllegalArgumentException("%s:%d: %s".formatted(name, number, fault.getMessage()), fault);
            }
        }
    }

    private void line(String[] fields, String prefix) {
        switch (fields[0]) {
            case "pack" -> version = count(fields, 3)[1] + "/" + fields[2];
            case "reviewed" -> reviewed = LocalDate.parse(count(fields, 2)[1]);
            case "review-by" -> reviewBy = LocalDate.parse(count(fields, 2)[1]);
            case "date" ->
                dates.put(count(fields, 4)[1], new PolicyPack.LegalDate(LocalDate.parse(fields[2]), fields[3]));
            case "guardian-below" ->
                guardian = new PolicyPack.GuardianAge(
                        Integer.parseInt(count(fields, 4)[1]), Integer.parseInt(fields[2]), fields[3]);
            case "include" -> {
                var file = count(fields, 3)[1] + ".tsv";
                lines(files.text(file), file, fields[2]);
            }
            case "rule" -> {
                count(fields, 12);
                rules.add(
                        rule(fields, outcome(fields[7]), fields[8], from(fields[9]), prefix + fields[10], fields[11]));
            }
            case "addition" -> {
                count(fields, 10);
                additions.add(rule(fields, Outcome.ALLOW, fields[7], null, fields[8], fields[9]));
            }
            default -> throw new IllegalArgumentException("a line starts with '%s'".formatted(fields[0]));
        }
    }

    private static String[] count(String[] fields, int wanted) {
        if (fields.length != wanted)
            throw new IllegalArgumentException(
                    "'%s' needs %d fields, got %d".formatted(fields[0], wanted, fields.length));
        return fields;
    }

    private static PolicyPack.Rule rule(
            String[] fields, Outcome outcome, String duties, @Nullable String from, String article, String reason) {
        return new PolicyPack.Rule(
                fields[1],
                some(Place.class, fields[2], id -> Stream.of(Place.of(id))),
                some(Role.class, fields[3], id -> Stream.of(Role.of(id))),
                some(Purpose.class, fields[4], id -> Stream.of(Purpose.of(id))),
                some(Modality.class, fields[5], PackReader::signals),
                some(AgeBand.class, fields[6], id -> Stream.of(AgeBand.of(id))),
                outcome,
                duties.equals("-") ? Set.of() : some(Duty.class, duties, id -> Stream.of(Duty.of(id))),
                from,
                article,
                reason);
    }

    private static Stream<Modality> signals(String id) {
        return id.equals("biometric")
                ? Arrays.stream(Modality.values()).filter(Modality::biometric)
                : Stream.of(Modality.of(id));
    }

    private static <E extends Enum<E>> Set<E> some(Class<E> type, String list, Function<String, Stream<E>> parse) {
        if (list.equals("*")) return EnumSet.allOf(type);
        boolean not = list.startsWith("! ");
        var named = Arrays.stream((not ? list.substring(2) : list).split(" "))
                .flatMap(parse)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
        return not ? EnumSet.complementOf(named) : named;
    }

    private static Outcome outcome(String id) {
        return Ids.parse(Outcome.class, id);
    }

    private static @Nullable String from(String id) {
        return id.equals("-") ? null : id;
    }
}
