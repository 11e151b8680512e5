package dev.attune.server.dashboards;

import dev.attune.server.dashboards.Dashboards.Figures;
import dev.attune.server.dashboards.Dashboards.Filter;
import dev.attune.server.dashboards.Dashboards.Period;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/dashboards")
class DashboardController {
    private static final int LONGEST = 120;

    private final Dashboards dashboards;

    /// Not one parameter of its own: a list would be split at the commas of a name.
    @Parameter(
            name = "filter",
            description =
                    "A dimension other than `by` and a name, as `channel:chat`; up to two, each of another dimension",
            array = @ArraySchema(schema = @Schema(types = "string")))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Filters {}

    @Parameter(description = "How many days back: 1, 7, 30 or 90")
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Days {}

    @Parameter(
            description = "What the lines are of",
            schema =
                    @Schema(
                            allowableValues = {"product", "channel", "segment", "topic"},
                            defaultValue = "product"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface By {}

    DashboardController(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    @Operation(
            summary = "Tells how what people display moves, over time and by one dimension",
            description = "Groups too small to be shown are held back; `hidden` counts them.")
    @GetMapping
    Dashboards.Answer answer(
            @Days @RequestParam(defaultValue = "30") int days,
            @By @RequestParam(defaultValue = "product") String by,
            @Filters @RequestParam(required = false) MultiValueMap<String, String> asked) {
        var dimension = dimension(by);
        return dashboards.answer(period(days), dimension, filters(asked.getOrDefault("filter", List.of()), dimension));
    }

    @Operation(summary = "Lists the names that dashboards can be filtered by")
    @GetMapping("/names")
    Map<String, List<String>> names() {
        var names = new LinkedHashMap<String, List<String>>();
        for (var dimension : Dimension.values()) names.put(dimension.id(), dashboards.names(dimension));
        return names;
    }

    @Operation(summary = "Downloads a dashboard's lines as CSV (RFC 4180)")
    @GetMapping(path = "/table.csv", produces = "text/csv")
    ResponseEntity<String> table(
            @Days @RequestParam(defaultValue = "30") int days,
            @By @RequestParam(defaultValue = "product") String by,
            @Filters @RequestParam(required = false) MultiValueMap<String, String> asked) {
        var answer = answer(days, by, asked);
        var csv = new StringBuilder(by)
                .append(",from,to,people,events,readings,valence,negative,neutral,positive,change\r\n");
        for (var line : answer.lines())
            csv.append(cell(line.name()))
                    .append(',')
                    .append(answer.from())
                    .append(',')
                    .append(answer.to())
                    .append(numbers(line.figures()))
                    .append(',')
                    .append(line.change() == null ? "" : line.change())
                    .append("\r\n");
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("dynamics-by-%s.csv".formatted(by))
                                .build()
                                .toString())
                .body(csv.toString());
    }

    private static String numbers(Figures figures) {
        return String.format(
                Locale.ROOT,
                ",%d,%d,%d,%.2f,%.2f,%.2f,%.2f",
                figures.people(),
                figures.events(),
                figures.readings(),
                figures.valence(),
                figures.negative(),
                figures.neutral(),
                figures.positive());
    }

    /// What begins like a formula is made text: a spreadsheet would run it.
    private static String cell(String name) {
        String text = name.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + name : name;
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Period period(int days) {
        return Arrays.stream(Period.values())
                .filter(period -> period.days() == days)
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("days must be 1, 7, 30 or 90, got %d.".formatted(days)));
    }

    private static Dimension dimension(String id) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("'%s' is no dimension. Maybe one of: %s."
                        .formatted(
                                id.substring(0, Math.min(LONGEST, id.length())),
                                Arrays.stream(Dimension.values())
                                        .map(Dimension::id)
                                        .collect(Collectors.joining(", ")))));
    }

    private static List<Filter> filters(List<String> asked, Dimension by) {
        var filters = asked.stream()
                .filter(each -> !each.isEmpty())
                .map(each -> filter(each, by))
                .toList();
        if (filters.size() > Dashboards.MOST_FILTERS)
            throw Refusal.badRequest("At most %d filters at once, got %d. Maybe take it apart by another dimension."
                    .formatted(Dashboards.MOST_FILTERS, filters.size()));
        if (filters.stream().map(Filter::dimension).distinct().count() < filters.size())
            throw Refusal.badRequest("Each dimension is filtered by one name, got %s twice."
                    .formatted(filters.getFirst().dimension().id()));
        return filters;
    }

    private static Filter filter(String filter, Dimension by) {
        int colon = filter.indexOf(':');
        if (colon < 0)
            throw Refusal.badRequest("filter is a dimension and a name, as channel:chat, got '%s'."
                    .formatted(filter.substring(0, Math.min(LONGEST, filter.length()))));
        var dimension = dimension(filter.substring(0, colon));
        if (dimension == by)
            throw Refusal.badRequest("Taken apart by %s, it cannot be filtered by it too.".formatted(by.id()));
        return new Filter(dimension, filter.substring(colon + 1));
    }
}
