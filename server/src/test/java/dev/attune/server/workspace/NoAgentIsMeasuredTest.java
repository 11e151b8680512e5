package dev.attune.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// No score, ranking or record of an agent's emotions exists: no table can hold one, no answer of this server can say
/// one, and no request can ask for one. Walked in full, so that whoever adds one hears of it here.
class NoAgentIsMeasuredTest extends ServerTest {
    /// Somebody who works here.
    private static final Pattern WORKER = Pattern.compile(
            "(^|_)(agent|account|employee|staff|operator|owner|worker|colleague)(_?id|s)?$", Pattern.CASE_INSENSITIVE);

    /// What a person displays, or how good somebody's work is said to be.
    private static final Pattern MEASURE = Pattern.compile(
            "emotion|valence|arousal|affect|mood|stress|sentiment|frustrat|satisf|csat|nps|rating|rank|performance|leaderboard|score|outcome",
            Pattern.CASE_INSENSITIVE);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void noTableHoldsAMeasureBesideSomebodyWhoWorksHere() {
        var tables = strings("select table_name from information_schema.tables where table_schema = 'attune'");
        assertThat(tables).contains("repair_case", "account");
        var wrong = new TreeSet<String>();
        for (var table : tables) {
            var columns = columns(table);
            if (!table.equals("account") && named(WORKER, columns).isEmpty()) continue;
            if (!table.equals("repair_case")) // proved below
            named(MEASURE, columns).forEach(column -> wrong.add(table + "." + column));
        }

        assertThat(wrong).isEmpty();
    }

    /// A case knows its owner only while it is open and unanswered: PostgreSQL refuses anything else.
    @Test
    void noOutcomeCanBeStoredBesideTheNameOfWhoHelped() {
        assertThat(strings("""
                select pg_get_constraintdef(c.oid) from pg_constraint c join pg_class t on t.oid = c.conrelid
                where t.relname = 'repair_case' and c.contype = 'c'"""))
                .anyMatch(rule ->
                        rule.contains("owner IS NULL") && rule.contains("'closed'") && rule.contains("NOT answered"));
        assertThat(named(WORKER, columns("repair_entry")))
                .as("a history says what was done, not by whom")
                .isEmpty();
    }

    @Test
    void noAnswerOfThisServerSaysOne() {
        var schemas = body(mvc.get().uri("/v3/api-docs").exchange())
                .path("components")
                .path("schemas");
        assertThat(schemas.propertyNames()).contains("WorkspaceCustomerPanel", "RepairFigures", "CaseDetail");
        var wrong = new TreeSet<String>();
        for (var schema : schemas.properties()) {
            var own = schema.getValue().path("properties").propertyNames();
            if (named(WORKER, own).isEmpty()) continue;
            var reached = new ArrayList<>(own);
            reach(schemas, schema.getValue(), new HashSet<>(), reached);
            named(MEASURE, reached).stream()
                    .filter(name -> !name.equals("outcome")) // how a case ended; its owner is gone by then
                    .forEach(name -> wrong.add(schema.getKey() + " -> " + name));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noRequestCanAskForOne() {
        assertThat(mapping.getHandlerMethods().keySet().stream()
                        .flatMap(info -> info.getPatternValues().stream())
                        .filter(pattern -> Stream.of(pattern.split("[/{}-]"))
                                .anyMatch(part -> WORKER.matcher(part).find()))
                        .filter(pattern -> MEASURE.matcher(pattern).find()))
                .isEmpty();
    }

    @Test
    void theReportOfRepairNamesNobodyWhoHelped() {
        var report = body(
                mvc.get().uri("/v1/repair/report").cookie(aSignedInConsole()).exchange());

        assertThat(report.path("repaired").has("n")).isTrue();
        assertThat(named(WORKER, names(report))).isEmpty();
    }

    private List<String> strings(String sql, Object... parameters) {
        return asOwner().query(sql, (row, n) -> row.getString(1), parameters);
    }

    private List<String> columns(String table) {
        return strings(
                "select column_name from information_schema.columns where table_schema = 'attune' and table_name = ?",
                table);
    }

    private static Set<String> named(Pattern pattern, Collection<String> names) {
        var found = new TreeSet<String>();
        for (var name : names) if (pattern.matcher(name).find()) found.add(name);
        return found;
    }

    /// Adds the names of all properties that can be reached.
    private static void reach(JsonNode schemas, JsonNode schema, Set<String> seen, Collection<String> names) {
        for (var reference : schema.findValuesAsString("$ref")) {
            var name = reference.substring(reference.lastIndexOf('/') + 1);
            if (!seen.add(name)) continue;
            names.addAll(schemas.path(name).path("properties").propertyNames());
            reach(schemas, schemas.path(name), seen, names);
        }
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>(node.propertyNames());
        for (var child : node) names.addAll(names(child));
        return names;
    }
}
