package dev.attune.sensors;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The chunks of an XDF 1.0 file, one after another. Little-endian.
///
/// `XDF:`, then chunks: `[bytes of the length: 1, 4 or 8][length][tag u16][content]`, the length
/// counting tag and content. Source: the specification, github.com/sccn/xdf/wiki/Specifications.
final class XdfFile implements AutoCloseable {
    private static final byte[] MAGIC = "XDF:".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG_BYTES = 2;
    private static final long LARGEST_CHUNK = 256L << 20; // recorders write chunks of about a second

    private final Path file;
    private final InputStream in;
    private long position;

    /// What a chunk holds.
    enum Tag {
        FILE_HEADER,
        STREAM_HEADER,
        SAMPLES,
        CLOCK_OFFSET,
        BOUNDARY,
        STREAM_FOOTER,
        /// Of a later version; skipped.
        UNKNOWN
    }

    /// @param position of its first byte in the file
    record Chunk(Tag tag, long position, ByteBuffer content) {}

    XdfFile(Path file) throws SensorFileException, IOException {
        this.file = file;
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 20);
        try {
            byte[] magic = in.readNBytes(MAGIC.length);
            position = magic.length;
            if (!hasMagic(ByteBuffer.wrap(magic)))
                throw new SensorFileException(
                        file, "", "it does not begin with 'XDF:'.", "unpack it first if it is an .xdfz.");
        } catch (SensorFileException | IOException e) {
            in.close(); // nobody else can
            throw e;
        }
    }

    static boolean hasMagic(ByteBuffer head) {
        if (head.remaining() < MAGIC.length) return false;
        for (int i = 0; i < MAGIC.length; i++) if (head.get(i) != MAGIC[i]) return false;
        return true;
    }

    /// Null at the end.
    ///
    /// @throws SensorFileException also when the file is cut off
    @Nullable
    Chunk next() throws SensorFileException, IOException {
        long start = position;
        int lengthBytes = in.read();
        if (lengthBytes < 0) return null;
        position++;
        try {
            long length = length(lengthBytes, start);
            if (length < TAG_BYTES || length > LARGEST_CHUNK)
                throw broken(start, "a chunk is %d bytes long".formatted(length));
            var content = read((int) length);
            int tag = Short.toUnsignedInt(content.getShort());
            return new Chunk(tag(tag), start, content.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (EOFException e) {
            throw new SensorFileException(
                    file, "byte " + start, "the file is cut off within a chunk.", "copy it again.");
        }
    }

    SensorFileException broken(long at, String problem) {
        return new SensorFileException(file, "byte " + at, problem + ".", "record or copy it again.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private long length(int lengthBytes, long start) throws SensorFileException, IOException {
        return switch (lengthBytes) {
            case 1 -> Byte.toUnsignedLong(read(1).get());
            case 4 -> Integer.toUnsignedLong(read(4).getInt());
            case 8 -> read(8).getLong();
            default -> throw broken(start, "a length has %d bytes, expected 1, 4 or 8".formatted(lengthBytes));
        };
    }

    private ByteBuffer read(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) throw new EOFException();
        position += count;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Tag tag(int tag) {
        return switch (tag) {
            case 1 -> Tag.FILE_HEADER;
            case 2 -> Tag.STREAM_HEADER;
            case 3 -> Tag.SAMPLES;
            case 4 -> Tag.CLOCK_OFFSET;
            case 5 -> Tag.BOUNDARY;
            case 6 -> Tag.STREAM_FOOTER;
            default -> Tag.UNKNOWN;
        };
    }
}
