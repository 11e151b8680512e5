package dev.attune.server.web;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Run by the build: takes what stands in the comments of our records, which Java leaves out of classes, into a file
/// from which the API is described. So each property is explained once, where it is declared.
///
/// The sources are parsed, not compiled. Lines are `class=about it` and `class.component=what it is`.
public final class RecordComments {
    private static final Pattern PARAMETER = Pattern.compile("^@param\\s+([\\w,]+)\\s+(.*)$", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("\\[(?:[\\w.]*[.#])?(\\w+)(?:\\([^)]*\\))?](?!\\()");

    private RecordComments() {}

    /// @param arguments the directory of all rooms, and the file to write
    public static void main(String[] arguments) throws IOException {
        var lines = of(sources(Path.of(arguments[0]))).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n"));
        var file = Path.of(arguments[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, lines, StandardCharsets.UTF_8);
    }

    private static List<Path> sources(Path rooms) throws IOException {
        try (var all = Files.list(rooms)) {
            return all.map(room -> room.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(RecordComments::withRecords)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> withRecords(Path directory) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file).contains("record "))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is said of the records in these files, by the name of the class or of the class and the component.
    static Map<String, String> of(List<Path> sources) throws IOException {
        var said = new TreeMap<String, String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var trees = Trees.instance(task);
            for (var unit : task.parse()) new Reading(unit, trees, said).scan(unit, "");
        }
        return said;
    }

    private static final class Reading extends TreePathScanner<@Nullable Void, String> {
        private final String packageName;
        private final Trees trees;
        private final Map<String, String> said;

        Reading(CompilationUnitTree unit, Trees trees, Map<String, String> said) {
            this.packageName = String.valueOf(unit.getPackageName());
            this.trees = trees;
            this.said = said;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            var name = (outer.isEmpty() ? packageName + "." : outer + "$") + type.getSimpleName();
            var comment = type.getKind() == Tree.Kind.RECORD ? comment(getCurrentPath()) : null;
            if (comment != null) take(name, comment);
            return super.visitClass(type, name);
        }

        private @Nullable String comment(TreePath path) {
            return trees.getDocComment(path);
        }

        private void take(String name, String comment) {
            for (var part : comment.strip().split("\\R\\s*(?=@\\w)")) {
                var parameter = PARAMETER.matcher(part.strip());
                if (parameter.matches())
                    for (var component : parameter.group(1).split(","))
                        said.put(name + "." + component, plain(parameter.group(2)));
                else if (!part.strip().startsWith("@")) said.put(name, plain(firstParagraph(part)));
            }
        }

        private static String firstParagraph(String text) {
            return text.split("\\R\\s*\\R", 2)[0];
        }

        /// Without links into the code, in one line.
        private static String plain(String text) {
            return REFERENCE.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("`$1`");
        }
    }
}
