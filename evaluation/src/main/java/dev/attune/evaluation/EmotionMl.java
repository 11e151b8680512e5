package dev.attune.evaluation;

import dev.attune.signals.Affect;
import dev.attune.signals.Emotion;
import dev.attune.signals.Measurement;
import dev.attune.signals.Moment;
import dev.attune.signals.VoiceObservation;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// `NAME.emotionml.xml`: W3C EmotionML 1.0 (Recommendation of 22 May 2014), written while the frames
/// go by.
///
/// - Every expression episode of the big six becomes an `emotion` with a `category`, from onset to offset.
/// - Valence and arousal become traces of the PAD dimensions `pleasure` and `arousal`, `(v + 1) / 2`,
/// sampled at [#TRACE_HZ] (the mean of a sample's frames). A trace cannot hold a gap, so an
/// unmeasurable frame ends it; a new one begins afterwards. A trace ends after a minute too, which
/// bounds what is held in memory.
///
/// Contempt, model-defined states and unreadable stretches are not in these vocabularies; they are in
/// the events.
public final class EmotionMl implements AutoCloseable {
    static final int TRACE_HZ = 5;
    static final String NAMESPACE = "http://www.w3.org/2009/10/emotionml";
    static final String ATTUNE_NAMESPACE = "urn:attune:evaluation:1";

    private static final int LONGEST_TRACE = 60 * TRACE_HZ; // samples
    private static final Map<Emotion, String> BIG_SIX = Map.of(
            Emotion.JOY, "happiness",
            Emotion.SURPRISE, "surprise",
            Emotion.ANGER, "anger",
            Emotion.FEAR, "fear",
            Emotion.SADNESS, "sadness",
            Emotion.DISGUST, "disgust");

    private final Writer out;
    private final XMLStreamWriter xml;
    private final String mediaUri;
    private final Map<Integer, Trace> traces = new TreeMap<>();
    private boolean closed;

    /// @param mediaUri how the recording is referred to, for example its encoded file name
    /// @param out closed by [#close()]
    public EmotionMl(Writer out, String mediaUri) throws IOException {
        this.out = out;
        this.mediaUri = mediaUri;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            line();
            xml.writeStartElement("emotionml");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeNamespace("attune", ATTUNE_NAMESPACE);
            xml.writeAttribute("version", "1.0");
            xml.writeAttribute("category-set", "http://www.w3.org/TR/emotion-voc/xml#big6");
            xml.writeAttribute("dimension-set", "http://www.w3.org/TR/emotion-voc/xml#pad-dimensions");
            line();
        } catch (XMLStreamException e) {
            throw asIo(e);
        }
    }

    public void write(FrameResult frame) throws IOException {
        for (var affect : frame.affects()) {
            var trace = traces.computeIfAbsent(affect.trackId(), Trace::new);
            trace.add(affect);
        }
        for (var moment : frame.moments()) write(moment);
        for (var trace : traces.values()) if (!trace.isEmpty() && trace.silentSince(frame.at())) trace.end();
    }

    public void write(Moment moment) throws IOException {
        if (!(moment instanceof Moment.ExpressionEpisode episode)) return;
        var category = BIG_SIX.get(episode.emotion());
        if (category == null) return;
        var onset = episode.episode().onset();
        var offset = episode.episode().offset();
        try {
            startEmotion(moment.trackId(), onset, offset.minus(onset), "face");
            xml.writeEmptyElement("category");
            xml.writeAttribute("name", category);
            xml.writeAttribute("value", Decimal.format(episode.strength(), 3));
            xml.writeEmptyElement("reference");
            xml.writeAttribute("uri", mediaUri + "#t=" + seconds(onset) + "," + seconds(offset)); // W3C media fragment
            xml.writeAttribute("role", "expressedBy");
            endEmotion();
        } catch (XMLStreamException e) {
            throw asIo(e);
        }
    }

    /// The arousal of all that was said without a pause; nothing when it could not be told.
    public void write(VoiceObservation observation) throws IOException {
        if (!(observation.arousal() instanceof Measurement.Measured arousal)) return;
        try {
            startEmotion(
                    Affect.UNSEEN,
                    observation.span().start(),
                    observation.span().length(),
                    "voice");
            xml.writeEmptyElement("dimension");
            xml.writeAttribute("name", "arousal");
            xml.writeAttribute("value", Decimal.format((arousal.value() + 1) / 2, 3));
            xml.writeAttribute("confidence", Decimal.format(arousal.confidence(), 3));
            endEmotion();
        } catch (XMLStreamException e) {
            throw asIo(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        try (out) {
            for (var trace : traces.values()) trace.end();
            xml.writeEndElement();
            line();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw asIo(e);
        }
    }

    private void startEmotion(int trackId, Duration start, Duration length, String through) throws XMLStreamException {
        xml.writeStartElement("emotion");
        xml.writeAttribute("time-ref-uri", mediaUri);
        xml.writeAttribute("time-ref-anchor-point", "start");
        xml.writeAttribute("offset-to-start", Long.toString(start.toMillis()));
        xml.writeAttribute("duration", Long.toString(length.toMillis()));
        xml.writeAttribute("expressed-through", through);
        xml.writeStartElement("info");
        xml.writeEmptyElement("attune", "track", ATTUNE_NAMESPACE);
        xml.writeAttribute("id", Integer.toString(trackId));
        xml.writeEndElement();
    }

    private void endEmotion() throws XMLStreamException {
        xml.writeEndElement();
        line();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String seconds(Duration mediaTime) {
        return Decimal.format(mediaTime.toNanos() / 1e9, 3);
    }

    private static IOException asIo(XMLStreamException e) {
        return e.getCause() instanceof IOException io ? io : new IOException(e);
    }

    /// Valence and arousal of one person from the last gap on.
    private final class Trace {
        private static final Duration SAMPLE = Duration.ofMillis(1000 / TRACE_HZ);

        private final int trackId;
        private final StringBuilder pleasure = new StringBuilder();
        private final StringBuilder arousal = new StringBuilder();
        private Duration start = Duration.ZERO;
        private Duration last = Duration.ZERO;
        private int samples;
        private double valenceSum;
        private double arousalSum;
        private int framesInSample;

        Trace(int trackId) {
            this.trackId = trackId;
        }

        boolean isEmpty() {
            return samples == 0 && framesInSample == 0;
        }

        /// Whether the person has been missing for two samples or more.
        boolean silentSince(Duration now) {
            return now.minus(last).compareTo(SAMPLE.multipliedBy(2)) >= 0;
        }

        void add(Affect affect) throws IOException {
            var valence = measured(affect.valence());
            var activation = measured(affect.arousal());
            if (valence.isEmpty() || activation.isEmpty()) {
                end();
                return;
            }
            if (!isEmpty() && silentSince(affect.at())) end();
            if (isEmpty()) start = affect.at();
            if (framesInSample > 0 && affect.at().compareTo(start.plus(SAMPLE.multipliedBy(samples + 1L))) >= 0)
                endSample();
            if (samples >= LONGEST_TRACE) {
                end();
                start = affect.at();
            }
            valenceSum += valence.getAsDouble();
            arousalSum += activation.getAsDouble();
            framesInSample++;
            last = affect.at();
        }

        private void endSample() {
            append(pleasure, valenceSum / framesInSample);
            append(arousal, arousalSum / framesInSample);
            samples++;
            framesInSample = 0;
            valenceSum = 0;
            arousalSum = 0;
        }

        private void append(StringBuilder values, double value) {
            if (!values.isEmpty()) values.append(' ');
            Decimal.append(values, (value + 1) / 2, 3);
        }

        void end() throws IOException {
            if (framesInSample > 0) endSample();
            if (samples == 0) return;
            try {
                startEmotion(trackId, start, SAMPLE.multipliedBy(samples), "face");
                dimension("pleasure", pleasure);
                dimension("arousal", arousal);
                endEmotion();
            } catch (XMLStreamException e) {
                throw asIo(e);
            }
            pleasure.setLength(0);
            arousal.setLength(0);
            samples = 0;
        }

        private void dimension(String name, StringBuilder values) throws XMLStreamException {
            xml.writeStartElement("dimension");
            xml.writeAttribute("name", name);
            xml.writeEmptyElement("trace");
            xml.writeAttribute("freq", TRACE_HZ + "Hz");
            xml.writeAttribute("samples", values.toString());
            xml.writeEndElement();
        }

        private OptionalDouble measured(Measurement measurement) {
            return measurement.optional();
        }
    }
}
