package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.ModelCard;
import dev.attune.models.ModelStore;
import org.junit.jupiter.api.Test;

class FaceTablesTest {

    @Test
    void everyTableHasACardThatSaysWhatItWasFittedOnAndWhatItDoesNotProve() {
        assertThat(FaceTables.cards()).allSatisfy(card -> {
            assertThat(card.source().licence()).isNotBlank();
            assertThat(card.trainingData()).containsAnyOf("Synthetic", "Real");
            assertThat(card.restrictions()).isNotBlank();
            assertThat(card.limits().getFirst()).startsWith("What it does not prove");
            assertThat(card.resource().sha256())
                    .isEqualTo(card.source().files().getFirst().sha256());
        });
    }

    @Test
    void theTablesThatAreReadHaveCardsOfTheSameVersion() {
        assertThat(FaceTables.cards())
                .extracting(card -> card.ref().toString())
                .contains(
                        ActionUnitReader.FORMULA + "/" + ActionUnitReader.VERSION,
                        GazeModel.FORMULA + "/" + GazeModel.VERSION);
    }

    @Test
    void cardsOfTablesStandAmongThoseOfNetworksInTheOrderOfTheirIds() {
        try (var store = ModelStore.bundled()) {
            assertThat(FaceTables.besides(store.cards()))
                    .extracting(ModelCard::id)
                    .isSorted()
                    .contains("action-units", "gaze-eyes", "face-mesh");
        }
    }
}
