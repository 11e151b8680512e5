package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Two real faces before one camera: a consent belongs to the face that gave it.
class SomebodyElseTest extends ServerTest {
    private static final String[] ALL = {
        "personalization/face",
        "personalization/gaze",
        "personalization/physiology",
        "personalization/text",
        "analytics/face",
        "analytics/gaze",
        "analytics/physiology",
        "analytics/text"
    };
    private static final int STEP_MILLIS = 66;

    private static byte[] agreed;
    private static byte[] newcomer;
    private static byte[] both;
    private static byte[] nobody;

    private final List<JsonNode> heard = new ArrayList<>();
    private Cookie console;
    private String receipt;
    private Page page;
    private int sequence;

    @BeforeAll
    static void look() throws IOException {
        var index = SharedData.file("face/groups/index.csv");
        var names = Files.readAllLines(index);
        var one = ImageIO.read(index.resolveSibling(names.get(40).split(",")[0]).toFile());
        var other =
                ImageIO.read(index.resolveSibling(names.get(120).split(",")[0]).toFile());
        agreed = picture(canvas -> canvas.drawImage(one, 190, 110, 260, 260, null));
        newcomer = picture(canvas -> canvas.drawImage(other, 190, 110, 260, 260, null));
        both = picture(canvas -> {
            canvas.drawImage(one, 190, 110, 260, 260, null);
            canvas.drawImage(other, 460, 140, 170, 170, null);
        });
        nobody = picture(canvas -> {});
    }

    @BeforeEach
    void open() {
        console = aSignedInConsole();
        receipt = aReceipt(console, ALL);
        page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue());
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void aNewcomerIsSaidAtOnceAndNothingOfThemIsRead() throws Exception {
        var id = sessionOf("webcam");
        show(agreed, 30);
        assertThat(affects()).allMatch(affect -> affect.path("faces").size() == 1);
        heard.clear();

        show(newcomer, 45);

        assertThat(heard).filteredOn(isOf("person")).singleElement().satisfies(said -> {
            assertThat(said.path("who").asString()).isEqualTo("another");
            assertThat(said.path("answerWithinMs").asLong()).isEqualTo(12_000);
            assertThat(said.path("atMs").asDouble())
                    .as("half a second after they came")
                    .isLessThan(2_500);
        });
        assertThat(affects()).hasSize(45).allSatisfy(affect -> {
            assertThat(affect.path("faces").size()).isZero();
            assertThat(affect.path("affect").size()).isZero();
        });
        assertThat(affects().getLast().path("others").asInt()).isOne();
        assertThat(heard)
                .filteredOn(isOf("moment"))
                .allMatch(moment -> moment.path("onsetMs").asDouble() < 30 * STEP_MILLIS);
        assertThat(heard).noneMatch(isOf("pulse")).noneMatch(isOf("decision"));

        page.say("{\"type\": \"utterance\", \"atMs\": 5000, \"text\": \"This is terrible\"}");
        assertThat(page.hear("error").path("code").asString()).isEqualTo("words-refused");

        page.say("{\"type\": \"bye\"}");
        var record = ended(id);
        assertThat(record.path("seconds")
                        .valueStream()
                        .map(second -> second.path("atMs").asLong(-1)))
                .as("seconds of whoever agreed")
                .isNotEmpty()
                .allMatch(at -> at >= 0 && at < 2_000);
        assertAudited(id, "session.newcomer");
    }

    @Test
    void whoeverAgreedIsReadAgainWhenTheyAreBackInAMoment() throws Exception {
        var id = sessionOf("webcam");
        show(agreed, 30);
        show(newcomer, 15);
        heard.clear();

        show(agreed, 30);

        assertThat(affects().getLast().path("faces").size()).isOne();
        assertThat(heard)
                .filteredOn(isOf("person"))
                .singleElement()
                .satisfies(said -> assertThat(said.path("who").asString()).isEqualTo("agreed"));
        assertAudited(id, "session.person-back", "session.newcomer");
    }

    @Test
    void whoOnlyLookedAwayHearsNothingOfIt() throws Exception {
        var id = sessionOf("webcam");
        show(agreed, 30);
        show(nobody, 20);
        show(agreed, 15);

        assertThat(heard).noneMatch(isOf("person"));
        assertThat(affects().getLast().path("faces").size()).isOne();
        assertThat(audited(id)).isEmpty();
    }

    @Test
    void ofTwoInThePictureOnlyWhoeverAgreedIsRead() throws Exception {
        sessionOf("webcam");
        show(agreed, 15);
        heard.clear();

        show(both, 30);

        assertThat(heard).noneMatch(isOf("person"));
        assertThat(affects()).allMatch(affect -> affect.path("faces").size() == 1);
        assertThat(affects().getLast().path("others").asInt()).isOne();
    }

    @Test
    void thePersonMaySayThatTheyAreStillThere() throws Exception {
        var id = sessionOf("webcam");
        show(agreed, 20);
        show(newcomer, 30);
        heard.clear();

        page.say("{\"type\": \"person\", \"receiptId\": \"%s\"}".formatted(receipt));
        show(newcomer, 10);

        assertThat(heard)
                .anyMatch(isOf("person").and(said -> said.path("who").asString().equals("agreed")));
        assertThat(affects().getLast().path("faces").size()).isOne();
        assertAudited(id, "session.person-confirmed", "session.newcomer");
    }

    @Test
    void anotherPersonWhoAgreesHasASessionOfTheirOwn() throws Exception {
        var first = sessionOf("webcam");
        show(agreed, 20);
        show(newcomer, 30);
        heard.clear();

        page.say("{\"type\": \"person\", \"receiptId\": \"%s\"}".formatted(aReceipt(console, "personalization/face")));
        var ready = page.hear("ready");
        show(newcomer, 10);

        assertThat(ready.path("sessionId").asString()).isNotEqualTo(first);
        assertThat(ready.path("modalities").valueStream().map(JsonNode::asString))
                .containsExactly("face");
        assertThat(affects().getLast().path("faces").size()).isOne();
        var record = ended(first);
        assertThat(record.path("endReason").asString()).isEqualTo("another-person");
        assertThat(record.path("framesAnalysed").asInt()).isEqualTo(50);
        page.say("{\"type\": \"bye\"}");
        var own = ended(ready.path("sessionId").asString());
        assertThat(own.path("framesAnalysed").asInt()).isEqualTo(10);
    }

    @Test
    void anotherPersonWhoDidNotAgreeEndsIt() throws Exception {
        sessionOf("webcam");
        show(agreed, 20);
        show(newcomer, 30);

        page.say("{\"type\": \"person\", \"receiptId\": \"%s\"}".formatted(aReceipt(console)));

        assertThat(page.closeCode()).isEqualTo(4403);
    }

    @Test
    void whereNobodySaysWhoseConsentCountsTheSessionEnds() throws Exception {
        sessionOf("webcam");
        show(agreed, 20);
        show(newcomer, 30);

        while (page.unheard().stream().noneMatch(isOf("error"))) {
            keepAlive();
            Thread.sleep(200);
        }

        var error = page.hear("error");
        assertThat(error.path("code").asString()).isEqualTo("another-person");
        assertThat(page.closeCode()).isEqualTo(4410);
    }

    /// Whoever brings it answers for whom it shows.
    @Test
    void ofAFilmEverybodyIsRead() throws Exception {
        sessionOf("recording");
        show(agreed, 20);
        show(newcomer, 45);

        assertThat(heard).noneMatch(isOf("person"));
        assertThat(affects().getLast().path("faces").size()).isOne();
    }

    private String sessionOf(String source) throws InterruptedException {
        page.hello(receipt, "personalization", source);
        return page.hear("ready").path("sessionId").asString();
    }

    /// One at a time, so that none is dropped.
    private void show(byte[] picture, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            int wanted = sequence++;
            page.frame(wanted, (long) wanted * STEP_MILLIS, picture);
            page.hear(message -> {
                heard.add(message);
                return message.path("sequence").asInt(-1) == wanted;
            });
        }
    }

    /// The server may close meanwhile.
    private void keepAlive() {
        try {
            page.say("{\"type\": \"page\", \"kind\": \"list\"}");
        } catch (CompletionException closed) {
            // told by the close code
        }
    }

    private List<JsonNode> affects() {
        return heard.stream().filter(isOf("affect")).toList();
    }

    private static Predicate<JsonNode> isOf(String type) {
        return message -> message.path("type").asString().equals(type);
    }

    /// Its record, once it is written.
    private JsonNode ended(String id) throws InterruptedException {
        while (true) {
            var record = body(mvc.get()
                    .uri("/v1/sessions/" + id)
                    .cookie(console)
                    .header("Attune-Purpose", "quality")
                    .exchange());
            if (record.path("endedAt").isNumber() || record.path("endedAt").isString()) return record;
            Thread.sleep(50);
        }
    }

    /// It is written while the session goes on.
    private void assertAudited(String session, String... actions) throws InterruptedException {
        long until = System.nanoTime() + 10_000_000_000L;
        while (audited(session).size() < actions.length && System.nanoTime() < until) Thread.sleep(20);
        assertThat(audited(session)).containsExactly(actions);
    }

    /// What is on record of who sat there, newest first.
    private List<String> audited(String session) {
        var records = body(mvc.get().uri("/v1/audit/records").cookie(console).exchange());
        return records.valueStream()
                .map(record -> record.path("entry"))
                .filter(record -> record.path("actor").asString().equals("live"))
                .filter(record -> record.path("objectPseudonym").asString().equals(session))
                .map(record -> record.path("action").asString())
                .toList();
    }

    private interface Drawing {
        void on(Graphics2D canvas);
    }

    private static byte[] picture(Drawing drawing) throws IOException {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        var canvas = image.createGraphics();
        canvas.setColor(Color.GRAY);
        canvas.fillRect(0, 0, 640, 480);
        drawing.on(canvas);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
