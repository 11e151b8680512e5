package dev.attune.server.live;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The calls that are running now, for the console; who calls is not told.
@RestController
class CallController {
    private final Audience audience;

    CallController(Audience audience) {
        this.audience = audience;
    }

    @Operation(summary = "Lists the calls that are running now")
    @GetMapping("/v1/calls")
    List<Audience.RunningCall> running() {
        return audience.running();
    }
}
