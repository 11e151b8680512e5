import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import vowpalWabbit.learner.VWActionProbsLearner;
import vowpalWabbit.learner.VWLearners;

/// Lets Vowpal Wabbit serve the visits that `attune simulate shop --visits FOLDER` wrote: the same
/// people, the same luck. Prints mean reward, regret and the time of predict and learn; see README.md.
public final class VowpalWabbit {
    private static final List<String> EXPLORERS = List.of(
            "--epsilon 0.05", "--squarecb", "--cover 5", "--bag 5", "--regcb", "--first 500");

    private VowpalWabbit() {}

    private record Visit(String shared, double[] chances, double luck) {}

    public static void main(String[] files) throws IOException {
        if (files.length == 0) throw new IllegalArgumentException("name the files that attune simulate shop --visits wrote");
        System.out.println("| vw --cb_explore_adf -q ca | purchases per visit | regret | µs per visit |");
        System.out.println("|---|---|---|---|");
        for (var explorer : EXPLORERS) {
            double reward = 0;
            double regret = 0;
            double micros = 0;
            for (var file : files) {
                var world = read(Path.of(file));
                var served = serve(explorer, world);
                reward += served[0] / files.length;
                regret += served[1] / files.length;
                micros += served[2] / files.length;
            }
            System.out.printf(Locale.ROOT, "| %s | %.3f | %.0f | %.1f |%n", explorer, reward, regret, micros);
        }
    }

    /// Predict, draw, learn; only the two calls are timed, their parsing of text included.
    private static double[] serve(String explorer, List<Visit> visits) throws IOException {
        double reward = 0;
        double regret = 0;
        long nanos = 0;
        var random = new SplittableRandom(1);
        try (VWActionProbsLearner learner =
                VWLearners.create("--cb_explore_adf -q ca --quiet --random_seed 1 " + explorer)) {
            for (var visit : visits) {
                int k = visit.chances().length;
                var example = new String[k + 1];
                example[0] = visit.shared();
                for (int a = 0; a < k; a++) example[a + 1] = "|a action" + a;
                long start = processorTime();
                var probabilities = learner.predict(example).getActionProbs();
                nanos += processorTime() - start;
                double left = random.nextDouble();
                int chosen = probabilities[0].getAction();
                double propensity = probabilities[0].getProbability();
                for (var one : probabilities) {
                    chosen = one.getAction();
                    propensity = one.getProbability();
                    left -= propensity;
                    if (left < 0) break;
                }
                boolean bought = visit.luck() < visit.chances()[chosen];
                double best = 0;
                for (double chance : visit.chances()) best = Math.max(best, chance);
                reward += bought ? 1 : 0;
                regret += best - visit.chances()[chosen];
                example[chosen + 1] = "0:%d:%s |a action%d".formatted(bought ? -1 : 0, propensity, chosen);
                start = processorTime();
                learner.learn(example);
                nanos += processorTime() - start;
            }
        }
        return new double[] {reward / visits.size(), regret, nanos / 1e3 / visits.size()};
    }

    /// Of this thread: other processes do not count.
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<Visit> read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var names = lines.getFirst().split(",");
        var visits = new ArrayList<Visit>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            var shared = new StringBuilder("shared |c one:1");
            var chances = new ArrayList<Double>();
            for (int i = 2; i < names.length - 1; i++) {
                if (names[i].startsWith("chance.")) chances.add(Double.valueOf(cells[i]));
                else if (!cells[i].isEmpty()) shared.append(' ').append(names[i]).append(':').append(cells[i]);
            }
            visits.add(new Visit(
                    shared.toString(),
                    chances.stream().mapToDouble(Double::doubleValue).toArray(),
                    Double.parseDouble(cells[names.length - 1])));
        }
        return visits;
    }
}
