package dev.attune.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.ModelStore;
import dev.attune.text.RequestReader.Request;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private static final ModelStore STORE = ModelStore.bundled();
    private final RequestReader reader = RequestReader.open(STORE);

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void everyRequestHasANameInTheLanguagesOfReports() {
        var names = RequestNames.load();
        for (var request : reader.ranked("hello"))
            for (var language : List.of("en", "ru", "zh"))
                assertThat(names.name(request.id(), language))
                        .as("%s in %s", request.id(), language)
                        .isNotBlank()
                        .isNotEqualTo(request.id());
    }

    @Test
    void aBanksCustomerIsToldWhatIsAskedFor() {
        assertThat(reader.read("My new card still has not arrived, when will it come?", Language.ENGLISH))
                .get()
                .extracting(Request::id)
                .isEqualTo("card_arrival");
        assertThat(reader.read("I was robbed, my phone is gone, what now?", Language.ENGLISH))
                .get()
                .extracting(Request::id)
                .isEqualTo("lost_or_stolen_phone");
    }

    @Test
    void whatAsksForNothingOfTheKindAndWhatIsNotEnglishIsNoRequest() {
        assertThat(reader.read("I love the way she sings this song", Language.ENGLISH))
                .isEmpty();
        assertThat(reader.read("Где моя новая карта?", Language.RUSSIAN)).isEmpty();
        assertThat(reader.read("?!", Language.ENGLISH)).isEmpty();
    }

    @Test
    void allRequestsAreRankedByProbability() {
        var ranked = reader.ranked("How do I change my PIN?");
        assertThat(ranked).hasSize(77).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
        assertThat(ranked.getFirst().id()).isEqualTo("change_pin");
        assertThatThrownBy(() -> new Request("x", 1.5)).hasMessageContaining("1.5");
    }
}
