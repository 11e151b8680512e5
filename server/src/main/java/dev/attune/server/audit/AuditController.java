package dev.attune.server.audit;

import io.swagger.v3.oas.annotations.Operation;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/audit")
class AuditController {
    private static final int LATEST = 200; // what a page can show without paging

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    /// @param seq grows by one with each record of the tenant
    /// @param hash in hexadecimal digits
    record RecordView(long seq, String at, AuditEntry entry, String hash) {
        static RecordView of(AuditRecord record) {
            return new RecordView(
                    record.seq(),
                    AuditRecord.time(record.at()),
                    record.entry(),
                    HexFormat.of().formatHex(record.hash()));
        }
    }

    /// @param publicKey that verifies the anchors, in hexadecimal digits
    /// @param anchors signed heads of the chain of records
    record Anchors(String publicKey, List<Map<String, Object>> anchors) {}

    @Operation(summary = "Lists the latest records of who did what, newest first")
    @GetMapping("/records")
    List<RecordView> latest() {
        return audit.latest(LATEST).stream().map(RecordView::of).toList();
    }

    @Operation(
            summary = "Tells the signed anchors of the audit chain and the key that verifies them",
            description = "Keep them elsewhere: who has them sees when the end of the chain is cut off.")
    @GetMapping("/anchors")
    Anchors anchors() {
        return new Anchors(
                audit.publicKey(),
                audit.anchors().stream().map(AuditFormat::fields).toList());
    }
}
