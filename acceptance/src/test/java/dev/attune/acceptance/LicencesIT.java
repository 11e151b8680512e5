package dev.attune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nothing ships that may be used only with its own source opened, or not commercially: no GPL, no AGPL, no SSPL, no
/// Creative Commons NC. Where a library offers several licences, one of these is enough.
class LicencesIT {
    /// SPDX ids; LGPL as CONTRIBUTING.md has it: linked dynamically.
    private static final Set<String> GOOD = Set.of(
            "Apache-2.0",
            "MIT",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "ISC",
            "CC0-1.0",
            "EPL-2.0",
            "LGPL-2.1-only",
            "Unicode-3.0",
            "Go License"); // re2j names its BSD licence so

    /// What the plugin makes of a name wrongly: liblinear's "The BSD License" has three clauses, not four.
    private static final Map<String, String> CORRECTED = Map.of("liblinear", "BSD-3-Clause");

    @ParameterizedTest
    @CsvSource({"server, 100", "cli, 20", "training, 20"})
    void everyLibraryOfEveryProgramMayShip(String program, int atLeast) throws IOException {
        var bill = read(Path.of("../%1$s/target/attune-%1$s-sbom.json".formatted(program)));
        var components = list(bill.get("components"));

        assertThat(components).hasSizeGreaterThan(atLeast);
        assertThat(components.stream()
                        .filter(component -> licences(component).stream().noneMatch(LicencesIT::isGood)
                                || component.toString().contains("-gpl")) // FFmpeg is built both ways
                        .map(component -> component.get("name").getAsString() + ": " + licences(component)))
                .isEmpty();
    }

    @Test
    void everyLibraryOfThePagesMayShip() throws IOException {
        var wrong = new ArrayList<String>();
        var packages = read(Path.of("../web/package-lock.json")).getAsJsonObject("packages");
        for (var name : packages.keySet()) {
            var one = packages.getAsJsonObject(name);
            if (name.isEmpty() || one.has("dev")) continue; // the page itself, and what only builds it
            var licence = one.has("license") ? one.get("license").getAsString() : "none";
            if (!isGood(licence)) wrong.add(name + ": " + licence);
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GPL-3.0-only, false",
        "AGPL-3.0-or-later, false",
        "CC-BY-NC-4.0, false",
        "SSPL-1.0, false",
        "none, false",
        "(MIT OR CC0-1.0), true",
        "(GPL-2.0-only OR MIT), true",
        "(MIT AND GPL-3.0-only), false",
    })
    void aLicenceIsGoodWhenOneOfItsAlternativesIs(String licence, boolean good) {
        assertThat(isGood(licence)).isEqualTo(good);
    }

    private static boolean isGood(String expression) {
        return Arrays.stream(expression.replaceAll("[()]", "").split(" OR "))
                .anyMatch(
                        alternative -> Arrays.stream(alternative.split(" AND ")).allMatch(GOOD::contains));
    }

    /// As CycloneDX has them: an id, a name, or an expression each.
    private static List<String> licences(JsonObject component) {
        var corrected = CORRECTED.get(component.get("name").getAsString());
        if (corrected != null) return List.of(corrected);
        if (!component.has("licenses")) return List.of();
        return list(component.get("licenses")).stream()
                .map(each -> {
                    if (each.has("expression")) return each.get("expression").getAsString();
                    var licence = each.getAsJsonObject("license");
                    return licence.get(licence.has("id") ? "id" : "name").getAsString();
                })
                .toList();
    }

    private static List<JsonObject> list(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static JsonObject read(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
}
