package dev.attune.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.ModelStore;
import dev.attune.training.UnusableData;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class ComplaintTrainingTest {

    @Test
    void theWeightsThatShipAreTaughtAgainToTheLastByte() throws UnusableData {
        var taught = new ComplaintTraining(new PrintWriter(PrintWriter.nullWriter())).run();

        try (var store = ModelStore.bundled()) {
            assertThat(taught.toBytes())
                    .as(
                            "changed event or intent words, or sentences? attune train text --lang complaints, then the card")
                    .isEqualTo(store.resource("text-complaints"));
        }
    }
}
