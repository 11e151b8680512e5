package dev.attune.decisions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What conditions of one kind may read. An input is named by its path: `au.AU04`, `page.kind`,
/// `count30.track:Returned`.
public interface Vocabulary {
    enum Type {
        NUMBER,
        TEXT
    }

    /// Variables that hold one value. A dot is part of the name.
    Map<String, Type> single();

    /// Variables that are read by a constant key, with a number behind each.
    List<String> numbersByKey();

    /// The variable that is read by a constant key, with anything behind each.
    String anythingByKey();

    /// How `variable` is written with a key.
    String example(String variable);

    /// What is wrong with `variable.key`, if anything.
    Optional<String> objection(String variable, String key);

    /// Whether an input is read from the person.
    boolean isAffect(String input);

    default boolean readByKey(String variable) {
        return numbersByKey().contains(variable) || variable.equals(anythingByKey());
    }

    default String names() {
        return Stream.of(numbersByKey().stream(), single().keySet().stream().sorted(), Stream.of(anythingByKey()))
                .flatMap(names -> names)
                .collect(Collectors.joining(", "));
    }
}
