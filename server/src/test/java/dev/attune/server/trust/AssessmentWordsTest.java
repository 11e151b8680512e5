package dev.attune.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.policy.AgeBand;
import dev.attune.policy.Duty;
import dev.attune.policy.Jurisdiction;
import dev.attune.policy.Outcome;
import dev.attune.policy.Place;
import dev.attune.policy.Role;
import dev.attune.policy.parity.Measure;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void everySettingHasAWordInEveryLanguage(String language) {
        var words = AssessmentWords.of(language);
        var ids = new LinkedHashMap<String, List<String>>();
        ids.put("place", ids(Place.values(), Place::id));
        ids.put("role", ids(Role.values(), Role::id));
        ids.put("age", ids(AgeBand.values(), AgeBand::id));
        ids.put("jurisdiction", ids(Jurisdiction.values(), Jurisdiction::id));
        ids.put("duty", ids(Duty.values(), Duty::id));
        ids.put("outcome", ids(Outcome.values(), Outcome::id));
        ids.put("purpose", ids(Purpose.values(), Purpose::id));
        ids.put("modality", ids(Modality.values(), Modality::id));
        ids.put("measure", ids(Measure.values(), Measure::id));
        ids.put("account", ids(dev.attune.server.access.Role.values(), dev.attune.server.access.Role::id));

        var without = new ArrayList<String>();
        ids.forEach((kind, values) -> {
            for (var id : values) if (!words.knows(kind, id)) without.add(kind + "." + id);
        });
        assertThat(without).isEmpty();
    }

    private static <T> List<String> ids(T[] values, Function<T, String> id) {
        return Arrays.stream(values).map(id).toList();
    }
}
