package dev.attune.server.catalogue;

import dev.attune.server.database.Tenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// The catalogue of each tenant, kept in memory once it was read; this holds for one server process per database.
@Component
class Catalogues {
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final Map<Whose, Catalogue> read = new ConcurrentHashMap<>();

    Catalogues(JdbcTemplate jdbc, TransactionOperations transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
    }

    /// @param language of titles, where the catalogue has several
    private record Whose(Tenant tenant, String language) {}

    /// @param own false for the demo shop's
    /// @param tagNames for people; a tag without one is named by itself
    record Catalogue(boolean own, Map<String, CatalogueItem> items, Map<String, String> tagNames) {
        static Catalogue of(boolean own, List<CatalogueItem> items, Map<String, String> tagNames) {
            var byId = new LinkedHashMap<String, CatalogueItem>();
            items.forEach(item -> byId.put(item.id(), item));
            return new Catalogue(own, byId, Map.copyOf(tagNames));
        }
    }

    Catalogue current(String language) {
        return read.computeIfAbsent(new Whose(Tenant.current(), language), this::read);
    }

    private Catalogue read(Whose whose) {
        var own = jdbc.query(
                "select item from catalogue_item order by id",
                (row, n) -> json.readValue(row.getString("item"), CatalogueItem.class));
        if (!own.isEmpty()) return Catalogue.of(true, own, Map.of());
        var demo = DemoCatalogue.bundled(json);
        return Catalogue.of(false, demo.items(whose.language()), demo.tagNames(whose.language()));
    }

    /// Takes the place of the catalogue before; an empty one brings the demo shop's back.
    void replace(List<CatalogueItem> items) {
        transactions.executeWithoutResult(status -> {
            jdbc.update("delete from catalogue_item");
            jdbc.batchUpdate(
                    "insert into catalogue_item (id, item) values (?, ?)",
                    items.stream()
                            .map(item -> new Object[] {item.id(), json.writeValueAsString(item)})
                            .toList());
        });
        var tenant = Tenant.current();
        read.keySet().removeIf(whose -> whose.tenant().equals(tenant));
    }
}
