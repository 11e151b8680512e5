package dev.attune.server.clips;

import dev.attune.actor.BundledClip;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClipController {

    /// @param url where the clip is played from
    record ClipView(String id, String title, String url, long durationMs) {}

    @Operation(summary = "Lists the bundled clips of a synthetic person")
    @GetMapping("/v1/clips")
    List<ClipView> clips(Locale locale) {
        return Arrays.stream(BundledClip.values())
                .map(clip -> new ClipView(
                        clip.id(),
                        title(clip, locale.getLanguage()),
                        "/clips/%s.webm".formatted(clip.id()),
                        clip.duration().toMillis()))
                .toList();
    }

    /// A browser asks for parts of a video; Spring answers range requests for a resource.
    @GetMapping("/clips/{id}.webm")
    ResponseEntity<Resource> clip(@PathVariable String id) {
        var clip = Arrays.stream(BundledClip.values())
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.notFound("There is no clip '%s'. Maybe list them: /v1/clips.".formatted(id)));
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("video/webm"))
                .cacheControl(CacheControl.maxAge(1, TimeUnit.HOURS))
                .body(new UrlResource(clip.resource()));
    }

    private static String title(BundledClip clip, String language) {
        return switch (clip) {
            case NEUTRAL -> in(language, "Calm", "Спокойно", "平静");
            case HESITATING -> in(language, "Hesitating", "Сомнение", "犹豫");
            case ANNOYED -> in(language, "Annoyed", "Раздражение", "不悦");
            case DELIGHTED -> in(language, "Delighted", "Радость", "欣喜");
        };
    }

    private static String in(String language, String english, String russian, String chinese) {
        return switch (language) {
            case "ru" -> russian;
            case "zh" -> chinese;
            default -> english;
        };
    }
}
