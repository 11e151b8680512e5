package dev.attune.server.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What a person takes away: what was decided, under which notice, until when.
///
/// The fields follow the consent receipt of ISO/IEC TS 27560:2023 in substance, not in its JSON-LD form.
///
/// @param subject pseudonym, never a name
/// @param receipt this document as a compact JWS; empty inside the signed document itself
record Receipt(
        UUID receiptId,
        String subject,
        Instant decidedAt,
        Instant expiresAt,
        NoticeRef notice,
        String collectionMethod,
        List<Answer> choices,
        String receipt) {

    record NoticeRef(String id, int version, String hash, String language) {}

    /// @param granted whether it holds now
    record Answer(String purpose, String modality, boolean granted, String decision) {}

    /// The same decision with the answers as they stand now; unsigned.
    Receipt with(List<Answer> answers) {
        return new Receipt(
                receiptId, subject, decidedAt, expiresAt, notice, collectionMethod, List.copyOf(answers), "");
    }

    Receipt signedBy(ReceiptSigner signer) {
        return new Receipt(
                receiptId, subject, decidedAt, expiresAt, notice, collectionMethod, choices, signer.sign(this));
    }
}
