package dev.attune.evaluation.actionunits;

import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import java.util.List;

/// The same faces read in several ways.
///
/// @param own by the packed definition against the person's own neutral takes
/// @param rules likewise, by the rules of [dev.attune.face.ActionUnitGeometry] alone
/// @param population by the packed definition against the population's neutral face
/// @param product by fusion, with the baseline it learnt by itself
/// @param held by fusion, when the face has been held for a minute: units alone at one level only
record Readings(
        List<Reading> own, List<Reading> rules, List<Reading> population, List<Reading> product, List<Reading> held) {
    Readings {
        own = List.copyOf(own);
        rules = List.copyOf(rules);
        population = List.copyOf(population);
        product = List.copyOf(product);
        held = List.copyOf(held);
    }
}
