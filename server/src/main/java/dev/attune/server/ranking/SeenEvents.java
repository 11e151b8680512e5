package dev.attune.server.ranking;

import static java.lang.System.Logger.Level.WARNING;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import dev.attune.server.database.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Which events may have been decided before. Never wrong when it says no, so that a new event, as nearly all are, is
/// not looked up in the log while somebody waits.
///
/// A Bloom filter of a tenant's events: those of the log are read beside the first decisions, later ones come with
/// each decision. This holds for one server process per database, as the policies do. Until the log is read, and with
/// more than a million events in it, every event may have been.
@Component
class SeenEvents {
    private static final System.Logger LOG = System.getLogger(SeenEvents.class.getName());
    private static final int MOST = 1_000_000; // with as many, two in a thousand are looked up for nothing; 1.6 MB
    private static final double IN_VAIN = 0.002;
    private static final int PAGE = 10_000; // events read at once
    private static final Duration PAUSE = Duration.ofSeconds(5); // while the database is away

    private final Journal journal;
    private final Map<Tenant, Seen> seen = new ConcurrentHashMap<>();

    SeenEvents(Journal journal) {
        this.journal = journal;
    }

    /// Events of one tenant.
    private static final class Seen {
        private final BloomFilter<CharSequence> events =
                BloomFilter.create(Funnels.unencodedCharsFunnel(), MOST, IN_VAIN);
        private volatile boolean complete;
    }

    /// False only for an event that was never decided.
    boolean mayHave(Journal.Key key) {
        var known = ofTenant();
        return !known.complete || known.events.mightContain(text(key));
    }

    void add(Journal.Key key) {
        ofTenant().events.put(text(key));
    }

    private Seen ofTenant() {
        return seen.computeIfAbsent(Tenant.current(), tenant -> {
            var fresh = new Seen();
            Thread.ofVirtual().name("seen-events").start(() -> tenant.run(() -> read(fresh)));
            return fresh;
        });
    }

    /// What was decided before this process: what it decides itself is added on the way.
    private void read(Seen fresh) {
        while (true)
            try {
                fresh.complete = readAll(fresh);
                return;
            } catch (DataAccessException e) {
                LOG.log(WARNING, "the log of decisions cannot be read now; events are looked up one by one");
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
    }

    /// False when there are too many.
    private boolean readAll(Seen fresh) {
        var last = new Journal.Key("", "");
        for (int count = 0; count < MOST; count += PAGE) {
            var page = journal.keysAfter(last, PAGE);
            for (var key : page) fresh.events.put(text(key));
            if (page.size() < PAGE) return true;
            last = page.getLast();
        }
        return false;
    }

    private static String text(Journal.Key key) {
        return key.eventId() + "/" + key.slotId();
    }
}
