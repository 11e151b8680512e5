package dev.attune.server.models;

import dev.attune.models.ModelCard;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ModelController {
    private final Perception perception;

    ModelController(Perception perception) {
        this.perception = perception;
    }

    /// @param version of the model
    /// @param task what it was made for
    /// @param source where the weights come from
    /// @param licence of the weights
    /// @param trainingData what it was trained on
    /// @param restrictions of use; empty when there are none
    /// @param researchOnly whether it may not serve customers
    /// @param limits what it cannot do
    /// @param bytes size of the converted file
    /// @param sha256 of the converted file this server runs
    record CardView(
            String id,
            String version,
            String title,
            String task,
            String source,
            String licence,
            String trainingData,
            String restrictions,
            boolean researchOnly,
            List<String> limits,
            List<ModelCard.Figure> figures,
            long bytes,
            String sha256) {
        static CardView of(ModelCard card) {
            return new CardView(
                    card.id(),
                    card.version(),
                    card.title(),
                    card.task(),
                    "%s %s, %s"
                            .formatted(
                                    card.source().packageName(),
                                    card.source().packageVersion(),
                                    card.source().home()),
                    card.source().licence(),
                    card.trainingData(),
                    card.restrictions(),
                    card.researchOnly(),
                    card.limits(),
                    card.figures(),
                    card.resource().bytes(),
                    card.resource().sha256());
        }
    }

    @Operation(summary = "Lists the networks with licence, training data, figures and checksum")
    @GetMapping("/v1/models")
    List<CardView> models() {
        return perception.cards().stream().map(CardView::of).toList();
    }
}
