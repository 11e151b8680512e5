package dev.attune.sensors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Writes small XDF files, chunk by chunk, as recorders do.
final class AnXdf {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    AnXdf() {
        bytes.writeBytes("XDF:".getBytes(StandardCharsets.US_ASCII));
        chunk(1, text("<?xml version=\"1.0\"?><info><version>1.0</version></info>"));
    }

    /// @param channels `label/type/unit`
    AnXdf stream(int id, String type, double rateHz, String format, String... channels) {
        var described = new StringBuilder();
        for (var channel : channels) {
            var parts = channel.split("/", -1);
            described.append("<channel><label>%s</label><type>%s</type><unit>%s</unit></channel>"
                    .formatted(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : ""));
        }
        return header(id, """
                <info><name>%s stream</name><type>%s</type><channel_count>%d</channel_count>
                <nominal_srate>%s</nominal_srate><channel_format>%s</channel_format>
                <desc><channels>%s</channels></desc></info>""".formatted(type, type, channels.length, rateHz, format, described));
    }

    AnXdf header(int id, String xml) {
        return chunk(2, id(id), text(xml));
    }

    /// One chunk with one sample.
    AnXdf sample(int id, double time, byte[]... values) {
        return chunk(3, id(id), new byte[] {1, 1, 8}, doubles(time), join(values));
    }

    /// A sample whose time follows from the one before.
    AnXdf nextSample(int id, byte[]... values) {
        return chunk(3, id(id), new byte[] {4, 1, 0, 0, 0, 0}, join(values));
    }

    AnXdf clockOffset(int id, double measuredAt, double offset) {
        return chunk(4, id(id), doubles(measuredAt), doubles(offset));
    }

    AnXdf boundary() {
        return chunk(5, new byte[16]);
    }

    AnXdf footer(int id) {
        return chunk(6, id(id), text("<info><sample_count>1</sample_count></info>"));
    }

    AnXdf chunk(int tag, byte[]... parts) {
        byte[] content = join(parts);
        var head = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 4).putInt(content.length + 2).putShort((short) tag);
        bytes.writeBytes(head.array());
        bytes.writeBytes(content);
        return this;
    }

    Path in(Path folder) throws IOException {
        return Files.write(folder.resolve("recording.xdf"), bytes.toByteArray());
    }

    Path cutOff(Path folder, int missing) throws IOException {
        byte[] whole = bytes.toByteArray();
        return Files.write(folder.resolve("cut.xdf"), Arrays.copyOf(whole, whole.length - missing));
    }

    static byte[] float32(double value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat((float) value)
                .array();
    }

    static byte[] doubles(double value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array();
    }

    /// @param bytes of the number: 1, 2, 4 or 8
    static byte[] integer(long value, int bytes) {
        var all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return Arrays.copyOf(all.array(), bytes);
    }

    static byte[] string(String value) {
        byte[] utf8 = text(value);
        return join(new byte[] {1, (byte) utf8.length}, utf8);
    }

    private static byte[] id(int id) {
        return integer(id, 4);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }
}
