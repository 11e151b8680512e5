package dev.attune.fusion;

import dev.attune.signals.Baseline;
import dev.attune.signals.Modality;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/// What is usual for one person, as a value to keep for their next visit. Immutable; holds no picture, sound or word,
/// but it is learnt from biometric signals: keep it only under a consent that covers it, per modality.
///
/// Take it with [TrackState#baseline], age it by the days since, leave out what consent no longer covers, and begin
/// with [TrackState#returning].
public final class PersonalBaseline {
    private static final byte FORMAT = 1;

    private final PersonalLevels levels;

    PersonalBaseline(PersonalLevels levels) {
        this.levels = levels.onNewClock();
    }

    /// Nothing is known: the population's.
    public static PersonalBaseline unknown() {
        return new PersonalBaseline(PersonalLevels.UNKNOWN);
    }

    PersonalLevels levels() {
        return levels;
    }

    /// The same so many days later: what was learnt counts less.
    ///
    /// @param days since it was learnt, not negative
    public PersonalBaseline aged(double days) {
        if (!(days >= 0)) throw new IllegalArgumentException("days since a visit must not be negative, got " + days);
        return new PersonalBaseline(levels.aged(days));
    }

    /// What two sessions of one person taught that went on at the same time, as in two tabs.
    ///
    /// @param beginning what was known when both began; counted once
    public PersonalBaseline merged(PersonalBaseline other, PersonalBaseline beginning) {
        return new PersonalBaseline(levels.merged(other.levels, beginning.levels));
    }

    /// The same without anything that one modality taught.
    public PersonalBaseline without(Modality modality) {
        return new PersonalBaseline(levels.without(modality));
    }

    /// The same with only what the permitted modalities taught.
    public PersonalBaseline within(Predicate<Modality> permitted) {
        var rest = this;
        for (var modality : Modality.values()) if (!permitted.test(modality)) rest = rest.without(modality);
        return rest;
    }

    /// How well the usual of a modality is known.
    public Baseline state(Modality modality) {
        return levels.state(modality.ordinal());
    }

    /// In [-1, 1]: the valence this person's modality has at rest, shrunk to the population's 0.
    public double usualValence(Modality modality) {
        return levels.usualValence(modality.ordinal());
    }

    /// In [-1, 1], likewise.
    public double usualArousal(Modality modality) {
        return levels.usualArousal(modality.ordinal());
    }

    /// Seconds at rest that a modality's usual rests on; those of long ago count less.
    public double secondsAtRest(Modality modality) {
        return levels.secondsAtRest(modality.ordinal());
    }

    /// How often a level was found to have moved for good, and was learnt anew.
    public int drifts() {
        return levels.drifts();
    }

    /// Format 1.
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            levels.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException when these bytes are not of this format
    public static PersonalBaseline fromBytes(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte format = in.readByte();
            if (format != FORMAT)
                throw new IOException(
                        "a personal baseline has format %d, got %d. Maybe it was written by another version."
                                .formatted(FORMAT, format));
            return new PersonalBaseline(PersonalLevels.readFrom(in));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonalBaseline that && levels.equals(that.levels);
    }

    @Override
    public int hashCode() {
        return levels.hashCode();
    }
}
