package dev.attune.evaluation.declared;

import dev.attune.policy.AgeBand;
import dev.attune.policy.DeclaredContext;
import dev.attune.policy.Duty;
import dev.attune.policy.Jurisdiction;
import dev.attune.policy.Place;
import dev.attune.policy.Policy;
import dev.attune.policy.Role;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--purpose` and the context it is pursued in, of every command that reads people's signals; a mixin.
public final class UseOptions {
    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            converter = Purposes.class,
            description = "What the results are for: research, analytics, personalization, agent-assist, training,"
                    + " safety or medical (default: research). You answer for the permission of the people.")
    private @Nullable Purpose purpose;

    @Option(
            names = "--place",
            paramLabel = "PLACE",
            converter = Places.class,
            description = "Where it is pursued, for example web, shop, contact-centre, clinic, research-panel (default:"
                    + " the usual one of the purpose). What the law prohibits there is refused with exit code 13.")
    private @Nullable Place place;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = Roles.class,
            description = "Who the people are: customer, agent, employee, student, patient, panelist, candidate,"
                    + " applicant or passer-by (default: the usual one of the purpose).")
    private @Nullable Role role;

    @Option(
            names = "--jurisdiction",
            paramLabel = "LAW",
            converter = Jurisdictions.class,
            description = "eu, uk, ru, cn, us-il, or other for the strictest of all (default: eu).")
    private Jurisdiction jurisdiction = Jurisdiction.EU;

    @Option(
            names = "--age-band",
            paramLabel = "AGE",
            converter = Ages.class,
            description = "adult, minor or unknown (default: adult).")
    private AgeBand ageBand = AgeBand.ADULT;

    @Option(
            names = "--meets",
            split = ",",
            paramLabel = "DUTY",
            converter = Duties.class,
            description = "What the law asks for and you see to, for example written-release, local-storage.")
    private Set<Duty> meets = Set.of();

    public Purpose purpose() {
        return purpose == null ? Purpose.RESEARCH : purpose;
    }

    /// Without `--purpose` it is this one, that people agreed to when it was kept.
    public void unlessNamed(Purpose agreed) {
        if (purpose == null) purpose = agreed;
    }

    public DeclaredContext context() {
        var usual = DeclaredContext.usualFor(purpose());
        return new DeclaredContext(
                place == null ? usual.place() : place, role == null ? usual.role() : role, jurisdiction, ageBand);
    }

    /// The gate for what will be read about each person.
    ///
    /// @throws ProhibitedUseException before anything is opened
    public DeclaredUse aboutOnePerson(Set<Modality> modalities) {
        return gate(modalities, true);
    }

    /// The same where only figures over many people come of it.
    ///
    /// @throws ProhibitedUseException before anything is opened
    public DeclaredUse overMany(Modality... modalities) {
        return gate(Set.of(modalities), false);
    }

    private DeclaredUse gate(Set<Modality> modalities, boolean aboutOnePerson) {
        return new DeclaredUse(
                        Policy.bundled().meeting(meets),
                        context(),
                        purpose(),
                        modalities,
                        aboutOnePerson,
                        InstantSource.system())
                .orRefuse();
    }

    /// Turns what a value class says of a bad word into a fault of the command line.
    private abstract static class Words<T> implements ITypeConverter<T> {
        private final Function<String, T> known;

        Words(Function<String, T> known) {
            this.known = known;
        }

        @Override
        public T convert(String word) {
            try {
                return known.apply(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class Purposes extends Words<Purpose> {
        Purposes() {
            super(Purpose::of);
        }
    }

    private static final class Places extends Words<Place> {
        Places() {
            super(Place::of);
        }
    }

    private static final class Roles extends Words<Role> {
        Roles() {
            super(Role::of);
        }
    }

    private static final class Jurisdictions extends Words<Jurisdiction> {
        Jurisdictions() {
            super(Jurisdiction::of);
        }
    }

    private static final class Ages extends Words<AgeBand> {
        Ages() {
            super(AgeBand::of);
        }
    }

    private static final class Duties extends Words<Duty> {
        Duties() {
            super(id -> {
                Policy.bundled().meeting(Set.of(Duty.of(id))); // refuses what nobody can declare
                return Duty.of(id);
            });
        }
    }
}
