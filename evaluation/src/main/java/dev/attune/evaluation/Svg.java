package dev.attune.evaluation;

import java.util.Arrays;
import java.util.Locale;

/// The few shapes plots are made of, on top of [Markup]. Coordinates are SVG units, rounded to a tenth.
///
/// @param page where the picture is written; other markup may be written to it in between
record Svg(Markup page) {

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /// Opens the picture; [Markup#close()] ends it.
    ///
    /// @param sentence what a screen reader says instead of the picture
    static Svg open(Markup page, double width, double height, String sentence) {
        var viewBox = "0 0 %s %s".formatted(n(width), n(height));
        page.open("svg", "viewBox", viewBox, "role", "img", "aria-label", sentence);
        return new Svg(page);
    }

    /// @param paint a style class, a colour `var(--…)` or a pattern `url(#…)`
    void rect(double x, double y, double width, double height, String paint, double opacity) {
        openRect(x, y, width, height, paint, opacity).close();
    }

    /// A rectangle that shows a text when the mouse rests on it.
    void rect(double x, double y, double width, double height, String paint, String tooltip) {
        openRect(x, y, width, height, paint, 1).leaf("title", tooltip).close();
    }

    private Markup openRect(double x, double y, double width, double height, String paint, double opacity) {
        boolean isPaint = paint.startsWith("var(") || paint.startsWith("url(");
        var attribute = isPaint ? "fill" : "class";
        var alpha = Decimal.format(opacity, 3);
        var box = new String[] {"x", n(x), "y", n(y), "width", n(width), "height", n(height)};
        return opacity < 1
                ? page.open("rect", join(box, attribute, paint, "fill-opacity", alpha))
                : page.open("rect", join(box, attribute, paint));
    }

    void horizontal(double x1, double x2, double y, String style) {
        page.empty("line", "class", style, "x1", n(x1), "x2", n(x2), "y1", n(y), "y2", n(y));
    }

    void vertical(double x, double y1, double y2, String style) {
        page.empty("line", "class", style, "x1", n(x), "x2", n(x), "y1", n(y1), "y2", n(y2));
    }

    void text(String text, double x, double y, String style, Anchor anchor) {
        var where = anchor.name().toLowerCase(Locale.ROOT);
        page.leaf("text", text, "class", style, "x", n(x), "y", n(y), "text-anchor", where);
    }

    /// A filled disc with a letter in it.
    void letter(String letter, double x, double y, String colour) {
        page.empty("circle", "fill", colour, "cx", n(x), "cy", n(y), "r", "7.5");
        text(letter, x, y + 3.5, "letter", Anchor.MIDDLE);
    }

    void filled(String path, String style, String colour) {
        page.empty("path", "class", style, "fill", colour, "d", path);
    }

    void line(String path, String colour, double opacity) {
        page.empty("path", "class", "line", "stroke", colour, "stroke-opacity", Decimal.format(opacity, 2), "d", path);
    }

    /// Diagonal hatching, to be used as the paint `url(#id)`.
    void hatching(String id) {
        page.open(
                "pattern",
                "id",
                id,
                "width",
                "6",
                "height",
                "6",
                "patternUnits",
                "userSpaceOnUse",
                "patternTransform",
                "rotate(45)");
        rect(0, 0, 6, 6, "hatch-ground", 1);
        vertical(0, 0, 6, "hatch-line");
        page.close();
    }

    private static String[] join(String[] first, String... second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String n(double coordinate) {
        return Decimal.format(coordinate, 1);
    }
}
