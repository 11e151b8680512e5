package dev.attune.server.customers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SchemaCostTest {
    private final JsonMapper json = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#\"}",
                "{\"allOf\": [{\"not\": {\"$ref\": \"#/allOf/0\"}}]}",
                "{\"$defs\": {\"a\": {\"anyOf\": [{\"$ref\": \"#/$defs/b\"}]}, \"b\": {\"$ref\": \"#/$defs/a\"}}, \"$ref\": \"#/$defs/a\"}",
                "{\"$defs\": {\"a\": {\"$anchor\": \"me\", \"if\": {\"$ref\": \"#me\"}}}, \"properties\": {\"x\": {\"$ref\": \"#/$defs/a\"}}}"
            })
    void aSchemaThatLeadsBackToItselfWithoutGoingIntoTheEventIsRefused(String schema) {
        assertThatThrownBy(() -> SchemaCost.require(json.readTree(schema)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("goes round in a circle");
    }

    @Test
    void thirtyDefinitionsThatDoubleEachAreRefusedAndSixAreNot() {
        assertThatThrownBy(() -> SchemaCost.require(json.readTree(doubling(30))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes too long");
        assertThatCode(() -> SchemaCost.require(json.readTree(doubling(6)))).doesNotThrowAnyException();
    }

    @Test
    void aTreeIsFineAndOneThatIsLookedAtTwiceOnEachLevelIsNot() {
        assertThatCode(() -> SchemaCost.require(json.readTree("""
                        {"$id": "https://shop.example/node", "type": "object",
                         "properties": {"name": {"type": "string"}, "children": {"items": {"$ref": "https://shop.example/node"}}}}"""))).doesNotThrowAnyException();
        assertThatThrownBy(() -> SchemaCost.require(json.readTree("""
                        {"additionalProperties": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}"""))).hasMessageContaining("takes too long");
    }

    @Test
    void thousandsOfNamesOrOfReferencesInARowAreRefused() {
        String names =
                IntStream.range(0, 15_000).mapToObj(i -> "\"n%d\"".formatted(i)).collect(Collectors.joining(","));
        String chain = IntStream.range(0, 9_000)
                .mapToObj(i -> "\"d%d\": {\"$ref\": \"#/$defs/d%d\"}".formatted(i, i + 1))
                .collect(Collectors.joining(","));

        assertThatThrownBy(
                        () -> SchemaCost.require(json.readTree("{\"items\": {\"required\": [%s]}}".formatted(names))))
                .hasMessageContaining("takes too long");
        assertThatThrownBy(() -> SchemaCost.require(
                        json.readTree("{\"$ref\": \"#/$defs/d0\", \"$defs\": {%s}}".formatted(chain))))
                .hasMessageContaining("takes too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}",
                "{\"$defs\": {\"a\": {\"$id\": \"other\", \"$ref\": \"#\"}}}"
            })
    void whatLeadsOutOfASchemaIsRefused(String schema) {
        assertThatThrownBy(() -> SchemaCost.require(json.readTree(schema)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("here");
    }

    private static String doubling(int definitions) {
        return "{\"$ref\": \"#/$defs/d0\", \"$defs\": {%s, \"d%d\": {\"type\": \"object\"}}}"
                .formatted(
                        IntStream.range(0, definitions)
                                .mapToObj(i ->
                                        "\"d%1$d\": {\"allOf\": [{\"$ref\": \"#/$defs/d%2$d\"}, {\"$ref\": \"#/$defs/d%2$d\"}]}"
                                                .formatted(i, i + 1))
                                .collect(Collectors.joining(",")),
                        definitions);
    }
}
