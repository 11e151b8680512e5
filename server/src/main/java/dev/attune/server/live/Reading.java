package dev.attune.server.live;

import dev.attune.decisions.PageContext;
import dev.attune.decisions.Situation;
import dev.attune.face.FaceOptions;
import dev.attune.face.GazeCalibration;
import dev.attune.fusion.ConsentingFace;
import dev.attune.fusion.PerceptionResult;
import dev.attune.fusion.PerceptionSession;
import dev.attune.fusion.TrackState;
import dev.attune.media.MediaException;
import dev.attune.sensors.BlendshapesJson;
import dev.attune.sensors.PhysiologyJson;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.customers.CustomerAffect;
import dev.attune.server.sessions.Baselines;
import dev.attune.server.sessions.ConversationView;
import dev.attune.server.sessions.SessionLog;
import dev.attune.server.vault.SessionRef;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Purpose;
import dev.attune.signals.SpottingStatus;
import dev.attune.signals.StreamReading;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.UnitsReading;
import dev.attune.text.topics.Intent;
import dev.attune.voice.Conversation;
import dev.attune.voice.SpeechToText;
import dev.attune.voice.VoiceEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is seen and heard of one person in one session, what is decided on it, and what of it is kept.
///
/// Before a camera that is the face that agreed: while another is there nothing is read, heard, decided or kept.
/// A page must be allowed to read the face and may add the voice; of a call there is only the voice.
/// The playbooks decide that are on and made for the session's purpose. With `personalization` seconds and moments are
/// kept only while the person also allows `analytics`; with the other purposes they are kept.
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final String CALIBRATION_FAILED = "calibration-failed"; // see docs/live-protocol.md
    private static final String VOICE_REFUSED = "voice-refused"; // likewise
    static final String WORDS_REFUSED = "words-refused"; // likewise
    private static final String PHYSIOLOGY_REFUSED = "physiology-refused"; // likewise

    /// Whoever brings a film answers for whom it shows, and a bundled clip shows nobody.
    private static final Set<String> FILMS = Set.of("recording", "clip");

    private static final String ASKED_FOR_PERSON = "askedForPerson"; // of the bundled playbook for assistants
    private static final String ANOTHER = "Somebody else is before the camera: nothing is read.";
    private static final String ASK_THEM = "Ask who is there, and send person with their receipt.";

    /// When a message was there, and when the session took it; of [System#nanoTime].
    record Arrival(long arrivedNanos, long takenNanos) {
        static Arrival now() {
            long now = System.nanoTime();
            return new Arrival(now, now);
        }
    }

    private static final Duration STREAM_INTERVAL = Duration.ofMillis(200); // it changes slowly, and people read it

    private static final int TICKS_OF_SILENCE = 5; // between messages on a conversation in which nobody speaks

    private final LiveHouse house;
    private final Outlet outlet;
    private final ClientMessage.Hello hello;
    private final String subject;
    private final SessionRef session;
    private final Modality required; // without consent to it there is no session
    private final PerceptionSession perception;
    private final @Nullable ConsentingFace consenting; // null where everybody in the pictures is read
    private @Nullable Long anotherSince; // of [System#nanoTime]; null while whoever agreed may be there
    private ClientMessage.@Nullable Page turnedMeanwhile; // while somebody else was there
    private final List<String> models;
    private final Permits permits;
    private final Keeping keeping;
    private final List<Double> latencies = new ArrayList<>(); // of the last second, in milliseconds

    private final Screen screen = new Screen();
    private final Taping taping;
    private final Baselines.Known known; // of the person when the session began

    private final MediaClock clock = new MediaClock();
    private final Conversation conversation = new Conversation(); // of a call
    private final Hearing hearing;
    private boolean conversationChanged;
    private int ticks;

    private final Adapting adapting;
    private PageContext page;
    private Map<String, Object> facts = Map.of(); // of the page, and what was asked for in words
    private @Nullable Affect lastAffect;
    private @Nullable StreamReading streamed; // the latest
    private @Nullable Duration lastStream; // sent
    private @Nullable Duration lastFrameAt;
    private long analysed;
    private long unusable; // frames that came out of order or could not be decoded
    private boolean voiceRefused; // told once, until it is allowed again
    private boolean bodyRefused; // told once, until it is allowed again
    private long facesTold; // readings of a headset
    private @Nullable Duration lastToldAt; // of a reading of a headset

    private Reading(ClientMessage.Hello hello, String subject, SessionRef session, LiveHouse house, Outlet outlet) {
        this.house = house;
        this.outlet = outlet;
        this.hello = hello;
        this.subject = subject;
        this.session = session;
        this.page = hello.page();
        this.required = required(hello);
        this.permits = new Permits(house.gate(), subject, hello.purpose(), required);
        this.keeping = new Keeping(house.sessionLog(), session, permits);
        this.known = house.baselines().of(session.person(), permits::mayRemember);
        this.taping = new Taping(
                house.observationLog(),
                session,
                known.baseline(),
                modality -> permits.allows(Purpose.ANALYTICS, modality),
                () -> permits.allows(Purpose.PERSONALIZATION, Modality.BEHAVIOUR));
        taping.turned(Duration.ZERO, page, facts);
        this.hearing = new Hearing(house, permits, clock, conversation, Locale.forLanguageTag(hello.language()));
        this.adapting = new Adapting(house, outlet, hello, session);
        try {
            var networks = house.perception().models();
            this.models = networks.refs().stream().map(ModelRef::toString).toList();
            var question = new Gate.Question(subject, hello.purpose(), Modality.FACE);
            this.consenting = FILMS.contains(hello.source()) ? null : new ConsentingFace();
            this.perception = consenting == null
                    ? new PerceptionSession(networks, FaceOptions.live(), house.gate(), question)
                    : new PerceptionSession(networks, FaceOptions.live(), house.gate(), question, consenting);
            perception.expect(TrackState.returning(known.baseline()));
        } catch (CompletionException e) {
            throw new IllegalStateException("the networks could not be opened", e);
        }
    }

    /// @throws SessionRefusal when the receipt is unknown or does not allow this
    static Reading open(ClientMessage.Hello hello, LiveHouse house, Outlet outlet) {
        var subject = house.consents()
                .subjectOf(hello.receiptId())
                .orElseThrow(() -> noConsent("there is no receipt " + hello.receiptId()));
        var verdict = house.gate().check(new Gate.Question(subject, hello.purpose(), required(hello)));
        if (verdict instanceof Gate.Verdict.Refused refused) throw noConsent(refused.reason());
        var session = house.sessionLog()
                .opened(subject, hello.receiptId(), hello.purpose(), hello.source(), hello.language());
        return new Reading(hello, subject, session, house, outlet);
    }

    private static Modality required(ClientMessage.Hello hello) {
        return hello.source().equals(ClientMessage.CALL) ? Modality.VOICE : Modality.FACE;
    }

    String subject() {
        return subject;
    }

    ClientMessage.Hello hello() {
        return hello;
    }

    boolean isOf(ClientMessage.Person person) {
        return house.consents().subjectOf(person.receiptId()).equals(Optional.of(subject));
    }

    ServerMessage.Ready ready() {
        return new ServerMessage.Ready(
                session.id(),
                PageBinary.MAX_PICTURE_BYTES,
                modalities(),
                house.settings().recommendedFps(),
                models,
                house.perception().speechToText().map(SpeechToText::name).orElse(null),
                Wire.states(),
                Wire.streamStates());
    }

    /// What this person allows to be read here.
    private List<String> modalities() {
        var readable = required == Modality.FACE
                ? Stream.of(Modality.FACE, Modality.GAZE, Modality.PHYSIOLOGY, Modality.VOICE, Modality.TEXT)
                : Stream.of(required);
        return readable.filter(modality -> modality == required || permits.allows(modality))
                .map(Modality::id)
                .toList();
    }

    /// Analyses one frame and sends what came of it.
    ///
    /// A picture that cannot be decoded costs an error message, not the session.
    void look(EncodedFrame frame) throws IOException, InterruptedException {
        if (lastFrameAt != null && frame.at().compareTo(lastFrameAt) <= 0) {
            unusable++;
            return;
        }
        lastFrameAt = frame.at();
        clock.arrived(frame.at(), frame.arrivedNanos());
        var decoding = new Decoding(frame.picture());
        PerceptionResult result;
        try {
            result = house.analysts().ask(() -> {
                var made = perception.accept(frame.at(), decoding, decoding::observed);
                decoding.fused();
                return made;
            });
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof MediaException broken))
                throw new IllegalStateException(
                        "frame %d could not be analysed".formatted(frame.sequence()), e.getCause());
            unusable++;
            house.metrics().undecodable.increment();
            outlet.send(new ServerMessage.Error(
                    "undecodable-frame",
                    "Frame %d: %s".formatted(frame.sequence(), broken.getMessage()),
                    "The session goes on."));
            return;
        }
        requireConsent(); // it may have been withdrawn while the frame was analysed
        switch (result) {
            case PerceptionResult.Refused refused -> house.metrics().refused.increment();
            case PerceptionResult.Read read -> {
                lookWhoIsThere(frame.at());
                tell(frame, decoding, read);
            }
        }
    }

    /// A consent belongs to the face that gave it: says when another is before the camera, and when it is back.
    private void lookWhoIsThere(Duration at) throws IOException {
        if (consenting == null) return;
        boolean another = consenting.standing() == ConsentingFace.Standing.ANOTHER;
        if (another == isAnother()) return;
        if (another) {
            anotherSince = System.nanoTime();
            house.audit().begin(entry("session.newcomer").because("another face: reading stopped"));
            hearing.forget();
            screen.forget();
            lastAffect = null;
            streamed = null;
            adapting.halt(at);
        } else {
            house.audit().begin(entry("session.person-back").because("the face that agreed: reading goes on"));
            goOn();
        }
        outlet.send(new ServerMessage.WhoIsThere(
                another ? "another" : "agreed",
                Wire.milliseconds(at),
                another ? house.settings().personWithin().toMillis() : null));
    }

    /// The person of this session says that they are there: on record before anything is read again.
    void confirm() throws IOException {
        if (consenting == null) return;
        house.audit().record(entry("session.person-confirmed").because("the person says that they are there"));
        consenting.confirm();
        if (isAnother()) goOn();
        outlet.send(new ServerMessage.WhoIsThere("agreed", Wire.milliseconds(clock.now()), null));
    }

    private void goOn() throws IOException {
        anotherSince = null;
        var turned = turnedMeanwhile;
        turnedMeanwhile = null;
        if (turned != null) turn(turned);
    }

    private AuditEntry entry(String action) {
        return AuditEntry.of("live", action, session.id().toString());
    }

    /// Whether somebody else is before the camera, as far as is known.
    private boolean isAnother() {
        return anotherSince != null;
    }

    /// Listens to what came, asking the gate before each stretch is decoded, and sends what came of it.
    void listen(List<EncodedSound> sounds) throws IOException, InterruptedException {
        if (isAnother()) return; // whose voice it is cannot be told, so it is nobody's who agreed
        List<Hearing.Told> events;
        try {
            events = house.analysts().ask(() -> hearing.hear(sounds));
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "%d stretches of sound could not be read".formatted(sounds.size()), e.getCause());
        }
        requireConsent(); // it may have been withdrawn meanwhile
        if (!permits.allows(Modality.VOICE)) {
            refuseVoice();
            return;
        }
        voiceRefused = false;
        tell(events);
    }

    /// Says once that nobody listens; the session goes on without the voice.
    private void refuseVoice() throws IOException {
        hearing.forget();
        if (voiceRefused) return;
        voiceRefused = true;
        outlet.send(new ServerMessage.Error(
                VOICE_REFUSED,
                "There is no consent to the voice: its sound is dropped unheard.",
                "Stop sending it, or ask for consent to the voice."));
    }

    private void tell(List<Hearing.Told> events) throws IOException {
        for (var told : events) {
            switch (told.event()) {
                case VoiceEvent.SpeechStarted started ->
                    outlet.send(new ServerMessage.Speech(true, Wire.milliseconds(started.at())));
                case VoiceEvent.SpeechEnded ended -> {
                    conversation.customerSpoke(ended.speech(), ended.rate());
                    conversationChanged = true;
                    outlet.send(new ServerMessage.Speech(
                            false, Wire.milliseconds(ended.speech().end())));
                }
                case VoiceEvent.Transcribed said ->
                    utter(new ClientMessage.Utterance(said.speech().end(), said.words()), Arrival.now());
                case VoiceEvent.VoiceReading reading -> {
                    double latencyMs = (System.nanoTime() - told.arrivedNanos()) / 1e6;
                    house.metrics().voiceLatency.record((long) (latencyMs * 1e6), TimeUnit.NANOSECONDS);
                    outlet.send(Wire.voice(reading, latencyMs));
                    join(reading.observation(), told.arrivedNanos());
                }
            }
        }
    }

    /// A told face is an estimate; so is a voice without a face in view, which else weighs in with the
    /// next frame.
    ///
    /// @param arrivedNanos when what it was read from was there
    private void join(Observation observation, long arrivedNanos) throws IOException {
        long observed = System.nanoTime();
        var events = perception.join(observation);
        long fused = System.nanoTime();
        boolean withGaze = permits.allows(Modality.GAZE);
        var affects = events.stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
        if (!affects.isEmpty()) {
            outlet.send(Wire.unseen(affects, (System.nanoTime() - arrivedNanos) / 1e6, withGaze));
            house.metrics().told(observed, fused, System.nanoTime());
        }
        taping.add(observation); // behind the estimate: nobody waits for what is kept
        keep(events);
        if (affects.isEmpty()) return;
        lastAffect = affects.getLast();
        keeping.weigh(lastAffect);
        decide(lastAffect.at(), lastAffect);
    }

    /// Reads what the person wrote, after redaction; the words themselves are kept nowhere.
    void utter(ClientMessage.Utterance said, Arrival arrival) throws IOException {
        if (isAnother()) {
            outlet.send(new ServerMessage.Error(WORDS_REFUSED, ANOTHER, ASK_THEM));
            return;
        }
        if (!permits.allows(Modality.TEXT)) {
            outlet.send(new ServerMessage.Error(
                    WORDS_REFUSED,
                    "There is no consent to the words: this utterance was not read.",
                    "Ask for consent to the words first."));
            return;
        }
        long began = System.nanoTime();
        permits.weighsIn(Modality.TEXT);
        var read = house.words().read(said.text());
        double latencyMs = Math.round((System.nanoTime() - began) / 1e5) / 10.0;
        var view = house.words().view(read);
        outlet.send(new ServerMessage.Words(Wire.milliseconds(said.at()), latencyMs, view));
        view.observed(CustomerAffect.Source.TEXT, "chat", product())
                .ifPresent(observed -> house.customers().observed(subject, observed));
        boolean asks = read.topics().has(Intent.REQUEST_FOR_HUMAN) && !Boolean.TRUE.equals(facts.get(ASKED_FOR_PERSON));
        if (asks) know(ASKED_FOR_PERSON, true);
        join(read.observation(said.at()), arrival.arrivedNanos());
        if (asks) decide(clock.now(), latestAllowed()); // words that display nothing decide nothing by themselves
        if (hello.purpose() == Purpose.PERSONALIZATION) house.styles().turn(session.person(), read, latestAllowed());
    }

    /// As if the page had told it; until the page turns.
    private void know(String fact, Object value) {
        var more = new HashMap<>(facts);
        more.put(fact, value);
        facts = Map.copyOf(more);
        taping.turned(clock.now(), page, facts);
    }

    /// A face that a phone or headset tells instead of a picture: each reading is an estimate.
    void told(ClientMessage.Blendshapes message, Arrival arrival) throws IOException {
        requireConsent();
        if (isAnother()) return;
        UnitsReading reading;
        try {
            reading = BlendshapesJson.read(message.content());
        } catch (IllegalArgumentException e) {
            throw SessionRefusal.malformed("The blendshapes are not usable.", "Expected: " + e.getMessage() + ".");
        }
        if (lastToldAt != null && reading.at().compareTo(lastToldAt) <= 0) {
            unusable++;
            return;
        }
        lastToldAt = reading.at();
        clock.arrived(reading.at(), arrival.arrivedNanos());
        facesTold++;
        decoded(arrival);
        join(reading, arrival.arrivedNanos());
    }

    /// What sensors tell of the body.
    void told(ClientMessage.Physiology message, Arrival arrival) throws IOException {
        if (isAnother()) return;
        if (!permits.allows(Modality.PHYSIOLOGY)) {
            if (bodyRefused) return;
            bodyRefused = true;
            outlet.send(new ServerMessage.Error(
                    PHYSIOLOGY_REFUSED,
                    "There is no consent to physiology: what the sensor says is dropped unread.",
                    "Stop sending it, or ask for consent to physiology."));
            return;
        }
        bodyRefused = false;
        PhysiologyObservation body;
        try {
            body = PhysiologyJson.read(message.content());
        } catch (IllegalArgumentException e) {
            throw SessionRefusal.malformed("The physiology is not usable.", "Expected: " + e.getMessage() + ".");
        }
        permits.weighsIn(Modality.PHYSIOLOGY);
        decoded(arrival);
        join(body, arrival.arrivedNanos());
    }

    /// Numbers came as a message and are an observation now.
    private void decoded(Arrival arrival) {
        house.metrics().add(LiveMetrics.Stage.WAIT, arrival.arrivedNanos(), arrival.takenNanos());
        house.metrics().add(LiveMetrics.Stage.DECODE, arrival.takenNanos(), System.nanoTime());
    }

    /// The agent of this call spoke then, as the call centre tells.
    void otherSpoke(TimeSpan span) {
        conversation.otherSpoke(span);
        conversationChanged = true;
    }

    /// The person is on another page, or the page knows more.
    void turn(ClientMessage.Page turned) throws IOException {
        if (isAnother()) {
            turnedMeanwhile = turned;
            return;
        }
        page = turned.page();
        facts = turned.facts();
        taping.turned(clock.now(), page, facts);
        decide(clock.now(), latestAllowed());
    }

    /// Learns where on the screen this person looks, and answers with the error or what is wrong.
    void calibrate(ClientMessage.Calibration wanted) throws IOException {
        if (isAnother()) {
            outlet.send(new ServerMessage.Error(CALIBRATION_FAILED, ANOTHER, ASK_THEM));
            return;
        }
        if (!permits.allows(Modality.GAZE)) {
            screen.forget();
            outlet.send(new ServerMessage.Error(
                    CALIBRATION_FAILED, "There is no consent to gaze.", "Ask for consent to the gaze first."));
            return;
        }
        switch (screen.calibrate(wanted)) {
            case GazeCalibration.Refused refused ->
                outlet.send(new ServerMessage.Error(
                        CALIBRATION_FAILED, "The calibration failed: " + refused.reason() + ".", refused.hint()));
            case GazeCalibration.Calibrated calibrated ->
                outlet.send(new ServerMessage.Calibrated(
                        Math.round(calibrated.errorPx()),
                        Math.round(calibrated.errorDegrees() * 10) / 10.0,
                        calibrated.validationPoints(),
                        Math.round(calibrated.calibration().smallestAreaPx())));
        }
    }

    void judge(ClientMessage.Feedback feedback) throws IOException {
        if (!isAnother()) adapting.judge(feedback, clock.now());
    }

    /// A consent or a switch changed: what is not permitted any more ends now, not with the next frame.
    void askAgain() throws IOException {
        requireConsent();
        decide(clock.now(), latestAllowed());
    }

    /// @throws SessionRefusal after telling the page, when the person does not allow this any more
    void requireConsent() throws IOException {
        if (permits.allows(required)) return;
        hearing.forget();
        var off = house.switches().stopping(required);
        if (off.isPresent())
            throw new SessionRefusal(
                    CloseCode.NO_CONSENT,
                    "Reading is switched off here: %s.".formatted(off.get().reason()),
                    "The service goes on without it.");
        outlet.send(new ServerMessage.Withdrawn(
                List.of(new ServerMessage.ChoiceView(hello.purpose().id(), required.id()))));
        throw new SessionRefusal(CloseCode.WITHDRAWN, "consent was withdrawn", "");
    }

    /// Once a second: statistics, and decisions that end although no frame comes.
    void tick(Mailbox.Counts counts) throws IOException {
        if (anotherSince != null
                && System.nanoTime() - anotherSince
                        >= house.settings().personWithin().toNanos())
            throw new SessionRefusal(
                    CloseCode.ANOTHER_PERSON,
                    "Somebody else is before the camera, and nobody said for %d s whose consent counts."
                            .formatted(house.settings().personWithin().toSeconds()),
                    "Show the notice to whoever is there and begin another session.");
        decide(clock.now(), latestAllowed());
        adapting.hearApprovals(clock.now());
        tellConversation();
        latencies.sort(Comparator.naturalOrder());
        double median = latencies.isEmpty() ? 0 : latencies.get(latencies.size() / 2);
        outlet.send(new ServerMessage.Stats(
                received(counts), analysed(), dropped(counts), Math.round(median * 10) / 10.0, latencies.size()));
        latencies.clear();
    }

    private void tellConversation() throws IOException {
        if (!isCall() || !conversationChanged && ticks++ % TICKS_OF_SILENCE != 0) return;
        conversationChanged = false;
        outlet.send(new ServerMessage.Conversation(ConversationView.of(conversation)));
    }

    private boolean isCall() {
        return required == Modality.VOICE;
    }

    /// Stores what is still open and ends the session's record, also where something of it cannot be stored.
    void close(CloseCode code, Mailbox.Counts counts) {
        try {
            keepWhatIsOpen(code);
        } finally {
            perception.close();
            house.sessionLog()
                    .ended(session, code.id(), new SessionLog.Frames(received(counts), analysed(), dropped(counts)));
        }
    }

    private void keepWhatIsOpen(CloseCode code) {
        if (code == CloseCode.ENDED || code == CloseCode.TIMED_OUT) tellLastWords();
        hearing.forget();
        if (code == CloseCode.WITHDRAWN) taping.stop();
        else {
            taping.finish();
            if (permits.mayKeep()) {
                keeping.finish(perception.finish(), isCall() ? ConversationView.of(conversation) : null);
                keeping.overall(required, product())
                        .ifPresent(observed -> house.customers().observed(subject, session, observed));
            }
        }
        adapting.finish(clock.now());
        house.baselines().keep(session.person(), known, perception.baseline(), permits::mayRemember);
    }

    /// The product the person looks at; null where they look at none.
    private @Nullable String product() {
        return page.kind().equals("product") && !page.id().isEmpty() ? page.id() : null;
    }

    /// What was being said when the sound stopped; whoever still listens hears it.
    private void tellLastWords() {
        if (!hearing.isListening() || !permits.allows(Modality.VOICE)) return;
        try {
            tell(house.analysts().ask(hearing::finish));
            conversationChanged = true;
            tellConversation();
        } catch (IOException e) {
            LOG.debug("the page did not hear the last words", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("the last words could not be read", e.getCause());
        }
    }

    private void tell(EncodedFrame frame, Decoding decoding, PerceptionResult.Read read) throws IOException {
        boolean withGaze = permits.allows(Modality.GAZE);
        if (withGaze) screen.saw(read.reading());
        else screen.forget();
        var affects = read.events().stream()
                .filter(Affect.class::isInstance)
                .map(Affect.class::cast)
                .toList();
        double latencyMs = (System.nanoTime() - frame.arrivedNanos()) / 1e6;
        outlet.send(new ServerMessage.Affect(
                frame.sequence(),
                Wire.milliseconds(frame.at()),
                Math.round(latencyMs * 10) / 10.0,
                read.reading().faces().stream()
                        .map(face -> Wire.face(face, of(face, affects), withGaze, screen.of(face)))
                        .toList(),
                new ServerMessage.Picture(decoding.width(), decoding.height()),
                consenting == null ? 0 : consenting.others(),
                affects.stream().map(affect -> Wire.person(affect, withGaze)).toList()));
        decoding.told(house.metrics(), frame.arrivedNanos(), System.nanoTime());
        taping.add(read.reading()); // behind the estimate: nobody waits for what is kept
        analysed++;
        latencies.add(latencyMs);
        house.metrics().analysed.increment();
        house.metrics().latency.record((long) (latencyMs * 1e6), TimeUnit.NANOSECONDS);
        keep(read.events());
        lastAffect = ofNearest(read.reading(), affects);
        if (lastAffect != null) keeping.weigh(lastAffect);
        decide(frame.at(), lastAffect);
    }

    /// Keeps what may be kept, and tells what is not an estimate.
    private void keep(List<AffectEvent> events) throws IOException {
        for (var event : events) {
            switch (event) {
                case Affect affect -> keeping.add(affect);
                case StreamReading stream -> {
                    streamed = stream;
                    if (!isDue(stream.at())) continue;
                    lastStream = stream.at();
                    outlet.send(Wire.stream(stream, permits.allows(Modality.GAZE)));
                }
                case Moment moment -> {
                    outlet.send(Wire.moment(moment));
                    keeping.add(moment);
                }
                case PulseReading pulse -> {
                    if (permits.allows(Modality.PHYSIOLOGY)) outlet.send(Wire.pulse(pulse));
                }
                case SpottingStatus status -> outlet.send(Wire.spotting(status));
            }
        }
    }

    private boolean isDue(Duration at) {
        return lastStream == null
                || at.compareTo(lastStream) < 0
                || at.minus(lastStream).compareTo(STREAM_INTERVAL) >= 0;
    }

    private void decide(Duration at, @Nullable Affect affect) throws IOException {
        if (isAnother()) return; // what the page would show is for whoever agreed
        adapting.step(new Situation(at, affect, affect == null ? null : streamed, page, facts));
    }

    /// Of a film whoever is nearest is taken for the person who was asked; of a camera only that person is read.
    private static @Nullable Affect ofNearest(FaceReading reading, List<Affect> affects) {
        return reading.faces().stream()
                .max(Comparator.comparingDouble((FaceObservation face) ->
                        face.box().width() * face.box().height()))
                .map(nearest -> of(nearest, affects))
                .orElse(null);
    }

    private static @Nullable Affect of(FaceObservation face, List<Affect> affects) {
        return affects.stream()
                .filter(affect -> affect.trackId() == face.trackId())
                .findFirst()
                .orElse(null);
    }

    /// The latest estimate, unless it rests on a modality that may not be read any more: then nothing, until there is
    /// one without it.
    private @Nullable Affect latestAllowed() {
        if (lastAffect != null
                && !lastAffect.contributions().stream()
                        .allMatch(contribution -> permits.allows(contribution.modality()))) lastAffect = null;
        return lastAffect;
    }

    /// Of a page its frames, of a call its packets.
    private long received(Mailbox.Counts counts) {
        return isCall() ? counts.sounds() : counts.pictures() + facesTold;
    }

    private long analysed() {
        return isCall() ? hearing.stretches() : analysed + facesTold;
    }

    private long dropped(Mailbox.Counts counts) {
        return isCall() ? counts.soundsLost() : counts.replaced() + unusable;
    }

    private static SessionRefusal noConsent(String reason) {
        return new SessionRefusal(
                CloseCode.NO_CONSENT,
                "Nothing is read: %s.".formatted(reason),
                "Show the notice and record the answer with POST /v1/consents.");
    }
}
