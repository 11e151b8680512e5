package dev.attune.server.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/// `null` inside a list or beside a name, where JSON allows it and nobody means it.
class NullsInsideTest extends ServerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST | /v1/keys | {\"name\": \"page\", \"origins\": [null]}",
                "POST | /v1/keys | {\"name\": \"page\", \"purposes\": [null]}",
                "POST | /v1/webhooks | {\"url\": \"http://127.0.0.1:1\", \"types\": [null]}",
                "POST | /v1/connectors | {\"kind\": \"hubspot\", \"name\": \"x\", \"url\": null, \"values\": {\"accessToken\": null, \"x\": null}}",
                "POST | /v1/experiments | {\"id\": \"e-null\", \"hypothesis\": \"x\", \"unitsPerArm\": 10, \"arms\": [null, null], \"metrics\": [{\"id\": \"conversion\"}]}",
                "POST | /v1/experiments | {\"id\": \"e-null\", \"hypothesis\": \"x\", \"unitsPerArm\": 10, \"arms\": [{\"id\": \"one\", \"share\": 0.5}, {\"id\": \"two\", \"share\": 0.5}], \"metrics\": [null]}",
                "POST | /v1/experiments | {\"id\": \"e-null\", \"hypothesis\": \"x\", \"unitsPerArm\": 10, \"arms\": [{\"id\": \"one\", \"share\": 0.5}, {\"id\": \"two\", \"share\": 0.5}], \"metrics\": [{\"id\": \"conversion\"}], \"groups\": {\"device\": [null]}}",
                "POST | /v1/experiments | {\"id\": \"e-null\", \"hypothesis\": \"x\", \"unitsPerArm\": 10, \"arms\": [{\"id\": \"one\", \"share\": 0.5}, {\"id\": \"two\", \"share\": 0.5}], \"metrics\": [{\"id\": \"conversion\"}], \"groups\": {\"device\": null}}",
                "POST | /v1/experiments/outcomes | [null]",
                "POST | /v1/experiments/e-null/assignments | {\"subject\": \"s-1\", \"cuts\": {\"device\": null}}",
                "POST | /v1/consents | {\"noticeId\": \"x\", \"noticeVersion\": 1, \"language\": \"en\", \"subject\": \"s-1\", \"choices\": [null]}",
                "POST | /v1/recommendations | {\"history\": [null]}",
                "POST | /v1/recommendations | {\"without\": [null]}",
                "POST | /v1/recommendations | {\"looksFor\": {\"a\": null}}",
                "PUT | /v1/catalogue | [null]",
                "PUT | /v1/catalogue | [{\"id\": \"a\", \"family\": \"b\", \"title\": \"c\", \"tags\": {\"d\": null}}]",
                "PUT | /v1/catalogue | [{\"id\": \"a\", \"family\": \"b\", \"title\": \"c\", \"features\": {\"d\": null}}]",
                "POST | /v1/playbooks/simulations | {\"playbook\": \"offer-help\", \"session\": [null]}",
                "POST | /v1/playbooks/simulations | {\"playbook\": \"offer-help\", \"session\": [{\"seconds\": 1, \"facts\": {\"a\": null}}]}",
                "POST | /v1/playbooks/simulations | {\"playbook\": \"offer-help\", \"session\": [{\"seconds\": 1, \"shows\": {\"joy\": null}}]}",
                "POST | /v1/service-levels | {\"measures\": {\"first-paint\": null}}",
                "PUT | /v1/policies/p-null | {\"context\": [null]}",
                "PUT | /v1/policies/p-null | {\"actionFeatures\": [null]}",
                "PUT | /v1/policies/p-null | {\"actions\": [null]}",
                "PUT | /v1/policies/p-null | {\"actions\": [{\"id\": \"a\", \"features\": {\"b\": null}}]}",
                "PUT | /v1/policies/p-null | {\"guards\": {\"distress\": {\"b\": null}}}",
                "POST | /v1/rank | {\"policy\": \"p-null\", \"subject\": \"s-1\", \"facts\": {\"a\": null}, \"groups\": {\"b\": null}}",
                "POST | /v1/context | {\"subject\": \"s-1\", \"profile\": [null]}",
                "POST | /v1/context | {\"subject\": \"s-1\", \"events\": [null]}",
                "POST | /v1/messages/draft | {\"intent\": \"greeting\", \"values\": {\"name\": null}}",
                "POST | /ofrep/v1/evaluate/flags | {\"context\": {\"targetingKey\": null, \"a\": null}}",
                "POST | /v1/assistants/webhook | {\"metadata\": {\"a\": null}}",
            })
    void isTheSendersMistakeAndNeverOurDefect(String method, String path, String body) {
        var answer = mvc.method(HttpMethod.valueOf(method))
                .uri(path)
                .cookie(aSignedInConsole())
                .header("Attune-Console", "1")
                .header("Attune-Purpose", "support")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();

        assertThat(answer.getResponse().getStatus())
                .as(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .isLessThan(500);
    }
}
