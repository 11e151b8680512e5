package dev.attune.server.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.ServerTest;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class ConsentTest extends ServerTest {
    @Autowired
    private Gate gate;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Persons persons;

    private Cookie console;

    @BeforeEach
    void signIn() {
        console = aSignedInConsole();
        assertThat(mvc.get().uri("/v1/notices/current?language=en").cookie(console))
                .hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void theNoticeSpeaksTheLanguageOfItsReader(String language) {
        var notice = body(mvc.get()
                .uri("/v1/notices/current?language=" + language)
                .cookie(console)
                .exchange());

        assertThat(notice.path("language").asString()).isEqualTo(language);
        assertThat(notice.path("lines").size()).isEqualTo(5);
        assertThat(notice.path("choices").size()).isEqualTo(16);
    }

    @Test
    void nobodyAskedMeansNo() {
        assertThat(face("s-unknown", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Refused.class);
    }

    @Test
    void aGrantOpensItsOwnPurposeAndModalityOnly() {
        decide("s-one", true, false, false);

        assertThat(face("s-one", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Allowed.class);
        assertThat(face("s-one", Purpose.ANALYTICS)).isInstanceOf(Gate.Verdict.Refused.class);
        assertThat(face("s-one", Purpose.RESEARCH)).isInstanceOf(Gate.Verdict.Refused.class);
        assertThat(gate.check(new Gate.Question("s-one", Purpose.PERSONALIZATION, Modality.GAZE)))
                .isInstanceOf(Gate.Verdict.Refused.class);
        assertThat(gate.check(new Gate.Question("s-one", Purpose.PERSONALIZATION, Modality.PHYSIOLOGY)))
                .isInstanceOf(Gate.Verdict.Refused.class);
    }

    @Test
    void aRefusalIsRecordedToo() {
        decide("s-no", false, false, false);

        assertThat(mvc.get().uri("/v1/consents").cookie(console).header("Attune-Purpose", "privacy-request"))
                .bodyText()
                .contains("s-no", "refused");
        assertThat(face("s-no", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Refused.class);
    }

    @Test
    void withdrawingOneChoiceLeavesTheOther() {
        String receipt = decide("s-two", true, false, true).path("receiptId").asString();

        withdraw(receipt, "{\"choices\": [{\"purpose\": \"analytics\", \"modality\": \"face\"}]}");

        assertThat(face("s-two", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Allowed.class);
        assertThat(face("s-two", Purpose.ANALYTICS)).isInstanceOf(Gate.Verdict.Refused.class);
    }

    @Test
    void withdrawingEverythingTakesOneCall() {
        String receipt = decide("s-three", true, true, true).path("receiptId").asString();

        withdraw(receipt, "{}");

        var current =
                body(mvc.get().uri("/v1/consents/" + receipt).cookie(console).exchange());
        assertThat(current.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("decision").asString()))
                .containsOnly("withdrawn");
        assertThat(face("s-three", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Refused.class);
    }

    @Test
    void consentCanBeGivenAgainAfterAWithdrawal() {
        withdraw(decide("s-again", true, true, true).path("receiptId").asString(), "{}");

        decide("s-again", true, false, false);

        assertThat(face("s-again", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Allowed.class);
    }

    /// Whoever is shown the notice again and says no now took back what they said before.
    @Test
    void aLaterNoDeletesWhatAWithdrawalWould() {
        var receipt = decide("s-no-more", true, false, true);
        keepASecond("s-no-more", receipt.path("receiptId").asString());

        decide("s-no-more", false, false, true);
        assertThat(seconds("s-no-more")).as("statistics are granted still").isEqualTo(1);
        decide("s-no-more", false, false, false);

        assertThat(seconds("s-no-more")).isZero();
    }

    private void keepASecond(String subject, String receipt) {
        var session = UUID.randomUUID();
        jdbc.sql("""
                        insert into live_session (id, subject, receipt_id, purpose, source, language, started_at)
                        values (?, ?, ?::uuid, 'personalization', 'webcam', 'en', now())""")
                .params(session, persons.find(subject).orElseThrow(), receipt)
                .update();
        jdbc.sql("""
                        insert into affect_second (session_id, track_id, second, frames, measured, sealed)
                        values (?, 0, 1, 10, true, ?)""").params(session, new byte[] {1}).update();
    }

    private int seconds(String subject) {
        return jdbc.sql("""
                        select count(*) from affect_second a join live_session s on s.id = a.session_id
                        where s.subject = ?""")
                .param(persons.find(subject).orElseThrow())
                .query(Integer.class)
                .single();
    }

    @Test
    void aBundledAnswerIsRefused() {
        var answer = post("""
                {"noticeId": "live", "noticeVersion": 6, "language": "en",
                 "choices": [{"purpose": "personalization", "modality": "face", "granted": true}]}""");

        assertThat(answer).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyText().contains("its own yes or no", "analytics/face");
    }

    @Test
    void anAnswerToANoticeThisCallerWasNotShownIsRefused() {
        String key = aNewKey(console);

        assertThat(postWith(key, answers("s-blind", "zh", true, true, true))).hasStatus(409);

        assertThat(mvc.get().uri("/v1/notices/current?language=zh").header("Attune-Key", key))
                .hasStatusOk();
        assertThat(postWith(key, answers("s-blind", "zh", true, true, true))).hasStatus(201);
    }

    @Test
    void anAnswerToAnEarlierNoticeIsRefused() {
        assertThat(post(answers("s-old", "en", true, true, true)
                        .replace("\"noticeVersion\": 6", "\"noticeVersion\": 0")))
                .hasStatus(409);
    }

    @Test
    void anEmailAddressIsNotAPseudonym() {
        assertThat(post(answers("ann@example.org", "en", true, true, true))).hasStatus(400);
    }

    @Test
    void recordsCannotBeChanged() {
        decide("s-fixed", true, true, true);

        assertThatThrownBy(() -> jdbc.sql("update consent_record set decision = 'granted'")
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from consent_record").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void aReceiptVerifiesWithThePublishedKey() throws Exception {
        var receipt = decide("s-signed", true, false, true);
        var parts = receipt.path("receipt").asString().split("\\.");
        var key = body(mvc.get().uri("/.well-known/jwks.json").exchange())
                .path("keys")
                .path(0)
                .path("x")
                .asString();

        // RFC 8410: a fixed prefix, then the 32 bytes of the key
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100"
                        + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(key)));
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                        .path("subject")
                        .asString())
                .isEqualTo("s-signed");
    }

    @Test
    void globalPrivacyControlCountsAsNoToEverything() {
        var answer = mvc.post()
                .uri("/v1/consents")
                .cookie(console)
                .header("Attune-Console", "1")
                .header("Sec-GPC", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(answers("s-gpc", "en", true, true, true))
                .exchange();

        var receipt = body(answer);
        assertThat(receipt.path("collectionMethod").asString()).isEqualTo("gpc");
        assertThat(receipt.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("decision").asString()))
                .containsOnly("refused");
        assertThat(face("s-gpc", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Refused.class);
    }

    @Test
    void aMinorIsNotReadWhereOnlyAdultsAre() {
        var answers = answers("s-minor", "en", true, true, true)
                .replace("\"choices\"", "\"ageBand\": \"minor\", \"choices\"");

        assertThat(body(post(answers)).path("collectionMethod").asString()).isEqualTo("minor");
        assertThat(face("s-minor", Purpose.PERSONALIZATION)).isInstanceOf(Gate.Verdict.Refused.class);
    }

    @Test
    void anAnswerToAShowingThatNeverWasIsRefused() {
        assertThat(post(answers("s-unseen", "en", true, true, true)
                        .replace("\"choices\"", "\"showing\": 999999999, \"choices\"")))
                .hasStatus(409);
    }

    @Test
    void theRecordFollowsTheFieldsOfTheStandard() {
        var record = decide("s-record", true, false, true).path("record");

        assertThat(record.path("schema_version").asString()).isEqualTo("ISO/IEC TS 27560:2023");
        assertThat(record.path("pii_principal_id").asString()).isEqualTo("s-record");
        var purpose = record.path("pii_processing").path("purposes").path(0);
        assertThat(purpose.path("lawful_basis").asString()).isEqualTo("consent");
        assertThat(purpose.path("pii_information")
                        .path(0)
                        .path("sensitive_pii_category")
                        .asBoolean())
                .isTrue();
        assertThat(record.path("event").path(0).path("event_state").asString()).isEqualTo("granted");
    }

    @Test
    void aReceiptCanBeDownloaded() {
        String receipt =
                decide("s-download", true, true, true).path("receiptId").asString();

        assertThat(mvc.get().uri("/v1/consents/%s/receipt".formatted(receipt)).cookie(console))
                .hasStatusOk()
                .headers()
                .hasValue("Content-Disposition", "attachment; filename=\"consent-receipt-%s.json\"".formatted(receipt));
    }

    private Gate.Verdict face(String subject, Purpose purpose) {
        return gate.check(new Gate.Question(subject, purpose, Modality.FACE));
    }

    private JsonNode decide(String subject, boolean adapt, boolean gaze, boolean statistics) {
        var answer = post(answers(subject, "en", adapt, gaze, statistics));
        assertThat(answer).hasStatus(201);
        return body(answer);
    }

    /// Whatever is neither the face for now nor statistics gets the answer of the gaze.
    private static String answers(String subject, String language, boolean adapt, boolean gaze, boolean statistics) {
        var choices = Stream.of(
                        "personalization/face personalization/gaze personalization/physiology personalization/voice",
                        "personalization/text personalization/behaviour baseline/face baseline/voice",
                        "agent-assist/face agent-assist/voice agent-assist/text analytics/face analytics/voice",
                        "analytics/text analytics/gaze analytics/physiology")
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(choice -> {
                    var parts = choice.split("/");
                    boolean granted = choice.equals("personalization/face")
                            ? adapt
                            : parts[0].equals("analytics") ? statistics : gaze;
                    return "{\"purpose\": \"%s\", \"modality\": \"%s\", \"granted\": %s}"
                            .formatted(parts[0], parts[1], granted);
                })
                .collect(Collectors.joining(", "));
        return """
                {"noticeId": "live", "noticeVersion": 6, "language": "%s", "subject": "%s", "choices": [%s]}""".formatted(language, subject, choices);
    }

    private void withdraw(String receipt, String body) {
        assertThat(mvc.post()
                        .uri("/v1/consents/%s/withdrawals".formatted(receipt))
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatusOk();
    }

    private MvcTestResult postWith(String key, String body) {
        return mvc.post()
                .uri("/v1/consents")
                .header("Attune-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult post(String body) {
        return mvc.post()
                .uri("/v1/consents")
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
