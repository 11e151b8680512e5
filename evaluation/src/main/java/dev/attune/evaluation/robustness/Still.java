package dev.attune.evaluation.robustness;

import dev.attune.media.Frame;

/// A picture of one face.
///
/// @param name of its file: names that differ in nothing but a number at the end, as `Jane_Doe_0001.jpg`, show one
/// person
public record Still(String name, Frame frame) {
    public Still {
        if (name.isBlank()) throw new IllegalArgumentException("a still needs a name, got '%s'".formatted(name));
    }

    String person() {
        return name.replaceFirst("_[0-9]+\\.[A-Za-z]+$", "");
    }
}
