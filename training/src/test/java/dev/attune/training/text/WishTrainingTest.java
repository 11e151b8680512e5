package dev.attune.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.ModelStore;
import dev.attune.training.UnusableData;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class WishTrainingTest {

    @Test
    void theWeightsThatShipAreTaughtAgainToTheLastByte() throws UnusableData {
        var taught = new WishTraining(new PrintWriter(PrintWriter.nullWriter())).run();

        try (var store = ModelStore.bundled()) {
            assertThat(taught.toBytes())
                    .as("changed hints, intents or sentences? attune train text --lang wishes, then the card")
                    .isEqualTo(store.resource("text-wishes"));
        }
    }
}
