package dev.attune.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// One run of the command line inside the test, with what it printed.
record Run(int exitCode, String out, String err) {

    static Run attune(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Attune.commandLine(new PrintWriter(out, true), new PrintWriter(err, true), arguments)
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
