package dev.attune.fusion;

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
import org.jspecify.annotations.Nullable;

/// What [AffectStream] remembers of one person. Immutable, below 8 KB as bytes; start with [#initial].
///
/// Two standings of the same person: the *settled* one, after every cue that no other can precede any more, and the one
/// *ahead*, after all of them. Between both wait the cues of the last moments, in order. A cue that arrives out of
/// order
/// takes its place among them, and what is ahead is computed again from what is settled.
public final class TrackState {
    private static final byte FORMAT = 1;
    private static final long WINDOW = (long) (StreamNumbers.number("reorder.seconds") * StreamNumbers.NANOS);
    private static final int MOST = (int) StreamNumbers.number("reorder.most");
    private static final Cue[] NONE = {};
    private static final TrackState INITIAL =
            new TrackState(-1, Standing.of(PersonalLevels.UNKNOWN), NONE, Standing.of(PersonalLevels.UNKNOWN), 0, 0, 0);

    private final int trackId;
    private final Standing settled;
    private final Cue[] waiting; // in order
    private final Standing ahead;
    private final long late;
    private final long reordered;
    private final long early;

    private TrackState(
            int trackId, Standing settled, Cue[] waiting, Standing ahead, long late, long reordered, long early) {
        this.trackId = trackId;
        this.settled = settled;
        this.waiting = waiting;
        this.ahead = ahead;
        this.late = late;
        this.reordered = reordered;
        this.early = early;
    }

    /// Nobody yet.
    public static TrackState initial() {
        return INITIAL;
    }

    /// Somebody who came back.
    ///
    /// @param known as [#baseline] gave it at the last visit, aged since
    public static TrackState returning(PersonalBaseline known) {
        var standing = Standing.of(known.levels());
        return new TrackState(-1, standing, NONE, standing, 0, 0, 0);
    }

    /// What is usual for this person, to keep for their next visit.
    public PersonalBaseline baseline() {
        return new PersonalBaseline(ahead.levels());
    }

    /// The estimate with everything that came so far. It may still change for the last moments when a cue arrives out
    /// of
    /// order; [#settledReading] does not.
    public StreamReading reading() {
        return StreamReadings.of(ahead, trackId, late);
    }

    /// The estimate that no cue within the window can change any more: equal, bit for bit, however the cues arrived.
    public StreamReading settledReading() {
        return StreamReadings.of(settled, trackId, late);
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
        int place = place(cue);
        if (place >= 0) return this; // the very same cue again
        place = -place - 1;
        boolean inOrder = place == waiting.length;
        var all = new Cue[waiting.length + 1];
        System.arraycopy(waiting, 0, all, 0, place);
        all[place] = cue;
        System.arraycopy(waiting, place, all, place + 1, waiting.length - place);
        var next = inOrder ? ahead.with(cue, Math.max(ahead.at(), cue.atNanos()), trackId, new ArrayList<>(0)) : null;
        return settle(all, next, reordered + (inOrder ? 0 : 1), out);
    }

    private int place(Cue cue) {
        if (waiting.length == 0 || waiting[waiting.length - 1].compareTo(cue) < 0) return -waiting.length - 1;
        return Arrays.binarySearch(waiting, cue);
    }

    /// Makes final what no cue within the window can precede any more.
    ///
    /// @param next the standing ahead when it is known already
    private TrackState settle(Cue[] all, @Nullable Standing next, long orderRestored, List<Moment> out) {
        long horizon = all[all.length - 1].atNanos() - WINDOW;
        int done = 0;
        long forced = 0;
        var base = settled;
        while (done < all.length && (all[done].atNanos() < horizon || all.length - done > MOST)) {
            if (all[done].atNanos() >= horizon) forced++;
            base = base.with(all[done], all[done].atNanos(), trackId, out);
            done++;
        }
        var left = done == 0 ? all : Arrays.copyOfRange(all, done, all.length);
        return new TrackState(
                trackId, base, left, next == null ? forwards(base, left) : next, late, orderRestored, early + forced);
    }

    private Standing forwards(Standing from, Cue[] cues) {
        var to = from;
        var nobody = new ArrayList<Moment>(0);
        for (var cue : cues) to = to.with(cue, cue.atNanos(), trackId, nobody);
        return to;
    }

    /// A cue from before what is settled counts from the settled time on; one that is older than the newest of its
    /// modality tells nothing new.
    private TrackState late(Cue cue, List<Moment> out) {
        var base = settled.with(cue, settled.at(), trackId, out);
        return new TrackState(trackId, base, waiting, forwards(base, waiting), late + 1, reordered, early);
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
        var base = settled;
        for (var cue : waiting) base = base.with(cue, cue.atNanos(), trackId, out);
        return new TrackState(trackId, base, NONE, base, late, reordered, early);
    }

    TrackState without(Modality modality) {
        var left =
                Arrays.stream(waiting).filter(cue -> cue.modality() != modality).toArray(Cue[]::new);
        var base = settled.without(modality);
        if (left.length == 0 && base.isBlank()) return INITIAL;
        return new TrackState(trackId, base, left, forwards(base, left), late, reordered, early);
    }

    /// The same person on a clock that was set back: only what is usual for them stays.
    TrackState onNewClock() {
        return returning(baseline()).of(trackId);
    }

    /// Format 1. What was estimated for a time without a cue ([AffectStream#until]) is not part of it.
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(4096);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(trackId);
            settled.writeTo(out);
            out.writeShort(waiting.length);
            for (var cue : waiting) cue.writeTo(out);
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
            var waiting = new Cue[in.readUnsignedShort()];
            for (int i = 0; i < waiting.length; i++) waiting[i] = Cue.readFrom(in);
            var bare = new TrackState(trackId, settled, waiting, settled, in.readLong(), in.readLong(), in.readLong());
            return new TrackState(
                    trackId, settled, waiting, bare.forwards(settled, waiting), bare.late, bare.reordered, bare.early);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrackState that
                && trackId == that.trackId
                && settled.equals(that.settled)
                && Arrays.equals(waiting, that.waiting)
                && ahead.equals(that.ahead)
                && late == that.late
                && reordered == that.reordered
                && early == that.early;
    }

    @Override
    public int hashCode() {
        return 31 * settled.hashCode() + Arrays.hashCode(waiting);
    }
}
