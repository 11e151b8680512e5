package dev.attune.server.dashboards;

import dev.attune.decisions.warning.NegativeShare;
import dev.attune.server.consent.StorageGate;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.customers.NewsLog;
import dev.attune.server.database.RepeatableWork;
import dev.attune.server.segments.Segments;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Adds events to the cells they belong to, of those who allow analytics.
@Component
class Gathering {
    private static final double POSITIVE_ABOVE = -NegativeShare.NEGATIVE_BELOW;
    private static final int LONGEST = 120; // a name; what is longer is cut
    private static final int MOST_SEGMENTS = 20; // of one person; each costs seven cells an hour and a day
    private static final int MOST_DIMENSIONS = 3; // of one cell

    private static final String LISTENER = "dashboards";

    private final NewsLog news;
    private final StorageGate gate;
    private final Segments segments;
    private final CellTable table;
    private final RepeatableWork work;

    Gathering(NewsLog news, StorageGate gate, Segments segments, CellTable table, RepeatableWork work) {
        this.news = news;
        this.gate = gate;
        this.segments = segments;
        this.table = table;
        this.work = work;
    }

    @EventListener
    void gather(CustomerEventsStored stored) {
        work.run(() -> {
            if (!news.isNew(LISTENER, stored)) return; // a sum must not be added twice
            var allowed = allowed(stored.events());
            if (allowed.isEmpty()) return;
            var of = segments.of(allowed.stream().map(CustomerEvent::person).collect(Collectors.toSet()));
            var cells = new HashMap<Cell.Key, Cell>();
            for (var event : allowed) add(cells, event, of.getOrDefault(event.person(), Set.of()));
            table.add(cells.values());
        });
    }

    private List<CustomerEvent> allowed(List<CustomerEvent> events) {
        var byModality = new HashMap<Modality, List<CustomerEvent>>();
        for (var event : events)
            byModality
                    .computeIfAbsent(modality(event), each -> new ArrayList<>())
                    .add(event);
        var allowed = new ArrayList<CustomerEvent>();
        byModality.forEach((modality, list) -> {
            var people = list.stream()
                    .map(CustomerEvent::person)
                    .distinct()
                    .collect(Collectors.toMap(person -> person, List::of));
            var allowing = gate.allowing(Purpose.ANALYTICS, modality, people);
            list.stream().filter(event -> allowing.contains(event.person())).forEach(allowed::add);
        });
        return allowed;
    }

    private static Modality modality(CustomerEvent event) {
        if (event.properties().get("modality") instanceof String id)
            for (var modality : Modality.values()) if (modality.id().equals(id)) return modality;
        return Modality.BEHAVIOUR;
    }

    /// Under every one, two and three of the dimensions, so that two filters can be set at once; under one segment at a
    /// time, because somebody is in many, and under each thing that words named, which way they leaned about it.
    static void add(Map<Cell.Key, Cell> cells, CustomerEvent event, Collection<String> segments) {
        var along = combined(List.of(
                Map.of(Dimension.PRODUCT, name(event.product())), Map.of(Dimension.CHANNEL, name(event.channel()))));
        var plain = List.copyOf(along);
        segments.stream()
                .limit(MOST_SEGMENTS)
                .map(key -> Map.of(Dimension.SEGMENT, name(key)))
                .forEach(segment -> plain.forEach(names -> along.add(both(segment, names))));
        for (var names : along) add(cells, names, event, event.valence());
        topics(event)
                .forEach((topic, valence) -> along.stream()
                        .filter(names -> names.size() < MOST_DIMENSIONS)
                        .forEach(names -> add(cells, both(Map.of(Dimension.TOPIC, topic), names), event, valence)));
    }

    private static void add(
            Map<Cell.Key, Cell> cells, Map<Dimension, String> names, CustomerEvent event, @Nullable Double valence) {
        for (var grain : Grain.values())
            cells.computeIfAbsent(new Cell.Key(grain, grain.begin(event.at()), names), Cell::new)
                    .add(event.person(), valence, NegativeShare.NEGATIVE_BELOW, POSITIVE_ABOVE);
    }

    /// What it is about and which way it leaned there; the empty name where it says nothing.
    private static Map<String, @Nullable Double> topics(CustomerEvent event) {
        var topics = new HashMap<String, @Nullable Double>();
        event.aspects().forEach((aspect, leaning) -> topics.put(name(aspect), leaning));
        if (topics.isEmpty()) topics.put(name(event.topic()), event.valence());
        return topics;
    }

    /// None, each, and all together that can be made of them.
    private static List<Map<Dimension, String>> combined(List<Map<Dimension, String>> single) {
        var combined = new ArrayList<Map<Dimension, String>>();
        combined.add(Map.of());
        for (var one : single) for (var other : List.copyOf(combined)) combined.add(both(one, other));
        return combined;
    }

    private static Map<Dimension, String> both(Map<Dimension, String> one, Map<Dimension, String> other) {
        var both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : name.substring(0, Math.min(LONGEST, name.length()));
    }
}
