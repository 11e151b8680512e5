package dev.attune.fusion.replay;

import dev.attune.fusion.PersonalBaseline;
import dev.attune.signals.ModelRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// A stretch of a session's takes, in the order in which fusion saw them: what is kept as one row, and
/// one part of a file. Stands by itself; compressed.
///
/// @param formulas in force when the takes were made
/// @param beginning what was known of the person before the first take of the session; unknown on its later tapes
public record ObservationTape(List<ModelRef> formulas, PersonalBaseline beginning, List<Take> takes) {
    /// Of the layout of a tape and of a file of them.
    static final int VERSION = 3;

    private static final int OLDEST = 2; // the same without settled values

    private static final byte[] MAGIC = {'A', 't', 't', 'u', 'n', 'e', 'O', 'b'};
    private static final int LARGEST = 64 << 20; // inflated; a tape of a few seconds has about 100 KB

    public ObservationTape {
        formulas = List.copyOf(formulas);
        takes = List.copyOf(takes);
    }

    /// Of somebody of whom nothing was known, or of a session that goes on.
    public ObservationTape(List<ModelRef> formulas, List<Take> takes) {
        this(formulas, PersonalBaseline.unknown(), takes);
    }

    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeByte(VERSION);
            ObservationCodec.write(formulas, out);
            byte[] known = beginning.toBytes();
            out.writeShort(known.length);
            out.write(known);
            out.writeInt(takes.size());
            for (var take : takes) {
                ObservationCodec.write(take.observation(), out);
                out.writeShort(take.said().size());
                for (var said : take.said()) write(said, out);
                out.writeBoolean(take.settled() != null);
                if (take.settled() != null) write(take.settled(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException when the bytes are damaged, or of another version
    public static ObservationTape of(byte[] bytes) throws IOException {
        byte[] plain;
        try (var inflater = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            plain = inflater.readNBytes(LARGEST + 1);
        } catch (ZipException | EOFException e) {
            throw new IOException("a tape is damaged: " + e.getMessage(), e);
        }
        if (plain.length > LARGEST) throw new IOException("a tape holds more than %d bytes".formatted(LARGEST));
        var in = new DataInputStream(new ByteArrayInputStream(plain));
        try {
            int version = in.readByte();
            if (version < OLDEST || version > VERSION)
                throw new IOException(
                        "a tape has the version %d, this one reads %d to %d".formatted(version, OLDEST, VERSION));
            var formulas = ObservationCodec.models(in);
            var beginning = PersonalBaseline.fromBytes(in.readNBytes(in.readUnsignedShort()));
            var takes = new ArrayList<Take>();
            for (int i = in.readInt(); i > 0; i--) {
                var observation = ObservationCodec.read(in);
                var said = new ArrayList<Said>();
                for (int each = ObservationCodec.count(in); each > 0; each--) said.add(said(in));
                var settled = version > OLDEST && in.readBoolean() ? said(in) : null;
                takes.add(new Take(observation, said, settled));
            }
            return new ObservationTape(formulas, beginning, takes);
        } catch (EOFException | IllegalArgumentException e) {
            throw new IOException("a tape is damaged: " + e.getMessage(), e);
        }
    }

    /// One file of a session's tapes, as bytes of [#toBytes].
    public static byte[] file(List<byte[]> tapes) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeByte(VERSION);
            for (byte[] tape : tapes) {
                out.writeInt(tape.length);
                out.write(tape);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException when it is no such file, of another version, cut off or damaged
    public static List<ObservationTape> ofFile(byte[] file) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(file));
        var magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) throw new IOException("it does not begin with 'AttuneOb'");
        int version = in.read();
        if (version < OLDEST || version > VERSION)
            throw new IOException(
                    "the file has the version %d, this one reads %d to %d".formatted(version, OLDEST, VERSION));
        var tapes = new ArrayList<ObservationTape>();
        while (in.available() > 0) {
            if (in.available() < Integer.BYTES) throw new IOException("the file is cut off");
            int length = in.readInt();
            if (length < 0 || length > in.available()) throw new IOException("the file is cut off");
            tapes.add(of(in.readNBytes(length)));
        }
        return tapes;
    }

    static void write(Said said, DataOutputStream out) throws IOException {
        out.writeInt(said.trackId());
        out.writeDouble(said.valence());
        out.writeDouble(said.arousal());
        out.writeByte(said.parts().size());
        for (var part : Said.Part.values()) {
            var sum = said.parts().get(part);
            if (sum == null) continue;
            out.writeUTF(part.name());
            out.writeInt(sum);
        }
    }

    private static Said said(DataInputStream in) throws IOException {
        int trackId = in.readInt();
        double valence = in.readDouble();
        double arousal = in.readDouble();
        var parts = new EnumMap<Said.Part, Integer>(Said.Part.class);
        for (int i = in.readByte(); i > 0; i--) parts.put(Said.Part.valueOf(in.readUTF()), in.readInt());
        return new Said(trackId, valence, arousal, parts);
    }
}
