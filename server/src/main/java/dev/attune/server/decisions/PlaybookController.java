package dev.attune.server.decisions;

import dev.attune.decisions.Decider;
import dev.attune.decisions.Rule;
import dev.attune.decisions.Wording;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PlaybookController {
    private final ObjectProvider<Decider> decider;

    PlaybookController(ObjectProvider<Decider> decider) {
        this.decider = decider;
    }

    record PlaybookView(String id, int version, String title, List<RuleView> rules) {}

    record RuleView(String id, String when, long holdsForMs, String action, String actionClass, Wording reason) {
        static RuleView of(Rule rule) {
            return new RuleView(
                    rule.id(),
                    rule.when().text(),
                    rule.holds().toMillis(),
                    rule.action().id(),
                    rule.action().actionClass().name(),
                    rule.reason());
        }
    }

    @GetMapping("/v1/playbooks")
    List<PlaybookView> playbooks(Locale locale) {
        var playbook = decider.getObject().playbook();
        return List.of(new PlaybookView(
                playbook.id(),
                playbook.version(),
                playbook.title().in(locale.getLanguage()),
                playbook.rules().stream().map(RuleView::of).toList()));
    }
}
