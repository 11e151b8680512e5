package dev.attune.cli;

import dev.attune.evaluation.EvaluationResult;
import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The `--markdown` of every topic of [EvaluateCommand]; a mixin.
final class ResultFormat {
    @Option(names = "--markdown", description = "Print Markdown tables, as in docs/benchmarks, instead of JSON.")
    private boolean markdown;

    void print(EvaluationResult result, PrintWriter out) {
        if (markdown) out.println(result.markdown().strip());
        else
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(result.json()));
        out.flush();
    }
}
