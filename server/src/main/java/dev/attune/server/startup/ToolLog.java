package dev.attune.server.startup;

/// The log of the jar's other programs, whose own lines say all there is to say: what libraries find worth a
/// warning, on standard error. Their default is everything, on standard output, between those lines.
public final class ToolLog {
    private static final String SETTING = "logback.configurationFile";

    private ToolLog() {}

    /// Before anything is logged. Whoever configured a log keeps it.
    public static void warningsOnly() {
        if (System.getProperty(SETTING) == null) System.setProperty(SETTING, "tool-logback.xml");
    }
}
