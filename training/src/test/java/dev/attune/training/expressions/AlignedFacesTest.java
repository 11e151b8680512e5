package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.media.Frame;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlignedFacesTest {
    private static final int SIDE = 64;

    @Test
    void whoeverInterruptsTheCuttingIsAnsweredOnceNobodyCutsAnyMore() throws Exception {
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var reads = new AtomicInteger();
        var read = new AtomicBoolean();
        var picture = new LabelledPicture("slow", new float[] {1}, "one", new LabelledPicture.Pixels() {
            @Override
            public Frame read() {
                reads.incrementAndGet();
                reading.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("whoever cuts was not to be interrupted", e);
                }
                read.set(true);
                return new Frame(Duration.ZERO, SIDE, SIDE, new byte[3 * SIDE * SIDE]);
            }

            @Override
            public int filledSide() {
                return SIDE;
            }
        });
        var answered = new CompletableFuture<Boolean>();
        var cutting = Thread.ofPlatform().start(() -> {
            try {
                AlignedFaces.cut(Collections.nCopies(1_000, picture), 1, done -> {});
                answered.completeExceptionally(new AssertionError("it went on"));
            } catch (InterruptedException e) {
                answered.complete(read.get());
            } catch (Exception e) {
                answered.completeExceptionally(e);
            }
        });
        reading.await();

        cutting.interrupt();
        assertThat(cutting.join(Duration.ofMillis(500)))
                .as("it waits for the picture in hand")
                .isFalse();
        cutting.interrupt(); // once more, while it waits
        goOn.countDown();

        assertThat(answered.get())
                .as("the picture in hand was read to its end before")
                .isTrue();
        assertThat(reads).hasValue(1);
    }
}
