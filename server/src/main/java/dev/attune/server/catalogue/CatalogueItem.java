package dev.attune.server.catalogue;

import dev.attune.decisions.recommendation.Item;
import java.util.Map;

/// One thing that is sold.
///
/// @param family what it is a variant of; of one family only one is shown at a time
/// @param tags what it is, with weights above 0
/// @param features told with a recommendation and never used to choose: price, weight, rating
/// @param popularity in [0, 1], for example its rank among sales
record CatalogueItem(
        String id,
        String family,
        String title,
        Map<String, Double> tags,
        Map<String, Object> features,
        double popularity,
        double effort) {
    private static final String ID = "[A-Za-z0-9._:-]{1,100}";
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_TAGS = 50;

    CatalogueItem {
        if (!id.matches(ID))
            throw new IllegalArgumentException(
                    "an item's id has 1 to 100 letters, digits or . _ : -, got '%s'".formatted(id));
        if (title.length() > LONGEST_TITLE || tags.size() > MOST_TAGS)
            throw new IllegalArgumentException(
                    "item %s has a title of %d characters and %d tags, at most %d and %d are taken"
                            .formatted(id, title.length(), tags.size(), LONGEST_TITLE, MOST_TAGS));
        family = family.isBlank() ? id : family;
        tags = Map.copyOf(tags);
        features = Map.copyOf(features);
        new Item(id, title, tags, popularity, effort); // refuses what cannot be scored
    }

    Item item() {
        return new Item(id, title, tags, popularity, effort);
    }
}
