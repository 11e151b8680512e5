package dev.attune.server.consent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A consent record with the field names of ISO/IEC TS 27560:2023, one purpose of processing for each choice.
///
/// @param schemaVersion of the record structure
/// @param recordId of the receipt
/// @param principal the person, by pseudonym
/// @param processing what was agreed to or not
/// @param parties who takes part
/// @param event what was decided and when
public record ConsentDocument(
        @JsonProperty("schema_version") String schemaVersion,
        @JsonProperty("record_id") UUID recordId,
        @JsonProperty("pii_principal_id") String principal,
        @JsonProperty("pii_processing") Processing processing,
        @JsonProperty("party_identification") List<Party> parties,
        List<Event> event) {
    private static final String SCHEMA = "ISO/IEC TS 27560:2023";
    private static final String CONTROLLER = "controller";

    public ConsentDocument {
        parties = List.copyOf(parties);
        event = List.copyOf(event);
    }

    /// @param notice id, version and SHA-256 of the texts that were shown
    /// @param purposes one for each choice
    public record Processing(
            @JsonProperty("privacy_notice") String notice, String language, List<PurposeOfProcessing> purposes) {
        public Processing {
            purposes = List.copyOf(purposes);
        }
    }

    /// @param lawfulBasis always `consent`
    /// @param information what is read
    /// @param controllers who answers for it, by `party_id`
    /// @param collectionMethod how it was asked
    /// @param processingMethod what is done
    /// @param storageLocations where it is kept
    /// @param retentionPeriod how long it is kept, as `P30D`
    /// @param recipients who else gets it
    /// @param withdrawalMethod how it is taken back
    /// @param rights what the person may ask for
    public record PurposeOfProcessing(
            String purpose,
            @JsonProperty("lawful_basis") String lawfulBasis,
            @JsonProperty("pii_information") List<Information> information,
            @JsonProperty("pii_controllers") List<String> controllers,
            @JsonProperty("collection_method") String collectionMethod,
            @JsonProperty("processing_method") String processingMethod,
            @JsonProperty("storage_locations") List<String> storageLocations,
            @JsonProperty("retention_period") String retentionPeriod,
            String jurisdiction,
            @JsonProperty("recipient_third_parties") List<String> recipients,
            @JsonProperty("withdrawal_method") String withdrawalMethod,
            @JsonProperty("privacy_rights") List<String> rights) {
        public PurposeOfProcessing {
            information = List.copyOf(information);
            controllers = List.copyOf(controllers);
            storageLocations = List.copyOf(storageLocations);
            recipients = List.copyOf(recipients);
            rights = List.copyOf(rights);
        }
    }

    /// @param type what is read, for example `face`
    /// @param sensitive whether it is biometric
    public record Information(
            @JsonProperty("pii_type") String type,
            @JsonProperty("sensitive_pii_category") boolean sensitive) {}

    /// @param id of the party in this record
    /// @param name as it is registered
    /// @param role for example `controller`
    /// @param contact where it is reached; may be empty
    public record Party(
            @JsonProperty("party_id") String id,
            @JsonProperty("party_name") String name,
            @JsonProperty("party_role") String role,
            @JsonProperty("party_contact") String contact) {}

    /// @param time when
    /// @param validity how long it holds, for example `P180D`
    /// @param type purpose and modality, for example `personalization/face`
    /// @param state what was decided
    public record Event(
            @JsonProperty("event_time") Instant time,
            @JsonProperty("validity_duration") Duration validity,
            @JsonProperty("event_type") String type,
            @JsonProperty("event_state") String state) {}

    /// Who a parent or guardian is, the operator knows, and nobody here.
    private static List<Party> parties(Receipt receipt, ControllerSettings controller) {
        var answering = new Party(CONTROLLER, controller.name(), CONTROLLER, controller.contact());
        return Method.of(receipt.collectionMethod()).isByGuardian()
                ? List.of(
                        answering,
                        new Party("guardian", receipt.collectionMethod(), "representative of the principal", ""))
                : List.of(answering);
    }

    /// Of a decision just made.
    static ConsentDocument of(Receipt receipt, ControllerSettings controller, Duration kept, String jurisdiction) {
        var purposes = receipt.choices().stream()
                .map(answer -> new PurposeOfProcessing(
                        answer.purpose(),
                        "consent",
                        List.of(new Information(
                                answer.modality(),
                                Choice.of(answer.purpose(), answer.modality())
                                        .modality()
                                        .biometric())),
                        List.of(CONTROLLER),
                        receipt.collectionMethod(),
                        "read while it happens; pictures, sound and words are not stored",
                        List.of(controller.storage()),
                        kept.toString(),
                        jurisdiction,
                        List.of(),
                        "one tap where it was given, or the personal page named in the receipt",
                        List.of("access", "copy", "withdrawal", "erasure", "complaint to the authority")))
                .toList();
        var validity = Duration.between(receipt.decidedAt(), receipt.expiresAt());
        return new ConsentDocument(
                SCHEMA,
                receipt.receiptId(),
                receipt.subject(),
                new Processing(
                        "%s/%d sha256:%s"
                                .formatted(
                                        receipt.notice().id(),
                                        receipt.notice().version(),
                                        receipt.notice().hash()),
                        receipt.notice().language(),
                        purposes),
                parties(receipt, controller),
                receipt.choices().stream()
                        .map(answer -> new Event(
                                receipt.decidedAt(),
                                validity,
                                answer.purpose() + "/" + answer.modality(),
                                answer.decision()))
                        .toList());
    }
}
