package dev.attune.evaluation.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DeclaredUseTest {

    @Command
    private static final class Line {
        @Mixin
        private UseOptions use = new UseOptions();
    }

    @Test
    void whatWasNotDeclaredIsNotRead() {
        var gate = DeclaredUse.ofResearch(Modality.FACE);

        assertThat(gate.check(new Gate.Question("p", Purpose.RESEARCH, Modality.FACE)))
                .isInstanceOf(Gate.Verdict.Allowed.class);
        assertThat(refusal(gate, Purpose.ANALYTICS, Modality.FACE)).contains("--purpose analytics");
        assertThat(refusal(gate, Purpose.RESEARCH, Modality.PHYSIOLOGY)).contains("--pulse");
        assertThat(refusal(gate, Purpose.RESEARCH, Modality.VOICE)).contains("--no-voice");
    }

    @Test
    void withoutAnyOptionItIsResearchWithAdultsOfAPanelInTheEu() {
        var use = options();

        assertThat(use.purpose()).isEqualTo(Purpose.RESEARCH);
        assertThat(use.context()).hasToString("research-panel/panelist/eu/adult");
    }

    @Test
    void theUsualContextFollowsThePurpose() {
        assertThat(options("--purpose", "analytics").context()).hasToString("web/customer/eu/adult");
        assertThat(options("--purpose", "agent-assist").context()).hasToString("contact-centre/customer/eu/adult");
    }

    @Test
    void whatTheLawProhibitsIsRefusedBeforeAnythingIsOpened() {
        assertThatThrownBy(() -> options("--purpose", "eligibility").aboutOnePerson(Set.of(Modality.TEXT)))
                .isInstanceOf(ProhibitedUseException.class)
                .hasMessageContaining("house-19")
                .hasMessageContaining("GDPR Art. 22");
    }

    @Test
    void whatAgentsTypeIsMeasuredOverManyButNotAboutOne() {
        var agents = options("--purpose", "analytics", "--place", "contact-centre", "--role", "agent");

        assertThat(agents.overMany(Modality.TEXT).modalities()).containsOnly(Modality.TEXT);
        assertThatThrownBy(() -> agents.aboutOnePerson(Set.of(Modality.TEXT)))
                .hasMessageContaining("house-08")
                .hasMessageContaining("over many");
        assertThatThrownBy(() -> agents.overMany(Modality.VOICE)).hasMessageContaining("Art. 5(1)(f)");
    }

    @Test
    void aDutyIsDeclaredByName() {
        var illinois = options("--purpose", "analytics", "--jurisdiction", "us-il", "--meets", "written-release");

        assertThat(illinois.aboutOnePerson(Set.of(Modality.FACE)).modalities()).containsOnly(Modality.FACE);
        assertThatThrownBy(() -> options("--meets", "physical-state-only"))
                .hasMessageContaining("not for the operator");
    }

    private static UseOptions options(String... arguments) {
        var line = new Line();
        new CommandLine(line).parseArgs(arguments);
        return line.use;
    }

    private static String refusal(Gate gate, Purpose purpose, Modality modality) {
        return ((Gate.Verdict.Refused) gate.check(new Gate.Question("p", purpose, modality))).reason();
    }
}
