package dev.attune.signals;

/// Which model or formula spoke: the id of its card or definition, and its version.
public record ModelRef(String id, String version) {
    public ModelRef {
        if (id.isBlank() || version.isBlank())
            throw new IllegalArgumentException(
                    "a model needs an id and a version, got '%s' '%s'".formatted(id, version));
    }

    @Override
    public String toString() {
        return id + "/" + version;
    }
}
