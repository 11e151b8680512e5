package dev.attune.server.decisions;

import dev.attune.decisions.Playbook;
import dev.attune.decisions.PlaybookException;
import dev.attune.decisions.Playbooks;
import dev.attune.decisions.Simulation;
import dev.attune.server.problems.Refusal;
import java.io.StringReader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the playbook that a request means: one on the shelf by its id, or one that is written in the request.
@Component
public class PlaybookChoice {
    private final PlaybookShelf shelf;

    PlaybookChoice(PlaybookShelf shelf) {
        this.shelf = shelf;
    }

    /// @throws Refusal when there is none, or the text is not sound
    Playbook of(@Nullable String id, @Nullable String yaml) {
        if (yaml != null)
            try {
                return Playbooks.read(new StringReader(yaml), "playbook");
            } catch (PlaybookException e) {
                throw Refusal.badRequest(String.valueOf(e.getMessage()));
            }
        if (id == null) throw Refusal.badRequest("Which playbook? Say playbook (its id) or yaml (its text).");
        return shelf.find(id)
                .orElseThrow(() ->
                        Refusal.notFound("There is no playbook '%s'. Maybe look at GET /v1/playbooks.".formatted(id)))
                .playbook();
    }

    /// Plays a session against it.
    ///
    /// @param session takes the simulation through its situations
    /// @throws Refusal when there is none, or the text is not sound
    public SimulationView simulate(@Nullable String id, @Nullable String yaml, Consumer<Simulation> session) {
        var playbook = of(id, yaml);
        var simulation = new Simulation(playbook);
        session.accept(simulation);
        return SimulationView.of(playbook, simulation.finish());
    }
}
