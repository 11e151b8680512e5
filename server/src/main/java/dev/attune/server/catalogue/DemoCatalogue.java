package dev.attune.server.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo shop's catalogue, made from the forty things that the web room draws and describes: each in its own colour
/// and two more, with tags of what it is for, what it is made of and its shelf. The same every time.
///
/// Popularity is the rank by number of ratings, less for the other colours; effort grows with the price and with care.
/// Names, ratings and prices are invented.
final class DemoCatalogue {
    private static final String RESOURCE = "static/catalogue/demo.json"; // from the web room's build
    private static final long SEED = 40;
    private static final int[] OTHER_COLOURS = {4, 8}; // steps on the wheel of twelve, so that they differ well
    private static final double SHELF = 0.5;
    private static final double COLOUR = 0.3;
    private static final double CHEAPEST = 15;
    private static final double DEAREST = 250;

    private final JsonNode source;

    private DemoCatalogue(JsonNode source) {
        this.source = source;
    }

    /// @throws IllegalStateException when the web room was not built
    static DemoCatalogue bundled(JsonMapper json) {
        var resource = new ClassPathResource(RESOURCE);
        if (!resource.exists())
            throw new IllegalStateException("the web room's jar has no %s. Maybe build it again.".formatted(RESOURCE));
        try (InputStream in = resource.getInputStream()) {
            return new DemoCatalogue(json.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /// @param language of titles: `en`, `ru` or `zh`
    List<CatalogueItem> items(String language) {
        var random = new Random(SEED);
        var goods = source.path("goods").valueStream().toList();
        var ranks = popularity(goods);
        var colours = source.path("colours").valueStream().toList();
        var items = new ArrayList<CatalogueItem>();
        for (var good : goods) {
            var id = good.path("id").asString();
            double popularity = ranks.getOrDefault(id, 0.0);
            var title = good.path("name").path(language).asString();
            int own = good.path("palette").asInt();
            items.add(item(id, id, title, good, colours.get(own % colours.size()), popularity));
            for (int step : OTHER_COLOURS) {
                var colour = colours.get((own + step) % colours.size());
                items.add(item(
                        "%s--%s".formatted(id, colour.path("id").asString()),
                        id,
                        "%s, %s"
                                .formatted(
                                        title,
                                        colour.path("name").path(language).asString()),
                        good,
                        colour,
                        popularity * (0.4 + 0.4 * random.nextDouble())));
            }
        }
        return items;
    }

    /// What people read instead of a tag's id.
    Map<String, String> tagNames(String language) {
        var names = new HashMap<String, String>();
        source.path("tagNames")
                .properties()
                .forEach(tag ->
                        names.put(tag.getKey(), tag.getValue().path(language).asString()));
        for (var colour : source.path("colours"))
            names.put(
                    colour.path("id").asString(),
                    colour.path("name").path(language).asString());
        return names;
    }

    private CatalogueItem item(
            String id, String family, String title, JsonNode good, JsonNode colour, double popularity) {
        var tags = new HashMap<String, Double>();
        source.path("tags")
                .path(good.path("picture").asString())
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asDouble()));
        tags.put(good.path("category").asString(), SHELF);
        tags.put(colour.path("id").asString(), COLOUR);
        var features = new LinkedHashMap<String, Object>();
        for (var name : List.of("priceEuros", "rating", "weightGrams", "warrantyYears"))
            features.put(name, good.path(name).asDouble());
        return new CatalogueItem(id, family, title, tags, features, popularity, effort(good));
    }

    private static double effort(JsonNode good) {
        double price = Math.log(good.path("priceEuros").asDouble() / CHEAPEST) / Math.log(DEAREST / CHEAPEST);
        double care = good.path("care").asString().equals("hand-wash") ? 0.2 : 0;
        return Math.clamp(0.1 + 0.6 * price + care, 0, 1);
    }

    private static Map<String, Double> popularity(List<JsonNode> goods) {
        var byRatings = goods.stream()
                .sorted(Comparator.comparingInt(good -> good.path("ratings").asInt()))
                .map(good -> good.path("id").asString())
                .toList();
        var ranks = new HashMap<String, Double>();
        IntStream.range(0, byRatings.size())
                .forEach(rank -> ranks.put(byRatings.get(rank), rank / (double) (byRatings.size() - 1)));
        return ranks;
    }
}
