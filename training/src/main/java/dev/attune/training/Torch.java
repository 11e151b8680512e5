package dev.attune.training;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/// PyTorch, as this room uses it: from the class path, offline, without telemetry, on a stated number of threads.
public final class Torch {
    private Torch() {}

    /// Call it before anything else of DJL; its settings are read once per process.
    ///
    /// @param threads for one operation; 1 is fastest on small networks and busy hosts
    /// @throws IllegalStateException when PyTorch's native libraries do not load on this platform
    public static void start(int threads) {
        if (threads < 1) throw new IllegalArgumentException("at least one thread is needed, got " + threads);
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.default_engine", "PyTorch");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try {
            Engine.getInstance();
        } catch (EngineException e) {
            throw new IllegalStateException(
                    "PyTorch does not start on %s %s: %s. It exists for Linux, Windows and Apple silicon."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
                    e);
        }
    }

    /// Whether this build carries PyTorch's native library for this platform; see the profiles in `pom.xml`.
    public static boolean isAvailable() {
        return Torch.class.getResource("/native/lib/pytorch.properties") != null;
    }

    /// Owner of all arrays of a task; closing it frees them.
    public static NDManager newManager() {
        return NDManager.newBaseManager();
    }
}
