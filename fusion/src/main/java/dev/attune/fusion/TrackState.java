package dev.attune.fusion;

import dev.attune.signals.Affect;
import dev.attune.signals.Modality;
import dev.attune.signals.Moment;
import dev.attune.signals.StreamReading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What [AffectStream] remembers of one person. Immutable, below 8 KB as bytes; start with [#initial].
///
/// Two standings of the same person: the *settled* one, after every cue that no other can precede any more, and the one
/// *ahead*, after all of them. Between both wait the cues of the last moments, in order. A cue that arrives out of
/// order takes its place among them, and what is ahead is computed again from what is settled.
public final class TrackState {
    private static final byte FORMAT = 2; // 1 knew no posture
    private static final long WINDOW = (long) (StreamNumbers.number("reorder.seconds") * StreamNumbers.NANOS);
    private static final int MOST = (int) StreamNumbers.number("reorder.most");
    private static final Waiting[] NONE = {};
    private static final TrackState INITIAL = nobody(Standing.of(PersonalLevels.UNKNOWN, DisplayRule.NONE));

    private final int trackId;
    private final Standing settled;
    private final Waiting[] waiting; // in order
    private final Standing ahead;
    private final long late;
    private final long reordered;
    private final long early;

    private TrackState(
            int trackId, Standing settled, Waiting[] waiting, Standing ahead, long late, long reordered, long early) {
        this.trackId = trackId;
        this.settled = settled;
        this.waiting = waiting;
        this.ahead = ahead;
        this.late = late;
        this.reordered = reordered;
        this.early = early;
    }

    /// A cue that may still be preceded by another.
    ///
    /// @param after the standing after it
    /// @param moments that ended or were noticed with it: told when it is settled
    private record Waiting(Cue cue, Standing after, List<Moment> moments) {}

    private static TrackState nobody(Standing standing) {
        return new TrackState(Affect.UNSEEN, standing, NONE, standing, 0, 0, 0);
    }

    /// Nobody yet.
    public static TrackState initial() {
        return INITIAL;
    }

    /// Somebody who came back.
    ///
    /// @param known as [#baseline] gave it at the last visit, aged since
    public static TrackState returning(PersonalBaseline known) {
        return nobody(Standing.of(known.levels(), DisplayRule.NONE));
    }

    /// The same person before the first cue, where a display rule was declared.
    ///
    /// @throws IllegalStateException when cues came already: a rule holds for a whole stream
    public TrackState under(DisplayRule rule) {
        if (hasBegun()) throw new IllegalStateException("a display rule is declared before the first cue");
        return nobody(Standing.of(ahead.levels(), rule));
    }

    public DisplayRule rule() {
        return ahead.rule();
    }

    /// What is usual for this person, to keep for their next visit.
    public PersonalBaseline baseline() {
        return new PersonalBaseline(ahead.levels());
    }

    /// The estimate with everything that came so far. It may still change for the last moments when a cue arrives out
    /// of order; [#settledReading] does not.
    public StreamReading reading() {
        return StreamReadings.of(ahead, trackId, late);
    }

    /// The estimate that no cue within the window can change any more: equal, bit for bit, however the cues arrived.
    public StreamReading settledReading() {
        return StreamReadings.of(settled, trackId, late);
    }

    /// Media time up to which it is final; before 0 as long as nothing is.
    public Duration settledAt() {
        return Duration.ofNanos(settled.at());
    }

    /// Cues that came after the window: each counted from when it came, not from when it was complete.
    public long late() {
        return late;
    }

    /// Cues that came out of order and were put in order.
    public long reordered() {
        return reordered;
    }

    /// Cues that were taken as final early because too many waited.
    public long early() {
        return early;
    }

    Standing ahead() {
        return ahead;
    }

    Standing settled() {
        return settled;
    }

    /// Whether any cue came yet; before, there is nothing to read.
    public boolean hasBegun() {
        return ahead.at() >= 0;
    }

    long atNanos() {
        return ahead.at();
    }

    /// Whether a face told something that still counts.
    boolean hasFaceAt(Duration now) {
        var face = ahead.latest()[StreamNumbers.FACE];
        return face != null && face.hasTold() && StreamNumbers.freshness(face, now.toNanos()) > 0;
    }

    /// Whether what is known of the face is of this track, or nothing is.
    boolean isSeenAs(int id) {
        return trackId == id || ahead.latest()[StreamNumbers.FACE] == null;
    }

    TrackState of(int otherTrackId) {
        return otherTrackId == trackId
                ? this
                : new TrackState(otherTrackId, settled, waiting, ahead, late, reordered, early);
    }

    /// @param out receives the moments that became final
    TrackState with(Cue cue, List<Moment> out) {
        if (cue.atNanos() < settled.at()) return late(cue, out);
        int place = waiting.length;
        while (place > 0 && waiting[place - 1].cue().compareTo(cue) > 0) place--;
        if (place > 0 && waiting[place - 1].cue().compareTo(cue) == 0) return this; // the very same cue again
        var all = new Waiting[waiting.length + 1];
        System.arraycopy(waiting, 0, all, 0, place);
        all[place] = after(place == 0 ? settled : all[place - 1].after(), cue);
        for (int i = place; i < waiting.length; i++) all[i + 1] = after(all[i].after(), waiting[i].cue());
        return settle(all, reordered + (place < waiting.length ? 1 : 0), out);
    }

    private Waiting after(Standing before, Cue cue) {
        var moments = new ArrayList<Moment>(0);
        var after = before.with(cue, cue.atNanos(), trackId, moments);
        return new Waiting(cue, after, moments);
    }

    /// Makes final what no cue within the window can precede any more.
    private TrackState settle(Waiting[] all, long orderRestored, List<Moment> out) {
        var last = all[all.length - 1];
        long horizon = last.cue().atNanos() - WINDOW;
        int done = 0;
        long forced = 0;
        while (done < all.length && (all[done].cue().atNanos() < horizon || all.length - done > MOST)) {
            if (all[done].cue().atNanos() >= horizon) forced++;
            out.addAll(all[done].moments());
            done++;
        }
        return new TrackState(
                trackId,
                done == 0 ? settled : all[done - 1].after(),
                done == 0 ? all : Arrays.copyOfRange(all, done, all.length),
                last.after(),
                late,
                orderRestored,
                early + forced);
    }

    /// The same cues after another standing.
    private TrackState again(Standing from, Cue[] cues, long lateOnes) {
        var all = new Waiting[cues.length];
        for (int i = 0; i < cues.length; i++) all[i] = after(i == 0 ? from : all[i - 1].after(), cues[i]);
        var to = cues.length == 0 ? from : all[cues.length - 1].after();
        return new TrackState(trackId, from, all, to, lateOnes, reordered, early);
    }

    private Cue[] cues() {
        return Arrays.stream(waiting).map(Waiting::cue).toArray(Cue[]::new);
    }

    /// A cue from before what is settled counts from the settled time on; one that is older than the newest of its
    /// modality tells nothing new.
    private TrackState late(Cue cue, List<Moment> out) {
        return again(settled.with(cue, settled.at(), trackId, out), cues(), late + 1);
    }

    /// Time goes by without a cue: what was said fades. Nothing becomes final by it.
    TrackState until(Duration now) {
        long nanos = now.toNanos();
        if (nanos <= ahead.at()) return this;
        return new TrackState(
                trackId, settled, waiting, ahead.until(nanos, trackId, new ArrayList<>(0)), late, reordered, early);
    }

    /// Everything becomes final.
    TrackState end(List<Moment> out) {
        for (var each : waiting) out.addAll(each.moments());
        var last = waiting.length == 0 ? settled : waiting[waiting.length - 1].after();
        return new TrackState(trackId, last, NONE, last, late, reordered, early);
    }

    TrackState without(Modality modality) {
        var left =
                Arrays.stream(cues()).filter(cue -> cue.modality() != modality).toArray(Cue[]::new);
        var base = settled.without(modality);
        return left.length == 0 && base.isBlank() ? nobody(base) : again(base, left, late);
    }

    /// The same person on a clock that was set back: only what is usual for them stays.
    TrackState onNewClock() {
        return nobody(Standing.of(baseline().levels(), rule())).of(trackId);
    }

    /// Format 2. What was estimated for a time without a cue ([AffectStream#until]) is not part of it.
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(4096);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(trackId);
            settled.writeTo(out);
            out.writeShort(waiting.length);
            for (var each : waiting) each.cue().writeTo(out);
            out.writeLong(late);
            out.writeLong(reordered);
            out.writeLong(early);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException when these bytes are not of this format
    public static TrackState fromBytes(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte format = in.readByte();
            if (format != FORMAT)
                throw new IOException("a stream's state has format %d, got %d. Maybe it was written by another version."
                        .formatted(FORMAT, format));
            int trackId = in.readInt();
            var settled = Standing.readFrom(in);
            var cues = new Cue[in.readUnsignedShort()];
            for (int i = 0; i < cues.length; i++) cues[i] = Cue.readFrom(in);
            long late = in.readLong();
            return new TrackState(trackId, settled, NONE, settled, late, in.readLong(), in.readLong())
                    .again(settled, cues, late);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrackState that
                && trackId == that.trackId
                && settled.equals(that.settled)
                && Arrays.equals(cues(), that.cues())
                && ahead.equals(that.ahead)
                && late == that.late
                && reordered == that.reordered
                && early == that.early;
    }

    @Override
    public int hashCode() {
        return 31 * settled.hashCode() + Arrays.hashCode(cues());
    }
}
