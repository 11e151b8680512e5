package dev.attune.training.expressions;

import dev.attune.training.DamagedFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// A run after a whole epoch.
///
/// @param epoch how many are done
/// @param arrays in the order in which [Fitting] keeps them
record Checkpoint(int epoch, int step, List<float[]> arrays) {
    private static final int FORMAT = 1;

    Checkpoint {
        arrays = List.copyOf(arrays);
    }

    /// The file before stays whole until the new one is.
    void write(Path file) throws IOException {
        var half = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(half), 1 << 16))) {
            out.writeInt(FORMAT);
            out.writeInt(epoch);
            out.writeInt(step);
            out.writeInt(arrays.size());
            for (float[] array : arrays) {
                out.writeInt(array.length);
                var bytes = ByteBuffer.allocate(array.length * Float.BYTES);
                bytes.asFloatBuffer().put(array);
                out.write(bytes.array());
            }
        }
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// @throws DamagedFile when it is cut off
    static Checkpoint read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (in.readInt() != FORMAT) throw new IOException("%s is no checkpoint of this version".formatted(file));
            int epoch = in.readInt();
            int step = in.readInt();
            var arrays = new ArrayList<float[]>();
            for (int left = in.readInt(); left > 0; left--) {
                int length = in.readInt();
                if (length < 0 || length > Files.size(file) / Float.BYTES) throw damaged(file);
                var bytes = new byte[length * Float.BYTES];
                in.readFully(bytes);
                var array = new float[length];
                ByteBuffer.wrap(bytes).asFloatBuffer().get(array);
                arrays.add(array);
            }
            return new Checkpoint(epoch, step, arrays);
        } catch (EOFException e) {
            throw damaged(file);
        }
    }

    private static DamagedFile damaged(Path file) {
        return new DamagedFile(file, "this network is then fitted from the beginning");
    }
}
