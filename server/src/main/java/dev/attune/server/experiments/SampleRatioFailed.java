package dev.attune.server.experiments;

import java.util.Map;

/// People do not arrive in the arms of a running experiment as they were dealt, so its results are hidden; published
/// once per experiment, for whoever is to be told. Its name outside is [#TYPE].
///
/// @param people in each arm
/// @param p of so uneven a split by chance
public record SampleRatioFailed(String experiment, Map<String, Long> people, double p) {
    public static final String TYPE = "experiment.srm_failed";

    public SampleRatioFailed {
        people = Map.copyOf(people);
    }
}
