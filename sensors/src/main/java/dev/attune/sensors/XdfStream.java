package dev.attune.sensors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// One stream of an XDF file: what its header says, how its samples are laid out, and what its clock
/// is off by.
final class XdfStream {
    private static final int MOST_CHANNELS = 16_384; // far above any amplifier; more is a damaged header
    private static final double HIGHEST_RATE_HZ = 1e6; // likewise

    private final String name;
    private final String type;
    private final double nominalRateHz; // 0: irregular
    private final Format format;
    private final List<Channel> channels;
    private final TreeMap<Double, Double> clockOffsets = new TreeMap<>(); // by the time they were measured at
    private double lastTime = Double.NaN;

    /// How a value is written.
    enum Format {
        FLOAT32,
        DOUBLE64,
        INT8,
        INT16,
        INT32,
        INT64,
        STRING
    }

    /// @param label,type,unit as they are written; empty where the header does not say
    record Channel(String label, String type, String unit) {}

    /// @param time seconds of the recorder's clock, before offsets
    record Sample(double time, double[] values) {}

    private XdfStream(String name, String type, double nominalRateHz, Format format, List<Channel> channels) {
        this.name = name;
        this.type = type;
        this.nominalRateHz = nominalRateHz;
        this.format = format;
        this.channels = channels;
    }

    /// @throws IllegalArgumentException naming the element and what stands there
    static XdfStream of(String header) {
        var info = xml(header);
        int count = (int) number(info, "channel_count");
        if (count < 1 || count > MOST_CHANNELS)
            throw new IllegalArgumentException(
                    "channel_count must be in 1..%d, got %d".formatted(MOST_CHANNELS, count));
        double rate = number(info, "nominal_srate");
        if (!(rate >= 0 && rate <= HIGHEST_RATE_HZ))
            throw new IllegalArgumentException(
                    "nominal_srate must be in [0, %s] Hz, got %s".formatted(HIGHEST_RATE_HZ, rate));
        var channels = new ArrayList<Channel>();
        var described = info.getElementsByTagName("channel");
        for (int i = 0; i < described.getLength() && channels.size() < count; i++) {
            var channel = (Element) described.item(i);
            channels.add(new Channel(text(channel, "label"), text(channel, "type"), text(channel, "unit")));
        }
        while (channels.size() < count) channels.add(new Channel("", "", ""));
        return new XdfStream(
                text(info, "name"),
                text(info, "type").toLowerCase(Locale.ROOT),
                rate,
                format(text(info, "channel_format")),
                List.copyOf(channels));
    }

    String name() {
        return name.isEmpty() ? "unnamed" : name;
    }

    /// In lower case, for example `eeg`.
    String type() {
        return type;
    }

    /// 0 for a stream without a rhythm.
    double nominalRateHz() {
        return nominalRateHz;
    }

    List<Channel> channels() {
        return channels;
    }

    boolean isText() {
        return format == Format.STRING;
    }

    void measuredClockOffset(double at, double offset) {
        clockOffsets.put(at, offset);
    }

    /// The recorder's time of a sample: the measured offset between the clocks is added, in a straight
    /// line between two measurements, the nearest one outside them.
    double corrected(double time) {
        var before = clockOffsets.floorEntry(time);
        var after = clockOffsets.ceilingEntry(time);
        if (before == null && after == null) return time;
        if (before == null) return time + after.getValue();
        if (after == null || after.getKey().equals(before.getKey())) return time + before.getValue();
        double share = (time - before.getKey()) / (after.getKey() - before.getKey());
        return time + before.getValue() + share * (after.getValue() - before.getValue());
    }

    /// Forgets where it was, to read the samples again from the first.
    void rewind() {
        lastTime = Double.NaN;
    }

    /// The samples of one chunk; values of text are not kept.
    ///
    /// @param content after the id of the stream
    /// @throws IllegalArgumentException when the chunk is not laid out as the header says
    List<Sample> samples(ByteBuffer content) {
        try {
            long count = length(content, "number of samples");
            var samples = new ArrayList<Sample>();
            for (long i = 0; i < count; i++) {
                double time = time(content);
                var values = new double[channels.size()];
                for (int c = 0; c < values.length; c++) values[c] = value(content);
                samples.add(new Sample(time, values));
            }
            return samples;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("samples of '%s' end within a value".formatted(name()), e);
        }
    }

    private double time(ByteBuffer content) {
        int bytes = content.get();
        if (bytes == 8) return lastTime = content.getDouble();
        if (bytes != 0) throw new IllegalArgumentException("a time has %d bytes, expected 0 or 8".formatted(bytes));
        if (nominalRateHz <= 0 || Double.isNaN(lastTime))
            throw new IllegalArgumentException(
                    "a sample of '%s' has no time and its stream no rate to tell it by".formatted(name()));
        return lastTime += 1 / nominalRateHz;
    }

    private double value(ByteBuffer content) {
        return switch (format) {
            case FLOAT32 -> content.getFloat();
            case DOUBLE64 -> content.getDouble();
            case INT8 -> content.get();
            case INT16 -> content.getShort();
            case INT32 -> content.getInt();
            case INT64 -> content.getLong();
            case STRING -> {
                long length = length(content, "length of a text");
                if (length > content.remaining()) throw new BufferUnderflowException();
                content.position(content.position() + (int) length);
                yield Double.NaN;
            }
        };
    }

    private static long length(ByteBuffer content, String what) {
        int bytes = content.get();
        long length = switch (bytes) {
            case 1 -> Byte.toUnsignedLong(content.get());
            case 4 -> Integer.toUnsignedLong(content.getInt());
            case 8 -> content.getLong();
            default ->
                throw new IllegalArgumentException("the %s has %d bytes, expected 1, 4 or 8".formatted(what, bytes));
        };
        if (length < 0) throw new IllegalArgumentException("the %s is %d".formatted(what, length));
        return length;
    }

    private static Format format(String name) {
        return switch (name) {
            case "float32" -> Format.FLOAT32;
            case "double64" -> Format.DOUBLE64;
            case "int8" -> Format.INT8;
            case "int16" -> Format.INT16;
            case "int32" -> Format.INT32;
            case "int64" -> Format.INT64;
            case "string" -> Format.STRING;
            default ->
                throw new IllegalArgumentException(
                        "channel_format is '%s', expected float32, double64, int8, int16, int32, int64 or string"
                                .formatted(name));
        };
    }

    private static double number(Element info, String tag) {
        var text = text(info, tag);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is '%s', expected a number".formatted(tag, text));
        }
    }

    /// Of a direct child, empty when there is none.
    private static String text(Element parent, String tag) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling())
            if (child instanceof Element element && element.getTagName().equals(tag))
                return element.getTextContent().strip();
        return "";
    }

    /// Without any document outside: a recording must not make us read other files or addresses.
    private static Element xml(String header) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(header.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("the header of a stream is not XML: " + e.getMessage(), e);
        }
    }
}
