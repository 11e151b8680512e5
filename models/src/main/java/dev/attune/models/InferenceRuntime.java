package dev.attune.models;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.atomic.LongAdder;

/// ONNX Runtime, opened once, and the one place that decides how its sessions run.
///
/// One thread per session and no spinning: frames of different streams run in parallel instead, and a second thread
/// gained nothing on these small networks (6.7 against 6.5 ms of processor time for the face mesh).
final class InferenceRuntime {
    private final OrtEnvironment environment;
    private final LongAdder nanosInside = new LongAdder();

    InferenceRuntime() {
        try {
            environment = OrtEnvironment.getEnvironment();
        } catch (LinkageError e) {
            throw new ModelException(
                    ("The native library of ONNX Runtime does not load on %s/%s: %s\n"
                                    + "Maybe make the temporary folder writable and executable (-Djava.io.tmpdir=...), "
                                    + "or use 64-bit Linux with glibc, Windows or macOS.")
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
                    e);
        }
    }

    OrtSession session(byte[] onnx) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment.createSession(onnx, options);
        }
    }

    OrtEnvironment environment() {
        return environment;
    }

    void addNanos(long nanos) {
        nanosInside.add(nanos);
    }

    long nanosInside() {
        return nanosInside.sum();
    }
}
