package dev.attune.models.convert;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Walks the fields of one protobuf message in file order. Call [#next] until it returns false, and after each
/// true exactly one of the value methods, the one that fits the field's wire type.
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer bytes;
    private int field;
    private int wireType;

    ProtobufReader(ByteBuffer message) {
        this.bytes = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean next() {
        if (!bytes.hasRemaining()) return false;
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        return true;
    }

    int field() {
        return field;
    }

    long integer() {
        expect(VARINT);
        return varint();
    }

    float real() {
        expect(FIXED32);
        return bytes.getFloat();
    }

    ProtobufReader message() {
        expect(LENGTH_DELIMITED);
        int length = (int) varint();
        if (length < 0 || length > bytes.remaining())
            throw new IllegalArgumentException(
                    "field %d claims %d bytes, but %d are left".formatted(field, length, bytes.remaining()));
        var reader = new ProtobufReader(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
        return reader;
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case LENGTH_DELIMITED -> message();
            case FIXED32 -> bytes.getInt();
            default -> throw new IllegalArgumentException("field %d has wire type %d".formatted(field, wireType));
        }
    }

    private void expect(int expected) {
        if (wireType != expected)
            throw new IllegalArgumentException(
                    "field %d has wire type %d, expected %d".formatted(field, wireType, expected));
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part;
            try {
                part = bytes.get();
            } catch (BufferUnderflowException e) {
                throw new IllegalArgumentException("the message ends inside a number", e);
            }
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) return value;
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }
}
