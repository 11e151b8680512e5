package dev.attune.server.outbound;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Nothing leaves the machine until an operator names where to.
class OutwardTest {
    /// Who may talk to other machines: each only to an address that stands in a setting or on the page
    /// of connectors. The company's sign-in does so too, by Spring Security, once its issuer is named.
    private static final Set<String> TALKERS = Set.of(
            "dev.attune.server.outbound.OutboundHttp",
            "dev.attune.server.outbound.SafeAddresses",
            "dev.attune.server.assistants.MatrixClient",
            "dev.attune.server.style.LanguageModel",
            "dev.attune.server.warning.MailCarrier");

    @Test
    void nobodyElseCanOpenAConnection() {
        var wayOut = resideInAnyPackage(
                        "java.net.http",
                        "org.apache.hc..",
                        "dev.langchain4j..",
                        "org.springframework.web.client..",
                        "org.springframework.mail.javamail..")
                .or(JavaClass.Predicates.belongToAnyOf(Socket.class, URLConnection.class, SocketChannel.class));
        noClasses()
                .that(DescribedPredicate.<JavaClass>describe(
                        "are not known to talk to other machines",
                        type -> !TALKERS.contains(type.getName().replaceAll("\\$.*", ""))))
                .should()
                .dependOnClassesThat(wayOut)
                .check(new ClassFileImporter()
                        .importLocations(Set.of(Location.of(OutboundHttp.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()))));
    }
}
