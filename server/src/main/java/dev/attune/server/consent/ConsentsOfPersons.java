package dev.attune.server.consent;

import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.PersonErasing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a person decided, for copies and erasures. The receipts are erased; the bare records stay as evidence, under an
/// id that leads to nobody any more.
@Component
class ConsentsOfPersons implements PersonDataHolder {
    private final JdbcClient jdbc;
    private final Consents consents;
    private final ConsentRecords records;
    private final ConsentGate gate;
    private final GuardianRequests guardians;

    ConsentsOfPersons(
            JdbcClient jdbc, Consents consents, ConsentRecords records, ConsentGate gate, GuardianRequests guardians) {
        this.guardians = guardians;
        this.jdbc = jdbc;
        this.consents = consents;
        this.records = records;
        this.gate = gate;
    }

    @Override
    public String name() {
        return "consents";
    }

    @Override
    public Set<String> tables() {
        return Set.of("consent_record", "consent_receipt", "guardian_request");
    }

    @Override
    public Map<String, List<?>> export(String person) {
        return Map.of(
                "receipts",
                consents.receiptsOf(person),
                "records",
                records.of(person),
                "guardianRequests",
                guardians.of(person));
    }

    @Override
    public Map<String, Integer> erase(String person) {
        return Map.of(
                "consent_receipt",
                jdbc.sql("delete from consent_receipt where subject = ?")
                        .param(person)
                        .update(),
                "guardian_request",
                guardians.erase(person));
    }

    /// Before the sessions ask again.
    @EventListener
    @Order(0)
    void forget(PersonErasing erasing) {
        if (erasing.subject() != null) gate.forget(erasing.subject());
    }
}
