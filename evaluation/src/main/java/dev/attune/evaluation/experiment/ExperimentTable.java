package dev.attune.evaluation.experiment;

import dev.attune.decisions.experiments.ArmData;
import dev.attune.decisions.experiments.Cuped;
import dev.attune.decisions.experiments.Metric;
import dev.attune.decisions.experiments.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// People and what they did: `subject,arm`, then `exposed` and `consented` (0 or 1, may be absent),
/// then a column per metric, and beside it `METRIC.before` for the same in the days before the first
/// exposure; empty for newcomers.
///
/// @param metrics in the order of the columns
/// @param arms by name, everybody counted in the arm they were first seen in
record ExperimentTable(List<Metric> metrics, Map<String, ArmData> arms) {
    private static final String BEFORE = ".before";
    private static final List<Metric> KNOWN = List.of(
            Metric.CONVERSION,
            Metric.SATISFACTION,
            Metric.HANDLING_TIME,
            Metric.RETURNS,
            Metric.COMPLAINTS,
            Metric.OPT_OUTS);

    static ExperimentTable read(Path file, String primary) throws IOException, UnusableTableException {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var parser = format.parse(Files.newBufferedReader(file))) {
            var names = Set.copyOf(parser.getHeaderNames());
            for (var needed : List.of("subject", "arm"))
                if (!names.contains(needed))
                    throw new UnusableTableException("%s has no column '%s', only %s"
                            .formatted(file, needed, String.join(", ", parser.getHeaderNames())));
            var metrics = KNOWN.stream()
                    .filter(metric -> names.contains(metric.id()))
                    .map(metric -> metric.id().equals(primary)
                            ? metric.as(Metric.Role.PRIMARY)
                            : metric.role() == Metric.Role.PRIMARY ? metric.as(Metric.Role.SECONDARY) : metric)
                    .toList();
            if (metrics.stream().noneMatch(metric -> metric.role() == Metric.Role.PRIMARY))
                throw new UnusableTableException("%s has no column '%s'. Metrics: %s."
                        .formatted(
                                file,
                                primary,
                                String.join(", ", KNOWN.stream().map(Metric::id).toList())));
            var arms = new LinkedHashMap<String, Gathering>();
            var armOf = new HashMap<String, String>();
            for (var record : parser) add(file, record, metrics, names, arms, armOf);
            var data = new LinkedHashMap<String, ArmData>();
            arms.forEach((name, gathering) -> data.put(name, gathering.data(name)));
            return new ExperimentTable(metrics, data);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new UnusableTableException("%s: %s".formatted(file, e.getMessage()));
        }
    }

    private static void add(
            Path file,
            CSVRecord record,
            List<Metric> metrics,
            Set<String> names,
            Map<String, Gathering> arms,
            Map<String, String> armOf)
            throws UnusableTableException {
        var subject = record.get("subject");
        var arm = record.get("arm");
        if (subject.isBlank() || arm.isBlank())
            throw new UnusableTableException(
                    "%s, row %d: subject and arm must not be empty".formatted(file, record.getRecordNumber()));
        var first = armOf.putIfAbsent(subject, arm);
        if (first != null) {
            if (!first.equals(arm)) gathered(arms, first).inSeveralArms.add(subject);
            return; // one person is one unit, however many rows
        }
        var gathering = gathered(arms, arm);
        gathering.assigned++;
        if (isYes(file, record, names, "exposed")) gathering.exposed++;
        if (isYes(file, record, names, "consented")) gathering.consented++;
        for (var metric : metrics) {
            var value = number(file, record, names, metric.id());
            var before = number(file, record, names, metric.id() + BEFORE);
            if (value == null) continue;
            if (before == null) gathering.newcomers.merge(metric.id(), Sample.EMPTY.plus(value), Sample::plus);
            else gathering.known.merge(metric.id(), Cuped.EMPTY.plus(value, before), Cuped::plus);
        }
    }

    private static Gathering gathered(Map<String, Gathering> arms, String arm) {
        return arms.computeIfAbsent(arm, _ -> new Gathering());
    }

    private static boolean isYes(Path file, CSVRecord record, Set<String> names, String column)
            throws UnusableTableException {
        var value = number(file, record, names, column);
        return value != null && value != 0;
    }

    private static @Nullable Double number(Path file, CSVRecord record, Set<String> names, String column)
            throws UnusableTableException {
        if (!names.contains(column) || record.get(column).isBlank()) return null;
        try {
            double value = Double.parseDouble(record.get(column).strip());
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UnusableTableException("%s, row %d: %s is '%s', which is no number"
                .formatted(file, record.getRecordNumber(), column, record.get(column)));
    }

    /// One arm while it is read.
    private static final class Gathering {
        private final Map<String, Cuped> known = new HashMap<>();
        private final Map<String, Sample> newcomers = new HashMap<>();
        private final Set<String> inSeveralArms = new HashSet<>();
        private long assigned;
        private long exposed;
        private long consented;

        ArmData data(String name) {
            return new ArmData(name, assigned, exposed, consented, inSeveralArms.size(), known, newcomers);
        }
    }
}
