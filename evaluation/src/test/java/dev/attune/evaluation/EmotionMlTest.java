package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.FaceReading;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class EmotionMlTest {

    @Test
    void theDocumentKeepsToTheStructureOfTheRecommendation() throws Exception {
        validate(write(240));
    }

    @Test
    void theSmileIsAHappinessFromOnsetToOffset() throws Exception {
        var category = elements(parse(write(240)), "category").getFirst();
        assertThat(category.getAttribute("name")).isEqualTo("happiness");
        assertThat(category.getAttribute("value")).isEqualTo("0.82");
        var emotion = (Element) category.getParentNode();
        assertThat(emotion.getAttribute("offset-to-start")).isEqualTo("2000");
        assertThat(emotion.getAttribute("duration")).isEqualTo("3000");
        assertThat(emotion.getAttribute("time-ref-uri")).isEqualTo("./a%20clip.mp4");
    }

    @Test
    void tracesBreakWhereNothingWasMeasured() throws Exception {
        var traced = elements(parse(write(240)), "trace").stream()
                .map(trace -> (Element) trace.getParentNode().getParentNode())
                .distinct()
                .toList();
        assertThat(traced)
                .extracting(emotion -> emotion.getAttribute("offset-to-start"))
                .containsExactly("0", "7000");
    }

    @Test
    void aTraceHasOneSampleForEachFifthOfASecondInZeroToOne() throws Exception {
        var pleasure = elements(parse(write(180)), "dimension").getFirst();
        assertThat(pleasure.getAttribute("name")).isEqualTo("pleasure");
        var trace = (Element) pleasure.getFirstChild();
        assertThat(trace.getAttribute("freq")).isEqualTo("5Hz");
        var samples = Arrays.stream(trace.getAttribute("samples").split(" "))
                .map(Double::valueOf)
                .toList();
        assertThat(samples).hasSize(30).allMatch(sample -> sample >= 0 && sample <= 1);
        assertThat(samples.get(17)).isGreaterThan(0.8); // 3.5 s: valence 0.7 at the apex, as (v + 1) / 2
    }

    @Test
    void aLongRecordingIsCutIntoTracesOfAMinute() throws Exception {
        var out = new StringWriter();
        try (var xml = new EmotionMl(out, "clip.mp4")) {
            for (int number = 1; number <= 30 * 130; number++) {
                var at = Scene.at(number);
                var calm = FrameResult.of(
                        number,
                        new FaceReading(at, List.of()),
                        List.of(Scene.affect(0, at.plusSeconds(10)))); // past the covered stretch
                xml.write(calm);
            }
        }
        assertThat(elements(parse(out.toString()), "emotion")).hasSize(3);
        validate(out.toString());
    }

    @Test
    void aRecordingWithoutAFaceIsAValidDocumentWithoutEmotions() throws Exception {
        var out = new StringWriter();
        try (var xml = new EmotionMl(out, "clip.mp4")) {
            xml.write(Scene.nobody(1));
        }
        validate(out.toString());
        assertThat(elements(parse(out.toString()), "emotion")).isEmpty();
    }

    private static String write(int frames) throws IOException {
        var out = new StringWriter();
        try (var xml = new EmotionMl(out, "./a%20clip.mp4")) {
            for (int number = 1; number <= frames; number++) xml.write(Scene.frame(number));
        }
        return out.toString();
    }

    private static void validate(String xml) throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(EmotionMlTest.class.getResource("emotionml-structure.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    private static Document parse(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document document, String name) {
        var nodes = document.getElementsByTagNameNS(EmotionMl.NAMESPACE, name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) elements.add((Element) nodes.item(i));
        return elements;
    }
}
