package dev.attune.server.live;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.attune.media.Frame;
import dev.attune.media.Pcm;
import dev.attune.media.PhoneSound;
import dev.attune.server.database.GroupCommit;
import java.io.Serializable;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Pictures and sound cannot be stored or sent on, because whatever stores or sends does not know them.
class RawMediaTest {
    private static final Class<?>[] RAW = {
        Frame.class, Pcm.class, PhoneSound.class, EncodedFrame.class, EncodedSound.class
    };

    /// What ships, without any test.
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importLocations(Set.of(home(LiveEndpoint.class), home(Frame.class)));

    private static Location home(Class<?> type) {
        return Location.of(type.getProtectionDomain().getCodeSource().getLocation());
    }

    @Test
    void noneIsSerialisable() {
        noClasses()
                .that(belongToAnyOf(RAW))
                .should()
                .beAssignableTo(Serializable.class)
                .check(CLASSES);
    }

    @Test
    void whoTalksToTheDatabaseKnowsNone() {
        var database = belongToAnyOf(JdbcClient.class, JdbcOperations.class, GroupCommit.class);
        noClasses()
                .that(DescribedPredicate.<JavaClass>describe(
                        "talk to the database",
                        type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> database.test(dependency.getTargetClass()))))
                .should()
                .dependOnClassesThat(belongToAnyOf(RAW))
                .check(CLASSES);
    }

    @Test
    void noMessageToAPageHoldsAny() {
        noClasses()
                .that()
                .areAssignableTo(ServerMessage.class)
                .or()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .dependOnClassesThat(belongToAnyOf(RAW))
                .check(CLASSES);
    }
}
