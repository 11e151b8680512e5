package dev.attune.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/// Changes a network by its gradients: AdamW with a warm-up and a cosine (Loshchilov and Hutter 2017), and an average
/// of the weights over time as the result (Polyak 1992). Single owner.
public final class AdamW {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final float ADAM_EPSILON = 1e-8f;
    private static final double WARM_UP = 0.06; // share of all steps
    private static final float AVERAGING = 0.99f; // per averaged step
    private static final int AVERAGED_EVERY = 4; // steps

    private final TorchNetwork network;
    private final double highestRate;
    private final double decay;
    private final double steps;
    private final List<NDArray> averaged = new ArrayList<>();
    private final List<NDArray> first = new ArrayList<>(); // moments of the gradient, for what is learned
    private final List<NDArray> second = new ArrayList<>();
    private int step;

    /// @param manager owns what is kept from step to step
    /// @param steps of the whole run
    public AdamW(TorchNetwork network, NDManager manager, double highestRate, double decay, long steps) {
        this.network = network;
        this.highestRate = highestRate;
        this.decay = decay;
        this.steps = steps;
        for (var array : network.all()) averaged.add(manager.create(array.toFloatArray(), array.getShape()));
        for (var learned : network.learned()) {
            first.add(manager.zeros(learned.getShape()));
            second.add(manager.zeros(learned.getShape()));
        }
    }

    /// After the gradients of one batch.
    ///
    /// @param scope of that batch; frees what is needed for the step only
    public void update(NDManager scope) {
        step++;
        double rate = rate();
        double correction = Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
        var learned = network.learned();
        for (int i = 0; i < learned.size(); i++) {
            var parameter = learned.get(i);
            var gradient = parameter.getGradient();
            gradient.attach(scope);
            parameter
                    .getNDArrayInternal()
                    .adamUpdate(
                            new NDList(parameter, gradient, first.get(i), second.get(i)),
                            new NDList(parameter),
                            (float) rate,
                            (float) (rate * correction),
                            network.decays(parameter) ? (float) decay : 0,
                            1,
                            -1,
                            BETA_1,
                            BETA_2,
                            ADAM_EPSILON,
                            true,
                            true);
        }
        if (step % AVERAGED_EVERY == 0) average(scope);
    }

    /// Young averages forget faster, or they would remember the initial weights.
    private void average(NDManager scope) {
        float keep = (float) Math.min(AVERAGING, (1.0 + step / AVERAGED_EVERY) / (10.0 + step / AVERAGED_EVERY));
        for (int i = 0; i < averaged.size(); i++) {
            var now = network.all().get(i).stopGradient();
            now.attach(scope);
            averaged.get(i).muli(keep).addi(now.mul(1 - keep));
        }
    }

    private double rate() {
        double done = Math.min(1, step / steps);
        double rise = Math.min(1, done / WARM_UP);
        return highestRate * rise * (0.5 * (1 + Math.cos(Math.PI * done)) + 0.005);
    }

    /// What the run is worth so far: the average over time.
    public Weights result() {
        return network.weights(averaged);
    }

    public int step() {
        return step;
    }

    /// Goes on after this step; the arrays of [#state] are filled by the caller.
    public void resume(int after) {
        step = after;
    }

    /// Everything that a later run needs to go on, always in the same order.
    public List<NDArray> state() {
        var state = new ArrayList<NDArray>(network.all());
        state.addAll(averaged);
        state.addAll(first);
        state.addAll(second);
        return state;
    }
}
