package dev.attune.server.feedback;

import dev.attune.server.customers.CustomerAffect;
import dev.attune.server.customers.Customers;
import dev.attune.server.database.Tenant;
import dev.attune.server.feedback.Uploads.Batch;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.server.policy.Switches;
import dev.attune.server.words.Words;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import dev.attune.text.feedback.DeclaredText;
import dev.attune.text.feedback.FeedbackColumns;
import dev.attune.text.feedback.FeedbackReader;
import dev.attune.text.feedback.FeedbackReading;
import dev.attune.text.feedback.FeedbackTable;
import dev.attune.text.feedback.FeedbackTable.Entry;
import dev.attune.text.feedback.UnusableTableException;
import dev.attune.text.topics.AspectOpinion;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Reads tables one after the other on one thread, so that live sessions keep the other processor cores.
///
/// The gate is asked before the table is opened and again for every batch of rows.
@Component
class BackgroundReading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundReading.class);
    private static final int BATCH = 500; // rows that become visible, and are counted, together
    private static final String SUBJECT = "people-in-the-table"; // nobody is identified
    static final String DECLARED = "console"; // where the operator declared the purpose

    private final Uploads uploads;
    private final Words words;
    private final DeploymentPolicy policy;
    private final Switches switches;
    private final InstantSource clock;
    private final CustomerAffect customers;
    private final Customers register;
    private final FeedbackSettings settings;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("read-feedback").factory());
    private final Map<UUID, Progress> running = new ConcurrentHashMap<>();

    BackgroundReading(
            Uploads uploads,
            Words words,
            DeploymentPolicy policy,
            Switches switches,
            InstantSource clock,
            CustomerAffect customers,
            Customers register,
            FeedbackSettings settings) {
        this.customers = customers;
        this.register = register;
        this.uploads = uploads;
        this.words = words;
        this.policy = policy;
        this.switches = switches;
        this.clock = clock;
        this.settings = settings;
    }

    /// What is to be read and how.
    record Table(
            SealedFile file, FeedbackTable.Format format, Charset charset, FeedbackColumns columns, Purpose purpose) {
        FeedbackTable open(InputStream in) throws IOException {
            return FeedbackTable.open(in, format, charset, columns);
        }
    }

    /// How far a table is read; written by the reading thread, read by all.
    static final class Progress {
        private final long bytes;
        private final AtomicLong bytesRead = new AtomicLong();
        private final AtomicLong rows = new AtomicLong();
        private final AtomicLong rejected = new AtomicLong();
        private volatile boolean unwanted;

        Progress(long bytes) {
            this.bytes = bytes;
        }

        long rows() {
            return rows.get();
        }

        long rejected() {
            return rejected.get();
        }

        /// In [0, 1].
        double share() {
            return bytes == 0 ? 1 : Math.min(1, bytesRead.doubleValue() / bytes);
        }
    }

    /// The table was erased, or the server stops, while it was read.
    private static final class UnwantedException extends RuntimeException {}

    /// What an earlier process began cannot be finished: its key is gone.
    @EventListener(ApplicationReadyEvent.class)
    void giveUpWhatWasInterrupted() throws IOException {
        SealedFile.sweep(settings.folder());
        for (var id : uploads.unfinished()) uploads.failed(id, "server-stopped", "");
    }

    /// Whether another table may wait.
    boolean hasRoom() {
        return running.size() < settings.maxWaiting();
    }

    void begin(UUID id, Table table) {
        running.put(id, new Progress(table.file.bytes()));
        var tenant = Tenant.current();
        thread.execute(() -> tenant.run(() -> run(id, table)));
    }

    @Nullable
    Progress progress(UUID id) {
        return running.get(id);
    }

    /// Stops reading it, if it is being read.
    void forget(UUID id) {
        var progress = running.get(id);
        if (progress != null) progress.unwanted = true;
    }

    private void run(UUID id, Table table) {
        var progress = running.get(id);
        if (progress == null) throw new IllegalStateException("it was never begun");
        try (var file = table.file) {
            read(id, table, progress);
            LOG.info("feedback {}: {} rows read, {} left out", id, progress.rows(), progress.rejected());
        } catch (UnwantedException e) {
            LOG.info("feedback {}: no longer wanted", id);
        } catch (UnusableTableException e) {
            fail(id, "unusable-table", String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            if (progress.unwanted) return;
            LOG.error("feedback {} could not be read", id, e);
            fail(id, "broken", id.toString());
        } finally {
            running.remove(id);
        }
    }

    private void fail(UUID id, String failure, String detail) {
        try {
            uploads.failed(id, failure, detail);
        } catch (RuntimeException e) { // the database is away: the next start tells it
            LOG.error("feedback {}: its failure could not be noted", id, e);
        }
    }

    private void read(UUID id, Table table, Progress progress) throws IOException {
        var gate = new DeclaredText(table.purpose, DECLARED);
        mayRead(gate, table.purpose);
        FeedbackReader reader;
        try (var beginning = table.open(table.file.open())) {
            reader = words.feedbackReader().adaptedTo(beginning);
        }
        try (var rows = table.open(new Counting(table.file.open(), progress))) {
            for (var batch = batch(rows, reader, progress, id);
                    batch != null;
                    batch = batch(rows, reader, progress, id)) {
                mayRead(gate, table.purpose);
                if (progress.unwanted) throw new UnwantedException();
                if (progress.rows() + batch.readings().size() > settings.maxRows()) {
                    fail(id, "too-many-rows", String.valueOf(settings.maxRows()));
                    return;
                }
                uploads.add(id, batch);
                progress.rows.addAndGet(batch.readings().size());
                progress.rejected.addAndGet(batch.rejected().size());
            }
        }
        var models = reader.models();
        uploads.spoke(id, models);
        var summary = uploads.summary(id, Filter.NONE);
        uploads.done(id, progress.rows(), progress.rejected(), summary);
    }

    /// Rows are about nobody who is identified, so figures over many are what comes of it.
    private void mayRead(Gate gate, Purpose purpose) {
        var decision = policy.decide(purpose, Modality.TEXT, clock.instant());
        if (!decision.outcome().permits(Modality.TEXT, false)) throw new SecurityException(decision.inWords());
        var off = switches.stopping(Modality.TEXT);
        if (off.isPresent())
            throw new SecurityException(
                    "words are switched off here: " + off.get().reason());
        var verdict = gate.check(new Gate.Question(SUBJECT, purpose, Modality.TEXT));
        if (verdict instanceof Gate.Verdict.Refused refused) throw new SecurityException(refused.reason());
    }

    private @Nullable Batch batch(FeedbackTable table, FeedbackReader reader, Progress progress, UUID id)
            throws IOException {
        var readings = new ArrayList<FeedbackReading>();
        var ids = new HashMap<Long, String>(); // by row
        var rejected = new ArrayList<Entry.Rejected>();
        while (readings.size() + rejected.size() < BATCH) {
            if (progress.unwanted) throw new UnwantedException();
            var entry = table.next();
            if (entry == null) break;
            switch (entry) {
                case Entry.Read read -> {
                    var reading = reader.read(read.feedback());
                    readings.add(reading);
                    if (!read.feedback().id().isBlank())
                        ids.put(reading.row(), read.feedback().id());
                    remember(read.feedback().id(), id, reading);
                }
                case Entry.Rejected row -> rejected.add(row);
            }
        }
        return readings.isEmpty() && rejected.isEmpty() ? null : new Batch(readings, people(ids), rejected);
    }

    /// Whose row it is, where that is known.
    private Map<Long, String> people(Map<Long, String> ids) {
        var known = register.people(Set.copyOf(ids.values()));
        var people = new HashMap<Long, String>();
        ids.forEach((row, id) -> {
            var person = known.get(id);
            if (person != null) people.put(row, person);
        });
        return people;
    }

    /// A row whose id is a customer's goes into their record too, if they allow that.
    private void remember(String customer, UUID upload, FeedbackReading reading) {
        if (customer.isBlank() || reading.polarity() == 0) return; // nobody's, or leaning nowhere
        customers.observed(
                customer,
                UUID.nameUUIDFromBytes("%s/%d".formatted(upload, reading.row()).getBytes(StandardCharsets.UTF_8)),
                new CustomerAffect.Observed(
                        CustomerAffect.Source.FEEDBACK,
                        Modality.TEXT,
                        reading.day()
                                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                                .orElse(null),
                        "feedback",
                        reading.product().isEmpty() ? null : reading.product(),
                        reading.polarity(),
                        null,
                        reading.aspects().stream()
                                .collect(Collectors.toMap(AspectOpinion::aspect, AspectOpinion::polarity, Math::min)),
                        CustomerAffect.Pressing.of(
                                reading.intents().stream()
                                        .map(mention -> mention.intent().id())
                                        .toList(),
                                reading.urgency().id())));
    }

    @Override
    public void close() {
        running.values().forEach(progress -> progress.unwanted = true);
        thread.close();
    }

    /// Counts the bytes on their way.
    private static final class Counting extends FilterInputStream {
        private final Progress progress;

        Counting(InputStream in, Progress progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) progress.bytesRead.incrementAndGet();
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            if (read > 0) progress.bytesRead.addAndGet(read);
            return read;
        }
    }
}
