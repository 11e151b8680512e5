package dev.attune.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a page sends when a made-up person has answered the notice.
final class MadeUpAnswer {
    private MadeUpAnswer() {}

    /// @param granted as `personalization/behaviour`; everything else is refused
    static String to(JsonNode notice, String person, List<String> granted) {
        var answer = new JsonMapper().createObjectNode();
        answer.set("noticeId", notice.path("id"));
        answer.set("noticeVersion", notice.path("version"));
        answer.set("language", notice.path("language"));
        answer.put("subject", person);
        var choices = answer.putArray("choices");
        notice.path("choices").forEach(choice -> {
            String purpose = choice.path("purpose").asString("");
            String modality = choice.path("modality").asString("");
            choices.addObject()
                    .put("purpose", purpose)
                    .put("modality", modality)
                    .put("granted", granted.contains(purpose + "/" + modality));
        });
        return answer.toString();
    }
}
