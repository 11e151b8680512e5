package dev.attune.server.ranking;

import dev.attune.server.problems.Refusal;
import dev.attune.server.problems.UnreadableBody;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `POST /v1/rank` as a part of another call.
@Component
public class RankCalls {
    private final Rankings rankings;
    private final JsonMapper json;
    private final UnreadableBody unreadable;

    RankCalls(Rankings rankings, JsonMapper json, UnreadableBody unreadable) {
        this.rankings = rankings;
        this.json = json;
        this.unreadable = unreadable;
    }

    /// @param body of the call
    /// @param subject whom it is about; null for nobody in particular
    /// @return what the call answers
    /// @throws Refusal as the call does
    public Object rank(ObjectNode body, @Nullable String subject) {
        var asked = body.deepCopy();
        if (subject == null) asked.remove("subject");
        else asked.put("subject", subject);
        try {
            return RankController.RankAnswer.of(rankings.rank(
                    json.treeToValue(asked, RankController.RankBody.class).question()));
        } catch (JacksonException e) {
            throw Refusal.badRequest("decision cannot be read: " + unreadable.told(e));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
