package dev.attune.models.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An ONNX graph under construction; every method that adds something returns the name of the new tensor.
///
/// Field numbers are those of `onnx.proto3` (IR version 8, operator set 13). Names are counted, so the same calls
/// give the same bytes. Public for the room that trains our own networks and exports them.
public final class OnnxGraph {
    private static final long IR_VERSION = 8;
    private static final long OPERATOR_SET = 13;
    private static final String LEARNED_MACHINES = "ai.onnx.ml";
    private static final long LEARNED_MACHINES_SET = 3;

    /// `TensorProto.DataType`.
    public enum ElementType {
        FLOAT(1),
        INT32(6),
        INT64(7);

        private final int number;

        ElementType(int number) {
            this.number = number;
        }
    }

    /// A named attribute of a node.
    public sealed interface Attribute {
        record Whole(String name, long value) implements Attribute {}

        record Wholes(String name, long... values) implements Attribute {}

        record Real(String name, float value) implements Attribute {}

        record Reals(String name, float... values) implements Attribute {}

        record Text(String name, String value) implements Attribute {}

        record Texts(String name, String... values) implements Attribute {}
    }

    private final List<ProtobufWriter> nodes = new ArrayList<>();
    private final List<ProtobufWriter> constants = new ArrayList<>();
    private final List<ProtobufWriter> inputs = new ArrayList<>();
    private final List<ProtobufWriter> outputs = new ArrayList<>();
    private int tensors;
    private boolean machines; // whether operators of that domain are used

    public String node(String op, List<String> inputs, Attribute... attributes) {
        var output = fresh(op);
        addNode("", op, inputs, output, attributes);
        return output;
    }

    /// An operator for machines that are no networks, such as trees.
    public String machine(String op, List<String> inputs, Attribute... attributes) {
        machines = true;
        var output = fresh(op);
        addNode(LEARNED_MACHINES, op, inputs, output, attributes);
        return output;
    }

    String constant(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Floats floats -> floats(floats.values(), floats.shape());
            case Tensor.Ints ints -> {
                var bytes = littleEndian(ints.values().length * Integer.BYTES);
                for (int value : ints.values()) bytes.putInt(value);
                yield constant(ElementType.INT32, ints.shape(), bytes);
            }
        };
    }

    public String floats(float[] values, int... shape) {
        var bytes = littleEndian(values.length * Float.BYTES);
        for (float value : values) bytes.putFloat(value);
        return constant(ElementType.FLOAT, shape, bytes);
    }

    /// A vector of 64-bit numbers, the form in which ONNX takes shapes, axes and indices.
    public String longs(long... values) {
        var bytes = littleEndian(values.length * Long.BYTES);
        for (long value : values) bytes.putLong(value);
        return constant(ElementType.INT64, new int[] {values.length}, bytes);
    }

    public void input(String name, ElementType type, long... shape) {
        inputs.add(valueInfo(name, type, shape));
    }

    public void output(String name, String tensor, int... shape) {
        addNode("", "Identity", List.of(tensor), name);
        outputs.add(valueInfo(
                name, ElementType.FLOAT, Arrays.stream(shape).asLongStream().toArray()));
    }

    public byte[] toModel() {
        var graph = new ProtobufWriter();
        for (var node : nodes) graph.message(1, node);
        graph.text(2, "attune");
        for (var constant : constants) graph.message(5, constant);
        for (var input : inputs) graph.message(11, input);
        for (var output : outputs) graph.message(12, output);
        var model = new ProtobufWriter()
                .integer(1, IR_VERSION)
                .text(2, "attune-models")
                .message(7, graph)
                .message(8, new ProtobufWriter().text(1, "").integer(2, OPERATOR_SET));
        if (machines)
            model.message(8, new ProtobufWriter().text(1, LEARNED_MACHINES).integer(2, LEARNED_MACHINES_SET));
        return model.toBytes();
    }

    private void addNode(String domain, String op, List<String> inputs, String output, Attribute... attributes) {
        var node = new ProtobufWriter();
        for (var input : inputs) node.text(1, input);
        node.text(2, output).text(3, "make_" + output).text(4, op);
        for (var attribute : attributes) node.message(5, attribute(attribute));
        if (!domain.isEmpty()) node.text(7, domain);
        nodes.add(node);
    }

    /// `AttributeProto`: the value, and in field 20 which of the value fields holds it.
    private static ProtobufWriter attribute(Attribute attribute) {
        var message = new ProtobufWriter();
        switch (attribute) {
            case Attribute.Real(var name, var value) ->
                message.text(1, name).real(2, value).integer(20, 1);
            case Attribute.Whole(var name, var value) ->
                message.text(1, name).integer(3, value).integer(20, 2);
            case Attribute.Text(var name, var value) ->
                message.text(1, name).text(4, value).integer(20, 3);
            case Attribute.Wholes(var name, var values) -> {
                message.text(1, name);
                for (long value : values) message.integer(8, value);
                message.integer(20, 7);
            }
            case Attribute.Reals(var name, var values) -> {
                message.text(1, name);
                for (float value : values) message.real(7, value);
                message.integer(20, 6);
            }
            case Attribute.Texts(var name, var values) -> {
                message.text(1, name);
                for (var value : values) message.text(9, value);
                message.integer(20, 8);
            }
        }
        return message;
    }

    private String constant(ElementType type, int[] shape, ByteBuffer values) {
        var name = fresh("constant");
        var message = new ProtobufWriter();
        for (int length : shape) message.integer(1, length);
        message.integer(2, type.number).text(8, name).raw(9, values.array());
        constants.add(message);
        return name;
    }

    /// `ValueInfoProto` of a tensor; a negative length is one that differs from run to run.
    private static ProtobufWriter valueInfo(String name, ElementType type, long... shape) {
        var dimensions = new ProtobufWriter();
        for (long length : shape)
            dimensions.message(1, length < 0 ? new ProtobufWriter() : new ProtobufWriter().integer(1, length));
        var tensor = new ProtobufWriter().integer(1, type.number).message(2, dimensions);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
    }

    /// The count comes first, so that no made-up name can equal one of the model's own input or output names.
    private String fresh(String what) {
        return "%" + tensors++ + "_" + what;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
