package dev.attune.cli;

import dev.attune.decisions.style.Brand;
import dev.attune.decisions.style.Style;
import dev.attune.decisions.style.StyleLinter;
import dev.attune.decisions.style.StyleReading;
import dev.attune.decisions.style.StyleState;
import dev.attune.decisions.style.Stylist;
import dev.attune.decisions.style.Templates;
import dev.attune.decisions.style.Tone;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Shows in which tone something would be said.
@Command(
        name = "style",
        description = {
            "Shows the style that follows from what is displayed, and what would be said in it.",
            "What is not given is not known; without enough confidence the house style speaks."
        },
        mixinStandardHelpOptions = true)
final class StyleCommand implements Callable<Integer> {
    @Option(names = "--intent", paramLabel = "NAME", description = "What is to be said (default: order-delayed).")
    private String intent = "order-delayed";

    @Option(names = "--language", paramLabel = "LANG", description = "en, ru or zh (default: en).")
    private String language = "en";

    @Option(names = "--brand", paramLabel = "NAME", description = "sober or casual (default: sober).")
    private String brand = "sober";

    @Option(names = "--frustration", paramLabel = "0..1", description = "As displayed.")
    private double frustration = Double.NaN;

    @Option(names = "--confusion", paramLabel = "0..1", description = "As displayed.")
    private double confusion = Double.NaN;

    @Option(names = "--joy", paramLabel = "0..1", description = "As displayed.")
    private double joy = Double.NaN;

    @Option(names = "--confidence", paramLabel = "0..1", description = "Of what is displayed (default: 0.9).")
    private double confidence = 0.9;

    @Option(names = "--name", paramLabel = "NAME", description = "Whom to address.")
    private String name = "none";

    @Option(names = "--days", paramLabel = "N", description = "Where the text names a time (default: 3).")
    private int days = 3;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try {
            var stylist = new Stylist(brand());
            var state = stylist.step(StyleState.INITIAL, new StyleReading(frustration, confusion, joy, confidence));
            var style = stylist.style(state);
            var text = Templates.say(language(), intent, state.tone(), style, Map.of("name", name, "days", days));
            var violations = StyleLinter.check(language, style, text);
            if (json) out.println(json(state.tone(), style, text, violations));
            else {
                out.println("Tone: " + state.tone().id());
                style.toMap().forEach((key, value) -> out.printf("  %-17s %s%n", key, value));
                out.println();
                out.println(text);
                violations.forEach(violation -> out.println("against the rules: " + violation));
            }
            out.flush();
            return violations.isEmpty() ? ExitCode.OK : ExitCode.INTERNAL;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static String json(Tone tone, Style style, String text, List<StyleLinter.Violation> violations) {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        var node = mapper.createObjectNode();
        node.put("tone", tone.id());
        node.set("style", mapper.valueToTree(style.toMap()));
        node.put("text", text);
        node.set("violations", mapper.valueToTree(violations));
        return mapper.writeValueAsString(node);
    }

    private String language() {
        if (!List.of("en", "ru", "zh").contains(language))
            throw new IllegalArgumentException("--language must be en, ru or zh, got '%s'".formatted(language));
        return language;
    }

    private Brand brand() {
        return switch (brand) {
            case "sober" -> Brand.SOBER;
            case "casual" -> Brand.CASUAL;
            default -> throw new IllegalArgumentException("--brand must be sober or casual, got '%s'".formatted(brand));
        };
    }
}
