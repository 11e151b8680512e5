package dev.attune.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The program beside a server that looks into its tables for somebody; see `LeftBehind` in the server.
final class TableWatch implements AutoCloseable {
    static final String PROGRAM = "dev.attune.server.privacy.LeftBehind";

    private final Process process;
    private final BufferedReader said;
    private final BufferedWriter asking;

    TableWatch(Process process) {
        this.process = process;
        this.said = process.inputReader();
        this.asking = process.outputWriter();
    }

    /// Begins to look for whoever a receipt was given to.
    ///
    /// @return the tables with something of them that a withdrawal must remove
    List<String> begin(String receipt, String subject) throws IOException {
        ask("watch %s %s".formatted(receipt, subject));
        return tables(line());
    }

    /// Waits until nothing is there, or half a minute.
    ///
    /// @return when each table had nothing left, by `System.nanoTime()`; those that kept something are missing
    Map<String, Long> untilGone() throws IOException {
        var gone = new TreeMap<String, Long>();
        for (String line = line(); !line.startsWith("end"); line = line())
            for (var table : tables(line)) gone.put(table, System.nanoTime());
        return gone;
    }

    /// What is there by now.
    List<String> again(String receipt) throws IOException {
        ask("again " + receipt);
        return tables(line());
    }

    private void ask(String line) throws IOException {
        asking.write(line);
        asking.newLine();
        asking.flush();
    }

    private String line() throws IOException {
        String line = said.readLine();
        if (line == null) throw new IOException("the program that looks into the tables ended");
        return line;
    }

    private static List<String> tables(String line) {
        var words = List.of(line.split(" "));
        return words.subList(1, words.size());
    }

    @Override
    public void close() throws IOException {
        asking.close();
        ServerProcess.stop(process);
    }
}
