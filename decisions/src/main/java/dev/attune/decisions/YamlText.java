package dev.attune.decisions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The text a playbook is read from, and what was found wrong with it so far.
final class YamlText {
    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>();
    private final List<PlaybookException.Fault> faults = new ArrayList<>();

    YamlText(String text) {
        this.text = text;
        lineStarts.add(0);
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) == '\n') lineStarts.add(i + 1);
    }

    void complain(Node node, FaultKind kind, String message) {
        node.getStartMark().ifPresentOrElse(mark -> complain(mark, kind, message), () -> complainAt(0, kind, message));
    }

    void complain(Mark mark, FaultKind kind, String message) {
        faults.add(new PlaybookException.Fault(mark.getLine() + 1, mark.getColumn() + 1, kind, message));
    }

    /// @param offset into the value of `scalar`, which YAML may have folded, indented or quoted
    void complain(ScalarNode scalar, int offset, FaultKind kind, String message) {
        scalar.getStartMark()
                .ifPresentOrElse(
                        mark -> complainAt(inText(scalar, start(mark), offset), kind, message),
                        () -> complainAt(0, kind, message));
    }

    void complainAtStart(FaultKind kind, String message) {
        complainAt(0, kind, message);
    }

    /// In the order of the text.
    List<PlaybookException.Fault> faults() {
        return faults.stream()
                .sorted(Comparator.comparingInt(PlaybookException.Fault::line)
                        .thenComparingInt(PlaybookException.Fault::column))
                .toList();
    }

    private void complainAt(int index, FaultKind kind, String message) {
        int line = lineStarts.size() - 1;
        while (lineStarts.get(line) > index) line--;
        faults.add(new PlaybookException.Fault(line + 1, index - lineStarts.get(line) + 1, kind, message));
    }

    private int start(Mark mark) {
        return lineStarts.get(mark.getLine()) + mark.getColumn();
    }

    /// Folding and indentation change white space only: the n-th visible character of the value is the n-th visible
    /// character of the text from where the value begins.
    private int inText(ScalarNode scalar, int start, int offset) {
        var value = scalar.getValue();
        int index = contentStart(scalar.getScalarStyle(), start);
        for (int i = 0; i < Math.min(offset, value.length()); i++) {
            if (Character.isWhitespace(value.charAt(i))) continue;
            index = nextVisible(index);
            boolean escaped = index < text.length() && text.charAt(index) != value.charAt(i);
            index += escaped ? 2 : 1; // \" in double and '' in single quotes
        }
        return offset < value.length() ? nextVisible(index) : index;
    }

    private int contentStart(ScalarStyle style, int start) {
        return switch (style) {
            case FOLDED, LITERAL -> text.indexOf('\n', start) + 1; // behind the header, such as `>-`
            case DOUBLE_QUOTED, SINGLE_QUOTED -> start + 1;
            case PLAIN, JSON_SCALAR_STYLE -> start;
        };
    }

    private int nextVisible(int index) {
        int next = index;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) next++;
        return next;
    }
}
