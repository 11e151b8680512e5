package dev.attune.server.customers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
    private final Timer written = new SimpleMeterRegistry().timer("written");
    private final Turns turns = new Turns(written);

    @Test
    void theNextWritesWhileTheOneBeforeWaitsForTheDisk() throws Exception {
        var disk = new CountDownLatch(1);
        var passed = new CountDownLatch(1);
        var slow = inItsTurn(turn -> {
            turn.pass();
            passed.countDown();
            disk.await();
        });
        passed.await();
        inItsTurn(turn -> {}).get(5, SECONDS);
        assertThat(slow).isNotDone();
        disk.countDown();
        slow.get(5, SECONDS);
    }

    @Test
    void whoDoesNotPassIsCommittedBeforeTheNextWrites() throws Exception {
        var disk = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var slow = inItsTurn(turn -> {
            begun.countDown();
            disk.await();
        });
        begun.await();
        var next = inItsTurn(turn -> {});
        Thread.sleep(50);
        assertThat(next).isNotDone();
        disk.countDown();
        slow.get(5, SECONDS);
        next.get(5, SECONDS);
    }

    @Test
    void whoMustBeAloneWaitsForWhatIsBeingCommitted() throws Exception {
        var disk = new CountDownLatch(1);
        var passed = new CountDownLatch(1);
        var committed = new AtomicInteger();
        inItsTurn(turn -> {
            turn.pass();
            passed.countDown();
            disk.await();
            committed.incrementAndGet();
        });
        passed.await();
        var alone = CompletableFuture.supplyAsync(() -> turns.alone(committed::get));
        Thread.sleep(50);
        assertThat(alone).isNotDone();
        disk.countDown();
        assertThat(alone.get(5, SECONDS)).isOne();
    }

    @Test
    void whatIsCommittedFirstButWrittenSecondIsToldSecond() throws Exception {
        var told = Collections.synchronizedList(new ArrayList<Integer>());
        var disk = new CountDownLatch(1);
        var passed = new CountDownLatch(1);
        var first = inItsTurn(turn -> {
            turn.pass();
            passed.countDown();
            disk.await();
            turn.tell(() -> told.add(1));
        });
        passed.await();
        var second = inItsTurn(turn -> turn.tell(() -> told.add(2)));
        Thread.sleep(50);
        assertThat(told).isEmpty();
        disk.countDown();
        first.get(5, SECONDS);
        second.get(5, SECONDS);
        assertThat(told).containsExactly(1, 2);
    }

    @Test
    void whatCameToNothingHoldsUpNobodyAndLetsNobodyOvertake() throws Exception {
        var told = Collections.synchronizedList(new ArrayList<Integer>());
        var disk = new CountDownLatch(1);
        var passed = new CountDownLatch(1);
        var first = inItsTurn(turn -> {
            turn.pass();
            passed.countDown();
            disk.await();
            turn.tell(() -> told.add(1));
        });
        passed.await();
        var failed = inItsTurn(turn -> {
            throw new IllegalStateException("the database is away");
        });
        assertThat(failed).failsWithin(5, SECONDS);
        var third = inItsTurn(turn -> turn.tell(() -> told.add(3)));
        disk.countDown();
        first.get(5, SECONDS);
        third.get(5, SECONDS);
        assertThat(told).containsExactly(1, 3);
    }

    /// Whatever passes, fails or is slow: one writes at a time, and all that is told is told in the order of writing.
    @Test
    void anySequenceKeepsTheOrder() throws Exception {
        var random = new Random(105);
        var written = Collections.synchronizedList(new ArrayList<Integer>());
        var told = Collections.synchronizedList(new ArrayList<Integer>());
        var writing = new AtomicInteger();
        var all = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 300; i++) {
            int own = i;
            boolean passes = random.nextInt(4) > 0;
            boolean fails = random.nextInt(5) == 0;
            int commitMicros = random.nextInt(2_000);
            all.add(inItsTurn(turn -> {
                assertThat(writing.incrementAndGet()).isOne();
                if (!fails) written.add(own);
                writing.decrementAndGet();
                if (passes) turn.pass();
                Thread.sleep(0, commitMicros * 400);
                if (fails) throw new IllegalStateException("rolled back");
                turn.tell(() -> told.add(own));
            }));
        }
        for (var each : all) each.handle((nothing, failure) -> nothing).get(10, SECONDS);
        assertThat(told).isEqualTo(written).hasSizeGreaterThan(200);
        assertThat(this.written.count()).isEqualTo(300);
    }

    private interface Work {
        void in(Turns.Turn turn) throws Exception;
    }

    private CompletableFuture<Void> inItsTurn(Work work) {
        var done = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            try (var turn = turns.take()) {
                work.in(turn);
                turn.settled();
                done.complete(null);
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
