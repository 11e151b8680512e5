package dev.attune.server.feedback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.audit.Audit;
import dev.attune.server.feedback.BackgroundReading.Table;
import dev.attune.server.feedback.Uploads.Upload;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Purpose;
import dev.attune.text.feedback.FeedbackColumns;
import dev.attune.text.feedback.FeedbackTable;
import dev.attune.text.feedback.UnusableTableException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Tables of feedback over REST. A table is the body of the request, as it lies on the disk; what it is stands in the
/// address.
@RestController
@RequestMapping("/v1/feedback")
class FeedbackController {
    private static final String FILE = MediaType.APPLICATION_OCTET_STREAM_VALUE; // any type is taken
    private static final int BEGINNING = 1 << 16; // bytes that hold the header and a first row
    private static final int LONGEST_NAME = 200; // characters
    private static final Set<String> LANGUAGES = Set.of("en", "ru", "zh");

    private final Uploads uploads;
    private final BackgroundReading reading;
    private final FeedbackSettings settings;
    private final Audit audit;

    FeedbackController(Uploads uploads, BackgroundReading reading, FeedbackSettings settings, Audit audit) {
        this.uploads = uploads;
        this.reading = reading;
        this.settings = settings;
        this.audit = audit;
    }

    /// @param columns as the table's first line names them
    record Columns(List<String> columns) {}

    /// @param progress in [0, 1] while it is read
    record View(@JsonUnwrapped Upload upload, @Nullable Double progress) {}

    /// @param maxBytes the largest file that is taken, in bytes
    /// @param maxRows the most rows that are read
    /// @param uploads the latest first
    record All(long maxBytes, long maxRows, List<View> uploads) {}

    record Form(
            @Parameter(description = "Of the file; it ends in .csv, .tsv, .jsonl or .ndjson, which tells the format")
            @Nullable
            String name,

            @Parameter(description = "Of the file, for example `windows-1251`; UTF-8 when left out") @Nullable
            String encoding,

            @Parameter(description = "Which column is what people wrote; needed to read a table") @Nullable
            String textColumn,

            @Parameter(description = "Which column is when they wrote it") @Nullable
            String timeColumn,

            @Parameter(description = "Which column is what they wrote about") @Nullable
            String productColumn,

            @Parameter(description = "Which column is a customer or ticket number, which is passed on") @Nullable
            String idColumn,

            @Parameter(description = "The purpose it is read for, as `analytics`; needed to read a table") @Nullable
            String purpose) {}

    @Operation(
            summary = "Tells the columns of a table from the beginning of its file",
            requestBody =
                    @RequestBody(
                            description = "The first 64 KiB",
                            content =
                                    @Content(mediaType = FILE, schema = @Schema(types = "string", format = "binary"))))
    @PostMapping("/columns")
    Columns columns(@ParameterObject @ModelAttribute Form form, HttpServletRequest request) throws IOException {
        var beginning = request.getInputStream().readNBytes(BEGINNING);
        try {
            return new Columns(FeedbackTable.columns(new ByteArrayInputStream(beginning), format(form), charset(form)));
        } catch (UnusableTableException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    @Operation(
            summary = "Takes a table of feedback, to be read in the background",
            description = """
                    202 before it is read: `GET /v1/feedback/{id}` tells how far it is. 413 when it is too large,
                    429 when too many wait.""",
            requestBody =
                    @RequestBody(
                            description = "The table as it lies on the disk",
                            required = true,
                            content =
                                    @Content(mediaType = FILE, schema = @Schema(types = "string", format = "binary"))))
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    View upload(@ParameterObject @ModelAttribute Form form, HttpServletRequest request, Principal caller)
            throws IOException {
        var format = format(form);
        var charset = charset(form);
        var purpose = purpose(form);
        var columns = columns(form);
        if (!reading.hasRoom())
            throw Refusal.tooMany("%d tables are being read or wait for it. Maybe try again when one of them is done."
                    .formatted(settings.maxWaiting()));
        if (request.getContentLengthLong() > settings.maxBytes()) throw tooLarge();
        SealedFile file;
        try {
            file = SealedFile.write(settings.folder(), request.getInputStream(), settings.maxBytes());
        } catch (SealedFile.TooLargeException e) {
            throw tooLarge();
        }
        var table = new Table(file, format, charset, columns, purpose);
        try {
            mustBeUsable(table);
            var id = uploads.add(name(form), purpose, columns, file.bytes());
            reading.begin(id, table);
            audit.record(caller.getName(), "feedback.uploaded", id.toString());
            return view(found(id));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Operation(summary = "Lists the tables of feedback, and how large one may be")
    @GetMapping
    All all() {
        return new All(
                settings.maxBytes(),
                settings.maxRows(),
                uploads.all().stream().map(this::view).toList());
    }

    @Operation(summary = "Tells how far a table of feedback is read")
    @GetMapping("/{id}")
    View one(@PathVariable UUID id) {
        return view(found(id));
    }

    @PersonalReading(object = "feedback")
    @Operation(
            summary = "Reports what the rows of a table say, all or those asked for",
            description = "`attune.feedback/1`, as `attune analyze` writes it. 409 until the table is read.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(schema = @Schema(types = "object", additionalProperties = AdditionalPropertiesValue.TRUE)))
    @GetMapping(path = "/{id}/summary", produces = MediaType.APPLICATION_JSON_VALUE)
    String summary(
            @PathVariable UUID id,
            @Parameter(description = "Only rows about this product") @RequestParam(required = false) @Nullable
                    String product,
            @Parameter(description = "Only rows that name the aspect with this id")
                    @RequestParam(required = false)
                    @Nullable
                    String aspect,
            @Parameter(description = "Only rows in this language, ISO 639-1 or `und`")
                    @RequestParam(required = false)
                    @Nullable
                    String language,
            @Parameter(description = "Only rows that ask for what has this id")
                    @RequestParam(required = false)
                    @Nullable
                    String request,
            @Parameter(description = "First day; rows without a day are then left out")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = ISO.DATE)
                    @Nullable
                    LocalDate from,
            @Parameter(description = "Last day; rows without a day are then left out")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = ISO.DATE)
                    @Nullable
                    LocalDate to) {
        found(id);
        var whole =
                uploads.summary(id).orElseThrow(() -> Refusal.conflict("The table %s is not read yet.".formatted(id)));
        var filter = new Filter(product, aspect, language, request, from, to);
        return filter.everything() ? whole : uploads.summary(id, filter);
    }

    @Operation(
            summary = "Downloads as CSV which rows of a table could not be used, and why",
            description = "The columns are `row`, `line` and `reason`.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(types = "string")))
    @GetMapping("/{id}/rejects")
    void rejects(
            @PathVariable UUID id,
            @Parameter(
                            description = "Of the reasons",
                            schema =
                                    @Schema(
                                            allowableValues = {"en", "ru", "zh"},
                                            defaultValue = "en"))
                    @RequestParam(defaultValue = "en")
                    String language,
            HttpServletResponse response)
            throws IOException {
        found(id);
        if (!LANGUAGES.contains(language))
            throw Refusal.badRequest("language must be en, ru or zh, got '%s'.".formatted(language));
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"rejects.csv\"");
        PrintWriter out = response.getWriter();
        out.print("\uFEFFrow,line,reason\n"); // without the mark spreadsheets take UTF-8 for something else
        uploads.eachReject(
                id,
                rejected -> out.print("%d,%d,\"%s\"\n"
                        .formatted(
                                rejected.row(),
                                rejected.line(),
                                rejected.sentence(language).replace("\"", "\"\""))));
    }

    @Operation(summary = "Erases a table of feedback with its rows")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable UUID id, Principal caller) {
        reading.forget(id);
        if (!uploads.erase(id)) throw noSuch(id);
        audit.record(caller.getName(), "feedback.erased", id.toString());
    }

    private View view(Upload upload) {
        var progress = reading.progress(upload.id());
        if (progress == null) return new View(upload, null);
        return new View(upload.at(progress.rows(), progress.rejected()), progress.share());
    }

    private Upload found(UUID id) {
        return uploads.find(id).orElseThrow(() -> noSuch(id));
    }

    private static Refusal noSuch(UUID id) {
        return Refusal.notFound("There is no table of feedback %s.".formatted(id));
    }

    private Refusal tooLarge() {
        return Refusal.tooLarge(
                "The table has more than %,d bytes. Maybe split it, raise attune.feedback.max-bytes, or use attune analyze."
                        .formatted(settings.maxBytes()));
    }

    /// Tells a wrong column while somebody still looks at the form.
    private static void mustBeUsable(Table table) throws IOException {
        try (var rows = table.open(table.file().open())) {
            if (rows.next() == null)
                throw Refusal.badRequest("The table has no rows. Maybe it holds nothing but its header.");
        } catch (UnusableTableException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String name(Form form) {
        var name = form.name == null ? "" : form.name.strip();
        return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
    }

    private static FeedbackTable.Format format(Form form) {
        return FeedbackTable.Format.of(name(form))
                .orElseThrow(() -> Refusal.badRequest(
                        "name must end in .csv, .tsv, .jsonl or .ndjson, got '%s'.".formatted(name(form))));
    }

    private static Charset charset(Form form) {
        try {
            return form.encoding == null ? StandardCharsets.UTF_8 : Charset.forName(form.encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusal.badRequest("there is no encoding '%s'. Maybe UTF-8, windows-1251, UTF-16 or GB18030."
                    .formatted(form.encoding));
        }
    }

    private static Purpose purpose(Form form) {
        try {
            return Purpose.of(form.purpose == null ? "" : form.purpose);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static FeedbackColumns columns(Form form) {
        try {
            return new FeedbackColumns(
                    orEmpty(form.textColumn),
                    orEmpty(form.timeColumn),
                    orEmpty(form.productColumn),
                    orEmpty(form.idColumn));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }
}
