package dev.attune.server.customers;

import tools.jackson.core.JacksonException;

/// Where and how JSON breaks, without a word of it.
final class Broken {
    private Broken() {}

    static String inWords(JacksonException e) {
        var place = e.getLocation();
        return place == null || place.getLineNr() < 0
                ? "it breaks off"
                : "it breaks in line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }
}
