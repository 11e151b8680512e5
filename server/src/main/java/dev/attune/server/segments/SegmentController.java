package dev.attune.server.segments;

import dev.attune.decisions.Clause;
import dev.attune.decisions.segments.ChurnRisk;
import dev.attune.decisions.segments.Person;
import dev.attune.decisions.segments.ReadySegment;
import dev.attune.decisions.segments.SegmentCondition;
import dev.attune.decisions.segments.SegmentConditionException;
import dev.attune.decisions.segments.SegmentConditionException.Fault;
import dev.attune.decisions.segments.Suggestions;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.Persons;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/segments")
class SegmentController {
    private static final int MOST_SEGMENTS = 200; // each costs some microseconds with every event
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_KEY = 60;
    private static final int PAGE = 100;
    private static final Duration DAYS_SHOWN = Duration.ofDays(30);
    private static final long SEED = 20_261_122; // of suggestions: the same people, the same groups
    private static final List<String> GROUPED_BY = List.of("valence", "volatility", "events", "silentDays");

    private final SegmentTable table;
    private final Sample sample;
    private final KnownPeople known;
    private final Persons persons;
    private final Audit audit;
    private final InstantSource clock;
    private final PeopleCount counts;

    SegmentController(
            SegmentTable table,
            Sample sample,
            KnownPeople known,
            Persons persons,
            Audit audit,
            InstantSource clock,
            @Value("${attune.aggregates.k:10}") int k) {
        this.table = table;
        this.sample = sample;
        this.known = known;
        this.persons = persons;
        this.audit = audit;
        this.clock = clock;
        this.counts = new PeopleCount(k);
    }

    /// @param key small letters, digits and dashes; left out for one made of the name
    record Wanted(
            @Nullable String key,
            @Nullable String name,
            @Nullable String condition) {}

    /// @param readsAffect whether it reads what people display
    /// @param building true until everybody was looked at
    /// @param members about how many; null below the floor
    /// @param createdBy the account
    record View(
            UUID id,
            String key,
            String name,
            String condition,
            boolean readsAffect,
            boolean building,
            @Nullable Long members,
            Instant createdAt,
            String createdBy) {}

    /// @param aboutSomething whether a name takes the place of `NAME` in it
    record ReadyView(String id, String condition, boolean aboutSomething) {}

    record Draft(@Nullable String condition) {}

    /// @param faults why it cannot be counted; then the rest is empty
    /// @param readsAffect whether it reads what people display
    /// @param estimate for how many it holds; null where it cannot be counted
    /// @param population how many people there are, rounded; null below the floor
    record Counted(
            List<Fault> faults,
            boolean readsAffect,
            PeopleCount.@Nullable Estimate estimate,
            @Nullable Long population) {}

    /// @param day in UTC
    /// @param entered,gone null below the floor
    record DayView(
            LocalDate day, @Nullable Long entered, @Nullable Long gone) {}

    /// @param since when they entered
    record MemberView(String person, String subject, Instant since) {}

    /// @param member whether they are in it now
    /// @param since null where they are not in it
    record Membership(
            String key,
            String name,
            boolean member,
            @Nullable Instant since,
            List<Clause> clauses) {}

    /// @param churnRisk null while too little is known
    /// @param segments all there are, also those they are not in
    record PersonView(String person, @Nullable ChurnRisk churnRisk, List<Membership> segments) {}

    @Operation(summary = "Lists the segments, with about how many people are in each")
    @GetMapping
    List<View> segments() {
        return table.all().stream().map(this::view).toList();
    }

    @Operation(summary = "Shows a segment, with about how many people are in it")
    @GetMapping("/{id}")
    View segment(@PathVariable UUID id) {
        return view(existing(id));
    }

    @Operation(
            summary = "Makes a segment of the people for whom a condition holds",
            description = "`building` is true until everybody was looked at.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View create(@RequestBody Wanted wanted, Principal caller) {
        if (table.all().size() >= MOST_SEGMENTS)
            throw Refusal.conflict(
                    "There are %d segments, the most there can be. Maybe remove one.".formatted(MOST_SEGMENTS));
        String name = name(wanted);
        var condition = condition(wanted);
        var segment = new Segment(
                UUID.randomUUID(),
                key(wanted, name),
                name,
                condition.text(),
                clock.instant(),
                caller.getName(),
                true,
                "",
                0);
        try {
            table.add(segment);
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict(
                    "There is a segment with the key '%s' already. Maybe another name.".formatted(segment.key()));
        }
        audit.record(caller.getName(), "segment.created", segment.key());
        return view(segment);
    }

    @Operation(summary = "Renames a segment or gives it another condition", description = "Its key stays.")
    @PutMapping("/{id}")
    View change(@PathVariable UUID id, @RequestBody Wanted wanted, Principal caller) {
        var before = existing(id);
        String name = name(wanted);
        var condition = condition(wanted);
        if (before.condition().equals(condition.text())) table.rename(id, name);
        else table.redefine(id, name, condition.text());
        audit.record(caller.getName(), "segment.changed", before.key());
        return view(existing(id));
    }

    @Operation(summary = "Removes a segment")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, Principal caller) {
        var segment = existing(id);
        table.remove(id);
        audit.record(caller.getName(), "segment.removed", segment.key());
    }

    @Operation(summary = "Lists ready conditions to make segments of")
    @GetMapping("/ready")
    List<ReadyView> ready() {
        return Arrays.stream(ReadySegment.values())
                .map(each -> new ReadyView(
                        each.id(),
                        each.condition(each.aboutSomething() ? "product:NAME" : null),
                        each.aboutSomething()))
                .toList();
    }

    /// Asked with every keystroke: faults are an answer here, not a failure.
    @Operation(
            summary = "Estimates for how many people a condition would hold",
            description = "200 also when the condition is faulty: then `faults` says where and why.")
    @PostMapping("/counts")
    Counted count(@RequestBody Draft draft) {
        try {
            var condition = SegmentCondition.read(draft.condition() == null ? "" : draft.condition());
            var count = sample.count(condition);
            return new Counted(
                    List.of(),
                    condition.readsAffect(),
                    counts.estimate(count.met(), count.lot(), count.sampled(), count.population()),
                    counts.rounded(count.population()));
        } catch (SegmentConditionException e) {
            return new Counted(e.faults(), false, null, null);
        }
    }

    @Operation(summary = "Suggests groups that show by themselves among people")
    @GetMapping("/suggestions")
    Suggestions.Found suggestions() {
        var now = clock.instant();
        return new Suggestions(SEED, counts.k())
                .of(sample.people().stream().map(person -> numbers(person, now)).toList());
    }

    @Operation(summary = "Tells how many people entered and left a segment on each of the last 30 days")
    @GetMapping("/{id}/days")
    List<DayView> days(@PathVariable UUID id) {
        var from = LocalDate.ofInstant(clock.instant().minus(DAYS_SHOWN), ZoneOffset.UTC);
        return table.days(existing(id).id(), from).stream()
                .map(day -> new DayView(day.day(), counts.rounded(day.entered()), counts.rounded(day.gone())))
                .toList();
    }

    @Operation(summary = "Lists the people in a segment, a hundred at once")
    @GetMapping("/{id}/members")
    @PersonalReading(object = "segment")
    List<MemberView> members(
            @PathVariable UUID id,
            @Parameter(description = "`person` of the last one of the page before") @RequestParam(defaultValue = "")
                    String after) {
        var page = table.members(existing(id).id(), after, PAGE);
        var subjects = persons.subjectsOf(
                page.stream().map(SegmentTable.Member::person).toList());
        return page.stream()
                .map(member -> new MemberView(
                        member.person(), subjects.getOrDefault(member.person(), "erased"), member.since()))
                .toList();
    }

    @Operation(summary = "Explains which segments a person is in and which not, clause by clause")
    @GetMapping("/people/{person}")
    @PersonalReading(object = "person")
    PersonView person(
            @Parameter(description = "The random id that lists and searches tell as `person`") @PathVariable
                    String person) {
        var now = clock.instant();
        var customer = known.canonical(person);
        var facts = known.person(customer, now)
                .orElseThrow(() -> Refusal.notFound("Nothing is kept of a person %s.".formatted(person)));
        var since = table.since(customer);
        return new PersonView(
                customer,
                facts.churnRisk(now).orElse(null),
                table.all().stream()
                        .map(segment -> new Membership(
                                segment.key(),
                                segment.name(),
                                since.containsKey(segment.id()),
                                since.get(segment.id()),
                                segment.read().explain(facts, now)))
                        .toList());
    }

    private View view(Segment segment) {
        return new View(
                segment.id(),
                segment.key(),
                segment.name(),
                segment.condition(),
                segment.read().readsAffect(),
                segment.building(),
                counts.rounded(segment.members()),
                segment.createdAt(),
                segment.createdBy());
    }

    private Segment existing(UUID id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("There is no segment %s.".formatted(id)));
    }

    private static Map<String, Double> numbers(Person person, Instant now) {
        var variables = person.at(now, List.of());
        var numbers = new HashMap<String, Double>();
        for (var name : GROUPED_BY) if (variables.get(name) instanceof Double value) numbers.put(name, value);
        return Map.copyOf(numbers);
    }

    private static String name(Wanted wanted) {
        var name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME)
            throw Refusal.badRequest("name has 1 to %d characters, got %d.".formatted(LONGEST_NAME, name.length()));
        return name;
    }

    private static String key(Wanted wanted, String name) {
        if (wanted.key() != null && !wanted.key().isEmpty()) {
            if (!wanted.key().matches("[a-z0-9][a-z0-9-]{0,62}"))
                throw Refusal.badRequest("key has 1 to 63 small letters, digits or dashes, got '%s'."
                        .formatted(wanted.key()
                                .substring(0, Math.min(80, wanted.key().length()))));
            return wanted.key();
        }
        var key = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        key = key.substring(0, Math.min(LONGEST_KEY, key.length())).replaceAll("-+$", "");
        return key.isEmpty() ? "segment-" + Integer.toHexString(name.hashCode()) : key;
    }

    private static SegmentCondition condition(Wanted wanted) {
        try {
            return SegmentCondition.read(wanted.condition() == null ? "" : wanted.condition());
        } catch (SegmentConditionException e) {
            throw Refusal.badRequest("The condition cannot be read, line:column: " + e.getMessage());
        }
    }
}
