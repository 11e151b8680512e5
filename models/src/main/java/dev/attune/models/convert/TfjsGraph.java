package dev.attune.models.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A TensorFlow.js graph model: nodes in an order in which every input precedes its reader, the weights, and the
/// tensors that the signature calls outputs.
record TfjsGraph(List<GraphNode> nodes, Map<String, Tensor> constants, SortedMap<String, Output> outputs) {
    /// The tensor behind one output of the signature. A free dimension (the batch) counts as 1.
    record Output(String tensor, int[] shape) {}

    TfjsGraph {
        nodes = inDependencyOrder(nodes);
        constants = Map.copyOf(constants);
    }

    /// Reads `model.json` and the weight shards beside it.
    static TfjsGraph read(Path modelJson) throws IOException {
        var model = JsonMapper.builder().build().readTree(modelJson);
        var nodes = new ArrayList<GraphNode>();
        for (var node : model.get("modelTopology").get("node")) nodes.add(readNode(node));
        var constants = WeightShards.read(
                model.get("weightsManifest"), modelJson.toAbsolutePath().getParent());
        return new TfjsGraph(nodes, constants, readOutputs(model, modelJson));
    }

    /// `tensor:0` is the first output of node `tensor` and goes by the node's name; other outputs keep their index.
    static String tensorName(String reference) {
        return reference.endsWith(":0") ? reference.substring(0, reference.length() - 2) : reference;
    }

    private static GraphNode readNode(JsonNode node) {
        var inputs = new ArrayList<String>();
        for (var input : node.path("input")) {
            var reference = input.asString();
            if (!reference.startsWith("^")) inputs.add(tensorName(reference)); // ^ is an ordering hint without data
        }
        var attributes = new LinkedHashMap<String, Object>();
        for (var attribute : node.path("attr").properties()) {
            var value = readAttribute(attribute.getValue());
            if (value != null) attributes.put(attribute.getKey(), value);
        }
        return new GraphNode(node.get("name").asString(), node.get("op").asString(), inputs, attributes);
    }

    private static @Nullable Object readAttribute(JsonNode value) {
        if (value.has("s")) return text(value.get("s"));
        if (value.has("i")) return value.get("i").asLong();
        if (value.has("f")) return value.get("f").asDouble();
        if (value.has("b")) return value.get("b").asBoolean();
        if (value.has("type")) return value.get("type").asString();
        if (value.has("shape")) return sizes(value.get("shape"));
        var list = value.path("list");
        if (list.has("s"))
            return list.get("s").valueStream().map(TfjsGraph::text).toList();
        if (list.has("i"))
            return list.get("i").valueStream().map(JsonNode::asLong).toList();
        return null; // an empty list or a kind that no translated operation reads
    }

    private static List<Long> sizes(JsonNode shape) {
        return shape.path("dim")
                .valueStream()
                .map(dimension -> Math.max(1, dimension.path("size").asLong(1)))
                .toList();
    }

    private static String text(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asString()), StandardCharsets.UTF_8);
    }

    private static SortedMap<String, Output> readOutputs(JsonNode model, Path modelJson) {
        var signature = model.path("signature").path("outputs");
        if (signature.isEmpty())
            signature = model.path("userDefinedMetadata").path("signature").path("outputs");
        if (signature.isEmpty()) throw new IllegalArgumentException(modelJson + " names no outputs in its signature");
        var outputs = new TreeMap<String, Output>();
        for (var output : signature.properties()) {
            var shape = sizes(output.getValue().get("tensorShape")).stream()
                    .mapToInt(Math::toIntExact)
                    .toArray();
            outputs.put(
                    tensorName(output.getKey()),
                    new Output(tensorName(output.getValue().get("name").asString()), shape));
        }
        return outputs;
    }

    private static List<GraphNode> inDependencyOrder(List<GraphNode> nodes) {
        var byName = new LinkedHashMap<String, GraphNode>();
        for (var node : nodes) byName.put(node.name(), node);
        var ordered = new ArrayList<GraphNode>(nodes.size());
        var visited = new HashSet<String>();
        for (var node : nodes) visit(node, byName, visited, ordered);
        return List.copyOf(ordered);
    }

    private static void visit(
            GraphNode node, Map<String, GraphNode> byName, Set<String> visited, List<GraphNode> ordered) {
        if (!visited.add(node.name())) return;
        for (var input : node.inputs()) {
            int colon = input.lastIndexOf(':');
            var producer = byName.get(colon < 0 ? input : input.substring(0, colon));
            if (producer == null)
                throw new IllegalArgumentException("%s reads '%s', which no node makes".formatted(node, input));
            visit(producer, byName, visited, ordered);
        }
        ordered.add(node);
    }
}
