package dev.attune.server.catalogue;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A tenant's own catalogue: looked at, and replaced as a whole.
@RestController
@RequestMapping("/v1/catalogue")
class CatalogueController {
    private static final int MOST = 10_000; // scored one by one with every request

    private final Catalogues catalogues;
    private final Audit audit;

    CatalogueController(Catalogues catalogues, Audit audit) {
        this.catalogues = catalogues;
        this.audit = audit;
    }

    /// @param own false for the demo shop's
    record View(boolean own, List<CatalogueItem> items) {}

    record ItemForm(
            @Nullable String id,
            @Nullable String family,
            @Nullable String title,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, Double> tags,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, Object> features,
            @Nullable Double popularity,
            @Nullable Double effort) {
        CatalogueItem item() {
            return new CatalogueItem(
                    id == null ? "" : id,
                    family == null ? "" : family,
                    title == null ? "" : title,
                    tags == null ? Map.of() : tags,
                    features == null ? Map.of() : features,
                    popularity == null ? 0 : popularity,
                    effort == null ? 0.5 : effort);
        }
    }

    @Operation(summary = "Lists the items that are recommended from")
    @GetMapping
    View current(Locale locale) {
        var catalogue = catalogues.current(Languages.nearest(locale.getLanguage()));
        return new View(catalogue.own(), List.copyOf(catalogue.items().values()));
    }

    @Operation(
            summary = "Replaces the catalogue by a whole new one",
            description = "At most 10,000 items in 8 MiB. An empty list brings the demo shop's back.")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replace(@RequestBody List<@Nullable ItemForm> forms, Principal caller) {
        if (forms.size() > MOST)
            throw Refusal.tooLarge("a catalogue has at most %d items, got %d.".formatted(MOST, forms.size()));
        try {
            var items = forms.stream().map(CatalogueController::item).toList();
            var ids = new HashSet<String>();
            for (var item : items)
                if (!ids.add(item.id())) throw Refusal.badRequest("item %s stands twice.".formatted(item.id()));
            catalogues.replace(items);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
        audit.record(caller.getName(), "catalogue.replaced", "%d items".formatted(forms.size()));
    }

    private static CatalogueItem item(@Nullable ItemForm form) {
        if (form == null) throw Refusal.badRequest("An item must not be null.");
        return form.item();
    }
}
