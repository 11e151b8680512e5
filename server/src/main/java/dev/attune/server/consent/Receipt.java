package dev.attune.server.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a person takes away: what was decided, under which notice, until when.
///
/// @param subject pseudonym, never a name
/// @param notice that was shown
/// @param collectionMethod `button`; `gpc` where the browser's Global Privacy Control said no; `minor` where a minor is
///     not read; `awaiting-guardian` until one answered; then `parent` or `legal-guardian`
/// @param choices each with its answer
/// @param record the same in the words of ISO/IEC TS 27560:2023; absent where answers are told as they stand now
/// @param personal address of the page where the person sees, copies, withdraws and erases without an account; whoever
///     has it can do so. Absent likewise
/// @param receipt this document as a compact JWS; empty inside the signed document itself
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        UUID receiptId,
        String subject,
        Instant decidedAt,
        Instant expiresAt,
        NoticeRef notice,
        String collectionMethod,
        List<Answer> choices,
        @Nullable ConsentDocument record,
        @Nullable String personal,
        String receipt) {

    public Receipt {
        choices = List.copyOf(choices);
    }

    public record NoticeRef(String id, int version, String hash, String language) {}

    /// @param granted whether it holds now
    /// @param decision `granted`, `refused` or `withdrawn`
    public record Answer(String purpose, String modality, boolean granted, String decision) {}

    /// The same decision with the answers as they stand now; unsigned.
    Receipt with(List<Answer> answers) {
        return new Receipt(receiptId, subject, decidedAt, expiresAt, notice, collectionMethod, answers, null, null, "");
    }

    Receipt signedBy(ReceiptSigner signer) {
        return new Receipt(
                receiptId,
                subject,
                decidedAt,
                expiresAt,
                notice,
                collectionMethod,
                choices,
                record,
                personal,
                signer.sign(this));
    }
}
