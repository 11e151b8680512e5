package dev.attune.policy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;

/// What the operator declares of where Attune stands and who is before it.
public record DeclaredContext(Place place, Role role, Jurisdiction jurisdiction, AgeBand ageBand) {

    /// Where a purpose is usually pursued, with adults in the EU.
    public static DeclaredContext usualFor(Purpose purpose) {
        return switch (purpose) {
            case PERSONALIZATION, ANALYTICS, BASELINE -> usual(Place.WEB, Role.CUSTOMER);
            case RESEARCH -> usual(Place.RESEARCH_PANEL, Role.PANELIST);
            case AGENT_ASSIST -> usual(Place.CONTACT_CENTRE, Role.CUSTOMER);
            case TRAINING -> usual(Place.TRAINING_ROOM, Role.EMPLOYEE);
            case SAFETY -> usual(Place.WORKPLACE, Role.EMPLOYEE);
            case MEDICAL -> usual(Place.CLINIC, Role.PATIENT);
            case ELIGIBILITY -> usual(Place.BANK, Role.APPLICANT);
        };
    }

    private static DeclaredContext usual(Place place, Role role) {
        return new DeclaredContext(place, role, Jurisdiction.EU, AgeBand.ADULT);
    }

    public PolicyQuery asks(Purpose purpose, Modality modality, Instant at) {
        return new PolicyQuery(place, role, purpose, modality, jurisdiction, ageBand, at);
    }

    /// For example `web/customer/eu/adult`.
    @Override
    public String toString() {
        return String.join("/", place.id(), role.id(), jurisdiction.id(), ageBand.id());
    }
}
