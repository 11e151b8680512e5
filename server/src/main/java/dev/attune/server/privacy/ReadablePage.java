package dev.attune.server.privacy;

import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An export as a page of HTML that needs nothing else: for people, without scripts.
public final class ReadablePage {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                    + "table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid #999;padding:.2rem .5rem;"
                    + "text-align:left;vertical-align:top}th{background:#eee}";

    private final ResourceBundle words;
    private final StringBuilder html = new StringBuilder();

    private ReadablePage(ResourceBundle words) {
        this.words = words;
    }

    public static String of(PersonalData.Export export, JsonMapper json, Locale language) {
        var words = ResourceBundle.getBundle(
                "privacy",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new ReadablePage(words).write(export, json.valueToTree(export.data()));
    }

    private String write(PersonalData.Export export, JsonNode data) {
        String title = escape(words.getString("export.title"));
        html.append("<!doctype html><html lang=\"")
                .append(words.getString("language"))
                .append("\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(title)
                .append("</h1><p>")
                .append(escape(words.getString("export.lead").formatted(export.subject(), export.exportedAt())))
                .append("</p>");
        data.properties().forEach(part -> {
            html.append("<h2>")
                    .append(escape(name("part." + part.getKey().replace(' ', '-'), part.getKey())))
                    .append("</h2>");
            value(part.getValue());
        });
        return html.append("</body></html>").toString();
    }

    private void value(JsonNode value) {
        if (value.isObject()) object(value);
        else if (value.isArray()) array(value);
        else if (value.isBoolean()) html.append(escape(words.getString(value.asBoolean() ? "yes" : "no")));
        else html.append(value.isNull() ? "–" : escape(value.asString()));
    }

    /// What the service calls something, in words; what others called it, such as a trait of a shop's, as they did.
    private String name(String key, String id) {
        return words.containsKey(key) ? words.getString(key) : id;
    }

    private void object(JsonNode object) {
        html.append("<table>");
        object.properties().forEach(field -> {
            html.append("<tr><th>")
                    .append(escape(name("field." + field.getKey(), field.getKey())))
                    .append("</th><td>");
            value(field.getValue());
            html.append("</td></tr>");
        });
        html.append("</table>");
    }

    private void array(JsonNode array) {
        if (array.isEmpty()) html.append(escape(words.getString("export.nothing")));
        for (var one : array) {
            html.append("<div>");
            value(one);
            html.append("</div>");
        }
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
