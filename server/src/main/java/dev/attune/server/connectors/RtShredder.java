package dev.attune.server.connectors;

import dev.attune.server.outbound.OutboundAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Removes things from a Request Tracker for good, with their history, by the page on which its administrators do so:
/// REST 2.0 has no way to. Needs a user with the right SuperUser, and RT's folder for what it removed, which RT writes
/// there before it removes it.
final class RtShredder {
    private static final String PAGE = "/Admin/Tools/Shredder/";
    private static final String SIGN_IN = "/NoAuth/Login.html";
    private static final Pattern OBJECT = Pattern.compile("name=\"WipeoutObject\"[^>]*value=\"([^\"]+)\"");
    private static final String DONE = "objects were successfuly removed"; // as RT 5 spells it

    private final ConnectorConfig config;
    private final CrmHttp http;

    RtShredder(ConnectorConfig config, CrmHttp http) {
        this.config = config;
        this.http = http;
    }

    /// @param kind as RT calls its records, for example `Ticket`
    record Thing(String kind, String id) {}

    /// @throws CrmFailure when RT does not say that all of it is removed
    void remove(List<Thing> things) {
        if (things.isEmpty()) return;
        var headers = new TreeMap<String, String>();
        headers.put("Referer", config.base() + "/"); // RT refuses what no page of its own sent
        headers.put("Accept", "text/html");
        headers.put("Cookie", session(headers));
        var asked = new ArrayList<CrmHttp.Field>();
        asked.add(new CrmHttp.Field("Plugin", "Objects"));
        for (var thing : things) asked.add(new CrmHttp.Field("Objects:" + thing.kind(), thing.id()));
        var found = new LinkedHashMap<String, String>();
        var matcher = OBJECT.matcher(page(with(asked, "Search"), headers));
        while (matcher.find()) found.put(matcher.group(1), matcher.group(1));
        if (found.isEmpty())
            throw CrmFailure.never("RT's shredder finds nothing to remove. Maybe its user is no SuperUser there, or its"
                    + " folder data/RT-Shredder is missing");
        var wanted = with(asked, "Wipeout");
        found.keySet().forEach(uid -> wanted.add(new CrmHttp.Field("WipeoutObject", uid)));
        if (!page(wanted, headers).contains(DONE))
            throw CrmFailure.later("RT's shredder did not say that it removed everything", null);
    }

    private static List<CrmHttp.Field> with(List<CrmHttp.Field> asked, String what) {
        var fields = new ArrayList<>(asked);
        fields.add(new CrmHttp.Field(what, what));
        return fields;
    }

    private String session(Map<String, String> headers) {
        var answer = http.page(
                "POST",
                SIGN_IN,
                List.of(
                        new CrmHttp.Field("user", config.value("user")),
                        new CrmHttp.Field("pass", config.value("password"))),
                headers);
        String cookie = answer.headers().getOrDefault("set-cookie", "").replaceAll(";.*", "");
        if (cookie.isEmpty()) throw CrmFailure.later("RT opened no session for its shredder", null);
        return cookie;
    }

    private String page(List<CrmHttp.Field> fields, Map<String, String> headers) {
        OutboundAnswer answer = http.page("POST", PAGE, fields, headers);
        if (!answer.isSuccess()) throw CrmFailure.later("RT's shredder answered %d".formatted(answer.status()), null);
        return answer.text();
    }
}
