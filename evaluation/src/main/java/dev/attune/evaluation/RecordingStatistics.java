package dev.attune.evaluation;

import dev.attune.media.MediaInfo;
import dev.attune.signals.Affect;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import dev.attune.signals.SpottingGrade;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Counts, means and peaks over one recording, gathered frame by frame in bounded memory.
final class RecordingStatistics {
    /// How many people keep a timeline, the only part of the memory that matters: about 0.7 MB each.
    private static final int TIMELINES = 8;

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1); // longer: a clock jump, not time watched

    private final Duration frameInterval;
    private final Map<Integer, PersonStatistics> people = new TreeMap<>();
    private final Map<String, Long> momentsByName = new TreeMap<>();
    private final ReasonCounts unread = new ReasonCounts();
    private final VoiceStatistics voice = new VoiceStatistics();
    private final BodyStatistics body = new BodyStatistics();
    private final Set<ModelRef> spoke = new TreeSet<>(Comparator.comparing(ModelRef::toString));
    private long frames;
    private long framesWithFace;
    private long framesRead;
    private long moments;
    private int mostFacesAtOnce;
    private Duration watched = Duration.ZERO;
    private Duration withoutFace = Duration.ZERO;
    private @Nullable Duration last;

    /// @param frameInterval nominal; sets how fine the timelines begin
    RecordingStatistics(Duration frameInterval) {
        this.frameInterval = frameInterval;
    }

    void add(FrameResult frame) {
        frames++;
        addTime(frame);
        mostFacesAtOnce = Math.max(mostFacesAtOnce, frame.faces());
        if (frame.faces() > 0) framesWithFace++;
        var rows = frame.rows();
        for (var row : rows) {
            var trackId = row.trackId();
            if (trackId != null) person(trackId, frame.at()).add(row);
        }
        for (var pulse : frame.pulses()) {
            person(pulse.trackId(), frame.at()).add(pulse);
            spoke.add(pulse.formula());
        }
        for (var status : frame.spotting()) person(status.trackId(), frame.at()).add(status);
        for (var face : frame.reading().faces()) spoke.addAll(face.models());
        for (var face : frame.told()) spoke.addAll(face.models());
        for (Affect affect : frame.affects()) spoke.add(affect.formula());
        if (rows.stream().anyMatch(row -> row.abstention().isEmpty())) framesRead++;
        else rows.getFirst().abstention().ifPresent(unread::add);
        for (var moment : frame.moments()) add(moment);
    }

    /// A short movement that could not be timed well is in no count.
    void add(Moment moment) {
        if (moment instanceof Moment.MicroExpression movement && movement.grade() == SpottingGrade.INDICATIVE) return;
        moments++;
        momentsByName.merge(MomentNames.name(moment), 1L, Long::sum);
    }

    private void addTime(FrameResult frame) {
        var interval = last == null ? Duration.ZERO : frame.at().minus(last);
        if (interval.compareTo(LONGEST_INTERVAL) > 0) interval = LONGEST_INTERVAL;
        watched = watched.plus(interval);
        if (frame.faces() == 0) withoutFace = withoutFace.plus(interval);
        last = frame.at();
    }

    private PersonStatistics person(int trackId, Duration now) {
        var known = people.get(trackId);
        if (known != null) return known;
        var added = new PersonStatistics(trackId, now, frameInterval);
        makeRoomForATimeline(added);
        people.put(trackId, added);
        return added;
    }

    /// The least seen of those who are gone gives up the timeline; when nobody is gone, the newcomer does.
    private void makeRoomForATimeline(PersonStatistics newcomer) {
        var holders = people.values().stream().filter(p -> p.timeline() != null).toList();
        if (holders.size() < TIMELINES) return;
        var goneBefore = newcomer.firstSeen().minus(LONGEST_INTERVAL);
        holders.stream()
                .filter(person -> person.lastSeen().compareTo(goneBefore) < 0)
                .min(Comparator.comparingLong(PersonStatistics::framesSeen).thenComparing(PersonStatistics::trackId))
                .orElse(newcomer)
                .forgetTimeline();
    }

    long frames() {
        return frames;
    }

    long framesWithFace() {
        return framesWithFace;
    }

    /// Frames in which an expression was read from at least one person.
    long framesRead() {
        return framesRead;
    }

    long moments() {
        return moments;
    }

    int mostFacesAtOnce() {
        return mostFacesAtOnce;
    }

    Map<String, Long> momentsByName() {
        return Map.copyOf(momentsByName);
    }

    /// Why frames could not be read at all, in frames.
    ReasonCounts unread() {
        return unread;
    }

    /// Every model and formula that contributed, in alphabetical order.
    List<ModelRef> spoke() {
        var all = new TreeSet<ModelRef>(Comparator.comparing(ModelRef::toString));
        all.addAll(spoke);
        all.addAll(voice.spoke());
        all.addAll(body.spoke());
        return List.copyOf(all);
    }

    /// Share of frames from which an expression was read; 0 without frames.
    double coverage() {
        return frames == 0 ? 0 : (double) framesRead / frames;
    }

    /// Share of the time without any face; of the frames when there is only one.
    double missingFace() {
        if (watched.isZero()) return frames == 0 ? 1 : (double) (frames - framesWithFace) / frames;
        return (double) withoutFace.toNanos() / watched.toNanos();
    }

    QualityGrade grade() {
        return QualityGrade.of(coverage(), missingFace());
    }

    /// Frames per second of media time as counted, 0 for a single picture.
    double measuredFrameRateHz() {
        return watched.isZero() ? 0 : (frames - 1) / (watched.toNanos() / 1e9);
    }

    /// Media time of the last frame; of sound or sensors without faces, their end.
    Duration end() {
        if (last != null) return last;
        return body.end().compareTo(voice.heard()) > 0 ? body.end() : voice.heard();
    }

    /// Whether frames were looked at, or faces told; in sound there is nothing to look at.
    boolean mayHaveFaces(MediaInfo media) {
        return media.kind().hasPictures() || frames > 0;
    }

    VoiceStatistics voice() {
        return voice;
    }

    BodyStatistics body() {
        return body;
    }

    /// Those seen longest first.
    List<PersonStatistics> people() {
        return people.values().stream()
                .sorted(Comparator.comparingLong(PersonStatistics::framesSeen)
                        .reversed()
                        .thenComparing(PersonStatistics::trackId))
                .toList();
    }
}
