package dev.attune.acceptance;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the console's own page asks of the server, and how answers are read.
record Console(Page page) {
    private static final int MOST_LOOKS = 600; // a minute, for a busy machine
    private static final String ASK = """
            async ([method, path, body, type]) => {
              const answer = await fetch('/' + path, {
                method,
                headers: { 'Attune-Console': '1', 'Attune-Purpose': 'quality', 'Content-Type': type },
                ...(body === null ? {} : { body: type === 'application/json' ? JSON.stringify(body) : body }),
              });
              const text = await answer.text();
              if (!answer.ok) throw new Error(path + ': ' + answer.status + ' ' + text);
              return text === '' ? null : JSON.parse(text);
            }""";

    Object look(String path) {
        return page.evaluate(ASK, Arrays.asList("GET", path, null, "application/json"));
    }

    Object post(String path, Map<String, ?> body) {
        return page.evaluate(ASK, List.of("POST", path, body, "application/json"));
    }

    void delete(String path) {
        page.evaluate(ASK, Arrays.asList("DELETE", path, null, "application/json"));
    }

    Object upload(String path, String file) {
        return page.evaluate(ASK, List.of("POST", path, file, "application/octet-stream"));
    }

    /// Somebody answers the notice.
    ///
    /// @param granted as `personalization/text`; everything else is refused
    /// @return the id of the receipt
    String agrees(String subject, String... granted) {
        return text(answersTheNotice(subject, granted), "receiptId");
    }

    /// @return the receipt: its `receiptId`, and in `personal` the address of the person's own page
    Object answersTheNotice(String subject, String... granted) {
        var yes = List.of(granted);
        var notice = look("v1/notices/current?language=en");
        var choices = list(notice, "choices").stream()
                .map(choice -> Map.of(
                        "purpose", text(choice, "purpose"),
                        "modality", text(choice, "modality"),
                        "granted", yes.contains(text(choice, "purpose") + "/" + text(choice, "modality"))))
                .toList();
        return post(
                "v1/consents",
                Map.of(
                        "noticeId",
                        text(notice, "id"),
                        "noticeVersion",
                        field(notice, "version"),
                        "language",
                        "en",
                        "subject",
                        subject,
                        "choices",
                        choices));
    }

    /// Between two looks at what the server still has to do.
    static void pause(int looks) throws InterruptedException {
        if (looks == MOST_LOOKS) throw new AssertionError("nothing came of it within a minute");
        Thread.sleep(100);
    }

    static Object field(Object of, String name) {
        return Objects.requireNonNullElse(((Map<?, ?>) of).get(name), "absent");
    }

    static String text(Object of, String name) {
        return String.valueOf(field(of, name));
    }

    static List<?> list(Object of, String name) {
        return rows(field(of, name));
    }

    static List<?> rows(Object list) {
        return (List<?>) list;
    }
}
