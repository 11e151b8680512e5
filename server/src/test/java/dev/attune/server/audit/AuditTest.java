package dev.attune.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.ServerTest;
import dev.attune.server.database.DataDirectory;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

class AuditTest extends ServerTest {
    private static final int RECORDS = 12;
    private static final String CONNECTION_FAILURE = "08006"; // SQLSTATE

    @Autowired
    private Audit audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private DataDirectory directory;

    @Autowired
    private TransactionOperations transactions;

    @TempDir
    private Path folder;

    private final Tenant tenant = new Tenant("audited-" + UUID.randomUUID());

    private record Outcome(int exitCode, String said) {}

    @BeforeEach
    void twelveRecordsAndAnAnchorAtTheEnd() throws InterruptedException {
        var writer = new Audit(
                template,
                transactions,
                InstantSource.system(),
                new AuditSettings(Duration.ofMinutes(15), 10_000),
                directory);
        tenant.run(() -> {
            for (int i = 1; i <= RECORDS; i++)
                writer.note(AuditEntry.read("officer", "support", "session", "session-" + i));
            writer.record("officer", "session.erased", "session-last");
        });
        writer.close(); // anchors
    }

    @Test
    void aStopWritesWhatWasNotedAMomentBefore(@TempDir Path own) throws InterruptedException {
        for (int wait = 0; wait < 10; wait++) {
            var stopping = AuditBeside.of(template, transactions, own.resolve("stopped-" + wait));
            var its = new Tenant("stopped-" + UUID.randomUUID());
            its.run(() -> stopping.note(AuditEntry.read("officer", "support", "session", "last")));
            Thread.sleep(wait); // the writer gathers for 3 ms, then commits
            stopping.close();
            assertThat(its.<List<AuditRecord>>get(() -> audit.latest(5)))
                    .as("stopped after %d ms", wait)
                    .hasSize(1);
            assertThat(its.<List<AuditAnchor>>get(() -> audit.anchors())).hasSize(1);
        }
    }

    /// The connection dies between the commit and its answer; more comes before the writer tries again.
    @Test
    void aCommitWhoseAnswerIsLostWritesItsRecordsOnce(@TempDir Path own) throws InterruptedException {
        var answers = new LosesAnswers(transactions, 2);
        var beside = AuditBeside.of(template, answers, own.resolve("beside"));
        var its = new Tenant("unanswered-" + UUID.randomUUID());

        its.run(() -> {
            beside.note(AuditEntry.read("officer", "support", "session", "first"));
            beside.record("officer", "session.erased", "second");
        });
        its.run(() -> beside.record("officer", "session.erased", "third"));
        beside.close();

        assertThat(answers.lost).hasValue(2);
        assertThat(its.<List<AuditRecord>>get(() -> audit.latest(9)))
                .extracting(record -> record.entry().objectPseudonym())
                .containsExactly("third", "second", "first");
        var chain = run("verify", "--data=" + directory.path(), "--tenant=" + its.id(), "--key=" + beside.publicKey());
        assertThat(chain.said()).contains("records 1 to 3 are as they were written");
    }

    /// The connection dies before the commit arrives.
    @Test
    void aCommitThatNeverArrivedIsTriedAgain(@TempDir Path own) throws InterruptedException {
        var answers = new LosesAnswers(transactions, 1);
        answers.commits = false;
        var beside = AuditBeside.of(template, answers, own.resolve("beside"));
        var its = new Tenant("undelivered-" + UUID.randomUUID());

        its.run(() -> beside.record("officer", "session.erased", "only"));
        beside.close();

        assertThat(answers.lost).hasValue(1);
        assertThat(its.<List<AuditRecord>>get(() -> audit.latest(9))).hasSize(1);
    }

    @Test
    void anUntouchedChainIsSound() {
        var outcome = verify();

        assertThat(outcome.said()).contains(tenant.id() + ": records 1 to 13 are as they were written");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aRecordCanNeitherBeChangedNorRemoved() {
        for (var statement : List.of(
                "update audit_record set actor = 'nobody'",
                "delete from audit_record",
                "truncate audit_record",
                "delete from audit_anchor")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update()).hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> asOwner().update(statement)).hasMessageContaining("append-only");
        }
    }

    @Test
    void aChangedRecordIsNamed() {
        tamper("update audit_record set purpose = 'marketing' where tenant = ? and seq = 7");

        assertFound("record 7 was changed");
    }

    @Test
    void aRemovedRecordIsNamed() {
        tamper("delete from audit_record where tenant = ? and seq = 4");

        assertFound("record 4 was removed");
    }

    @Test
    void exchangedRecordsAreNamed() {
        tamper("""
                update audit_record a set object_pseudonym = b.object_pseudonym, at = b.at, hash = b.hash
                from audit_record b where a.tenant = ? and b.tenant = a.tenant and a.seq in (5, 9) and b.seq = 14 - a.seq""");

        assertFound("record 5 was moved: what stands here was written as record 9");
    }

    @Test
    void aCutOffEndIsSeenByItsAnchorEvenWhenTheTableOfAnchorsWasCutToo() {
        tamper("delete from audit_record where tenant = ? and seq > 10");
        tamper("delete from audit_anchor where tenant = ? and seq > 10");

        assertFound("records 11 to 13 were cut off");
    }

    @Test
    void aChainWrittenAnewDoesNotFitItsAnchor() {
        byte[] previous = AuditRecord.genesis(tenant.id());
        var anew = new ArrayList<AuditRecord>();
        for (long seq = 1; seq <= RECORDS + 1; seq++) {
            var record =
                    AuditRecord.after(previous, seq, Instant.EPOCH, AuditEntry.of("nobody", "nothing.done", "nothing"));
            anew.add(record);
            previous = record.hash();
        }
        for (var record : anew)
            tamper(
                    "update audit_record set at = ?, actor = 'nobody', purpose = '', action = 'nothing.done', object_type = 'nothing', object_pseudonym = 'nothing', hash = ? where tenant = ? and seq = ?",
                    record.at().atOffset(ZoneOffset.UTC),
                    record.hash(),
                    tenant.id(),
                    record.seq());

        assertFound("were written anew");
    }

    @Test
    void anAnchorWithAnotherSignatureIsNamed() {
        tamper("update audit_anchor set signature = sha512('forged') where tenant = ? and seq > 10");

        assertFound("is not signed by this server's key");
    }

    @Test
    void anExportedFileIsAsGoodAsTheTable() throws IOException {
        assertThat(verify(export(lines -> lines)).exitCode()).isZero();
        assertFound(
                verify(export(lines ->
                        replace(lines, 7, own(lines, 7).replace("\"purpose\":\"support\"", "\"purpose\":\"sales\"")))),
                "record 7 was changed");
        assertFound(verify(export(lines -> replace(lines, 4, ""))), "record 4 was removed");
        assertFound(
                verify(export(lines -> {
                    Collections.swap(lines, lines.indexOf(own(lines, 5)), lines.indexOf(own(lines, 6)));
                    return lines;
                })),
                "the order was changed");
        assertFound(verify(export(lines -> lines.subList(0, lines.size() - 3))), "before its last line");
    }

    /// As a full disk leaves it, or a copy that broke off.
    @Test
    void aFileThatEndsWithinALineIsSaidToBeCutOff() throws IOException {
        Path file = export(lines -> lines);
        var whole = Files.readString(file);
        for (var within : List.of("\"seq\":7", "{\"anchor\":{\"", "{\"end\"")) {
            Files.writeString(file, whole.substring(0, whole.indexOf(within) + within.length()));
            assertFound(verify(file), "before its last line");
        }
    }

    @Test
    void anAnchorThatAFullDiskCutOffHidesNoOther(@TempDir Path own) throws IOException {
        var file = new AnchorFile(own.resolve(AnchorFile.NAME));
        var first = anAnchor(13);
        file.add(first);
        Files.writeString(
                file.path(),
                AuditFormat.line(anAnchor(14)).substring(0, 70),
                StandardOpenOption.APPEND); // no space left
        assertThat(file.read()).extracting(AuditAnchor::seq).containsExactly(13L);

        file.add(anAnchor(15));

        assertThat(file.read()).extracting(AuditAnchor::seq).containsExactly(13L, 15L);
        assertThat(file.read().getFirst().signature()).isEqualTo(first.signature());
    }

    private static final class LosesAnswers implements TransactionOperations {
        private final TransactionOperations real;
        private final int most;
        private volatile boolean commits = true;
        private final AtomicInteger lost = new AtomicInteger();

        LosesAnswers(TransactionOperations real, int most) {
            this.real = real;
            this.most = most;
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
            boolean loses = lost.get() < most;
            var result = real.execute(status -> {
                if (loses && !commits) status.setRollbackOnly();
                return work.doInTransaction(status);
            });
            if (!loses) return result;
            lost.incrementAndGet();
            throw new TransactionSystemException(
                    "no answer to the commit", new SQLException("connection reset", CONNECTION_FAILURE));
        }
    }

    private AuditAnchor anAnchor(long seq) throws IOException {
        return AuditAnchor.sign(
                SigningKey.of(SigningKey.fresh(), "a key"),
                tenant.id(),
                seq,
                AuditRecord.genesis("any"),
                Instant.EPOCH);
    }

    @Test
    void whatATransactionThatFailsRecordedIsNotWritten() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    audit.record("officer", "session.erased", "session-kept");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        audit.record("officer", "session.erased", "session-gone");

        assertThat(audit.latest(1).getFirst().entry().objectPseudonym()).isEqualTo("session-gone");
        assertThat(audit.latest(50))
                .noneMatch(record -> record.entry().objectPseudonym().equals("session-kept"));
    }

    @Test
    void anEntryIsOneLineSoThatNobodyForgesASecond() {
        assertThatThrownBy(() -> AuditEntry.of("console", "note\nforged", "x")).hasMessageContaining("one line");
    }

    @Test
    void theConsoleReadsTheLatestRecordsAndTheAnchors() {
        var console = aSignedInConsole();

        assertThat(mvc.get().uri("/v1/audit/records").cookie(console))
                .hasStatusOk()
                .bodyText()
                .contains("console.signed-in");
        assertThat(mvc.get().uri("/v1/audit/anchors").cookie(console))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.publicKey")
                .asString()
                .hasSize(64);
    }

    private void assertFound(String finding) {
        assertFound(verify(), finding);
    }

    private static void assertFound(Outcome outcome, String finding) {
        assertThat(outcome.said()).contains(finding);
        assertThat(outcome.exitCode()).isEqualTo(AuditTool.TAMPERED);
    }

    private Outcome verify() {
        return run("verify", "--data=" + directory.path(), "--tenant=" + tenant.id());
    }

    private Outcome verify(Path file) {
        return run("verify", "--file=" + file);
    }

    /// The export, with its lines as somebody left them.
    private Path export(UnaryOperator<List<String>> hand) throws IOException {
        Path file = folder.resolve("audit.jsonl");
        assertThat(run("export", "--data=" + directory.path(), "--out=" + file, "--tenant=" + tenant.id())
                        .exitCode())
                .isZero();
        Files.write(file, hand.apply(new ArrayList<>(Files.readAllLines(file))));
        return file;
    }

    private static String own(List<String> lines, int seq) {
        return lines.stream()
                .filter(line -> line.contains("\"record\"") && line.contains("\"seq\":%d,".formatted(seq)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> replace(List<String> lines, int seq, String line) {
        int place = lines.indexOf(own(lines, seq));
        lines.remove(place);
        if (!line.isEmpty()) lines.add(place, line);
        return lines;
    }

    private static Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        int code;
        try (var stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            code = AuditTool.run(stream, stream, arguments);
        }
        return new Outcome(code, out.toString(StandardCharsets.UTF_8));
    }

    private void tamper(String sql) {
        tamper(sql, tenant.id());
    }

    /// As somebody who owns the database can.
    private void tamper(String sql, Object... parameters) {
        var owner = asOwner();
        owner.execute("alter table audit_record disable trigger user; alter table audit_anchor disable trigger user");
        owner.update(sql, parameters);
        owner.execute("alter table audit_record enable trigger user; alter table audit_anchor enable trigger user");
    }
}
