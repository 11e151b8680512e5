package dev.attune.acceptance;

import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// What a test made on the server that all tests share. It is taken away again at the end, the latest first, also where
/// the test failed: a connection to a system that has ended would be asked by every later erasure.
final class Leftovers implements AutoCloseable {
    private final Console console;
    private final Deque<Runnable> remedies = new ArrayDeque<>();

    Leftovers(Console console) {
        this.console = console;
    }

    /// @param made the answer to making it, with an id
    void deletes(String path, Object made) {
        String address = path + "/" + Console.text(made, "id");
        remedies.push(() -> console.delete(address));
    }

    /// What a page makes under this name, if it comes to that.
    void deletesNamed(String path, String name) {
        remedies.push(() -> Console.rows(console.look(path)).stream()
                .filter(made -> Console.text(made, "name").equals(name))
                .forEach(made -> console.delete(path + "/" + Console.text(made, "id"))));
    }

    void erases(String subject) {
        remedies.push(() -> console.post("v1/persons/erasures", Map.of("subject", subject)));
    }

    @Override
    public void close() {
        var failed = new PlaywrightException("not everything could be taken away again");
        for (Runnable remedy; (remedy = remedies.poll()) != null; ) {
            try {
                remedy.run();
            } catch (PlaywrightException e) {
                failed.addSuppressed(e); // the rest is taken away all the same
            }
        }
        if (failed.getSuppressed().length > 0) throw failed;
    }
}
