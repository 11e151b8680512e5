package dev.attune.server.style;

import dev.attune.decisions.style.Brand;
import dev.attune.decisions.style.Style;
import dev.attune.server.audit.Audit;
import dev.attune.server.database.Tenant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a tenant set for its brand. Kept in memory too, because every turn asks; this holds for one server process per
/// database.
@Component
class BrandSettings {
    private final JdbcClient jdbc;
    private final Audit audit;
    private final InstantSource clock;
    private final Map<Tenant, Setting> known = new ConcurrentHashMap<>();

    BrandSettings(JdbcClient jdbc, Audit audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param languageModel whether a language model may word drafts, where the operator named one
    record Setting(Brand brand, boolean languageModel) {
        static final Setting DEFAULT = new Setting(Brand.SOBER, false);
    }

    Setting current() {
        return known.computeIfAbsent(Tenant.current(), tenant -> stored());
    }

    void change(Setting to, String by) {
        var brand = to.brand();
        jdbc.sql("""
                        insert into style_setting (least_formality, most_enthusiasm, most_humour, emoji, address_form,
                          upsell, language_model, changed_at, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant) do update set least_formality = excluded.least_formality,
                          most_enthusiasm = excluded.most_enthusiasm, most_humour = excluded.most_humour,
                          emoji = excluded.emoji, address_form = excluded.address_form, upsell = excluded.upsell,
                          language_model = excluded.language_model, changed_at = excluded.changed_at,
                          changed_by = excluded.changed_by""")
                .params(
                        brand.leastFormality(),
                        brand.mostEnthusiasm(),
                        brand.mostHumour(),
                        brand.emoji(),
                        brand.addressForm().name().toLowerCase(Locale.ROOT),
                        brand.upsell(),
                        to.languageModel(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        by)
                .update();
        known.put(Tenant.current(), to);
        audit.record(by, "style.changed", to.languageModel() ? "brand, with language model" : "brand");
    }

    private Setting stored() {
        return jdbc.sql("select * from style_setting")
                .query((row, n) -> new Setting(
                        new Brand(
                                row.getDouble("least_formality"),
                                row.getDouble("most_enthusiasm"),
                                row.getDouble("most_humour"),
                                row.getBoolean("emoji"),
                                Style.AddressForm.valueOf(
                                        row.getString("address_form").toUpperCase(Locale.ROOT)),
                                row.getBoolean("upsell")),
                        row.getBoolean("language_model")))
                .optional()
                .orElse(Setting.DEFAULT);
    }
}
