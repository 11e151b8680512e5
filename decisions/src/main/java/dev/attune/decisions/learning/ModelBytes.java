package dev.attune.decisions.learning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Models as bytes, to be kept between starts. Symmetric matrices are kept as their lower half, and the inverse
/// beside the sums, so that a model that was kept answers with the same bits as one that was not.
///
/// Layout, big-endian: magic `ATRM` or `ATDV`, version (short), settings, counts, then per action in
/// order of its id: id, rows, rows since the last inversion, sums. A 32-feature action takes 8.8 kB, a
/// person with one feature that may deviate 0.3 kB per action tried.
public final class ModelBytes {
    private static final int MODEL = 0x4154524D;
    private static final int DEVIATION = 0x41544456;
    private static final short VERSION = 1;

    private ModelBytes() {}

    public static byte[] of(RewardModel model) {
        return written(out -> {
            out.writeInt(MODEL);
            out.writeShort(VERSION);
            out.writeInt(model.settings().dimension());
            out.writeDouble(model.settings().ridge());
            out.writeDouble(model.settings().retention());
            out.writeLong(model.updates());
            out.writeLong(model.epoch());
            out.writeInt(model.models().size());
            for (var entry : new TreeMap<>(model.models()).entrySet()) {
                var action = entry.getValue();
                out.writeUTF(entry.getKey());
                out.writeDouble(action.rows);
                out.writeInt(action.sinceInversion);
                writeHalf(out, action.precision, action.response.length);
                writeHalf(out, action.inverse, action.response.length);
                for (double value : action.response) out.writeDouble(value);
            }
        });
    }

    /// @throws IllegalArgumentException when the bytes are not those of a model of this version
    public static RewardModel model(byte[] bytes) {
        return read(bytes, MODEL, "reward model", in -> {
            var settings = new RewardModel.Settings(in.readInt(), in.readDouble(), in.readDouble());
            long updates = in.readLong();
            long epoch = in.readLong();
            int count = in.readInt();
            Map<String, ActionModel> actions = new HashMap<>();
            for (int i = 0; i < count; i++) {
                var id = in.readUTF();
                double rows = in.readDouble();
                int sinceInversion = in.readInt();
                var precision = readHalf(in, settings.dimension());
                var inverse = readHalf(in, settings.dimension());
                actions.put(
                        id,
                        new ActionModel(precision, inverse, readAll(in, settings.dimension()), rows, sinceInversion));
            }
            return new RewardModel(settings, actions, updates, epoch);
        });
    }

    public static byte[] of(Deviation deviation) {
        return written(out -> {
            out.writeInt(DEVIATION);
            out.writeShort(VERSION);
            out.writeInt(deviation.dimension());
            out.writeDouble(deviation.settings().shrinkage());
            out.writeByte(deviation.settings().features().size());
            for (int feature : deviation.settings().features()) out.writeInt(feature);
            out.writeLong(deviation.epoch());
            out.writeInt(deviation.sums().size());
            for (var entry : new TreeMap<>(deviation.sums()).entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeDouble(entry.getValue().rows());
                for (double value : entry.getValue().cross()) out.writeDouble(value);
                for (double value : entry.getValue().response()) out.writeDouble(value);
            }
        });
    }

    /// @throws IllegalArgumentException when the bytes are not those of a deviation of this version
    public static Deviation deviation(byte[] bytes) {
        return read(bytes, DEVIATION, "deviation", in -> {
            int dimension = in.readInt();
            double shrinkage = in.readDouble();
            List<Integer> features = new ArrayList<>();
            int k = in.readByte();
            for (int i = 0; i < k; i++) features.add(in.readInt());
            long epoch = in.readLong();
            int count = in.readInt();
            Map<String, Deviation.Sums> sums = new HashMap<>();
            for (int i = 0; i < count; i++) {
                var id = in.readUTF();
                double rows = in.readDouble();
                sums.put(id, new Deviation.Sums(readAll(in, k * dimension), readAll(in, k), rows));
            }
            return new Deviation(new Deviation.Settings(features, shrinkage), dimension, sums, epoch);
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, int magic, String what, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != magic) throw new IllegalArgumentException("these bytes are no " + what);
            int version = in.readShort();
            if (version != VERSION)
                throw new IllegalArgumentException(
                        "%s of version %d cannot be read, only version %d".formatted(what, version, VERSION));
            var value = reading.from(in);
            if (in.read() != -1) throw new IllegalArgumentException("more bytes than a %s has".formatted(what));
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the bytes of a %s end too early, after %d".formatted(what, bytes.length), e);
        }
    }

    private static void writeHalf(DataOutputStream out, double[] matrix, int d) throws IOException {
        for (int i = 0; i < d; i++) for (int j = 0; j <= i; j++) out.writeDouble(matrix[i * d + j]);
    }

    private static double[] readHalf(DataInputStream in, int d) throws IOException {
        var matrix = new double[d * d];
        for (int i = 0; i < d; i++)
            for (int j = 0; j <= i; j++) {
                matrix[i * d + j] = in.readDouble();
                matrix[j * d + i] = matrix[i * d + j];
            }
        return matrix;
    }

    private static double[] readAll(DataInputStream in, int count) throws IOException {
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = in.readDouble();
        return values;
    }
}
