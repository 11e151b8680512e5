package dev.attune.models.convert;

import java.util.Map;

/// The outputs of one run; asking for one that is not there fails.
record NamedArrays(Map<String, NdArray> arrays) {
    NdArray get(String name) {
        var array = arrays.get(name);
        if (array == null) throw new AssertionError("no output '%s' among %s".formatted(name, arrays.keySet()));
        return array;
    }
}
