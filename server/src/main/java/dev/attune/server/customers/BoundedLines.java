package dev.attune.server.customers;

import java.io.IOException;
import java.io.Reader;

/// The lines of a text, none longer than told: of what is longer only the beginning is kept, so that no line fills
/// the memory.
final class BoundedLines {
    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[8192];
    private int from;
    private int to;
    private boolean cut;

    /// @param longest characters of a line
    BoundedLines(Reader in, int longest) {
        if (longest < 1) throw new IllegalArgumentException("a line has at least one character, got " + longest);
        this.in = in;
        this.longest = longest;
    }

    /// Puts the next line, without its end, into an empty text; false when there is none.
    boolean next(StringBuilder line) throws IOException {
        line.setLength(0);
        cut = false;
        boolean any = false;
        while (from < to || filled()) {
            any = true;
            int end = from;
            while (end < to && buffer[end] != '\n') end++;
            int room = longest - line.length();
            line.append(buffer, from, Math.min(end - from, room));
            cut |= end - from > room;
            boolean whole = end < to;
            from = whole ? end + 1 : end;
            if (whole) break;
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') line.setLength(line.length() - 1);
        return any;
    }

    /// Whether the line was longer than it may be.
    boolean isCut() {
        return cut;
    }

    private boolean filled() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
