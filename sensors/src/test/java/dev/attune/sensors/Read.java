package dev.attune.sensors;

import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.UnitsReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// Reads whole files, as the command line does.
final class Read {
    static final Set<Modality> EVERYTHING = EnumSet.allOf(Modality.class);

    private Read() {}

    static List<Observation> all(SensorFormat format, Path file, Set<Modality> permitted, OptionalDouble rate)
            throws SensorFileException, IOException {
        var observations = new ArrayList<Observation>();
        try (var recording = format.open(file, permitted::contains, rate)) {
            for (Observation next; (next = recording.next()) != null; ) observations.add(next);
        }
        return observations;
    }

    static List<UnitsReading> faces(SensorFormat format, Path file) throws SensorFileException, IOException {
        return all(format, file, EVERYTHING, OptionalDouble.empty()).stream()
                .map(UnitsReading.class::cast)
                .toList();
    }

    static List<PhysiologyObservation> bodies(SensorFormat format, Path file) throws SensorFileException, IOException {
        return all(format, file, EVERYTHING, OptionalDouble.empty()).stream()
                .map(PhysiologyObservation.class::cast)
                .toList();
    }
}
