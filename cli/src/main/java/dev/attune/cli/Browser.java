package dev.attune.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Opens a page in the person's browser with the system's own command.
final class Browser {
    private Browser() {}

    /// Does its best: the address has been printed, so a system without a browser loses nothing.
    static void open(String address) {
        try {
            new ProcessBuilder(command(System.getProperty("os.name"), address))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.getLogger(Browser.class.getName()).log(System.Logger.Level.DEBUG, "no browser could be opened", e);
        }
    }

    static List<String> command(String system, String address) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) return List.of("open", address);
        if (name.contains("windows")) return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        return List.of("xdg-open", address);
    }
}
