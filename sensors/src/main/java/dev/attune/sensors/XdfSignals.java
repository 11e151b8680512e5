package dev.attune.sensors;

import dev.attune.signals.BandPowers;
import dev.attune.signals.EegBand;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.Quality;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the samples of one XDF stream mean, told by the labels, types and units of its channels.
sealed interface XdfSignals {
    ModelRef XDF = new ModelRef("xdf", "1");

    /// The signals of a stream; null when it holds none that is known here.
    static @Nullable XdfSignals of(XdfStream stream) {
        if (stream.isText()) return null;
        var vitals = Vitals.of(stream);
        if (vitals != null) return vitals;
        var shapes = Shapes.of(stream);
        if (shapes != null) return shapes;
        return stream.type().equals("eeg") && stream.nominalRateHz() >= EegSpectrum.LEAST_RATE_HZ
                ? new Electrodes(stream)
                : null;
    }

    Modality modality();

    /// @param at media time, not before the one before
    void accept(Duration at, double[] values, List<Observation> out);

    /// What is still held.
    void finish(List<Observation> out);

    /// Slow quantities of the body, as means of each second.
    final class Vitals implements XdfSignals {
        private static final Set<String> HEART_RATE = Set.of("hr", "heartrate", "bpm");
        private static final Set<String> SKIN = Set.of("eda", "gsr", "skinconductance");
        private static final Set<String> RESPIRATION = Set.of("resprate", "respirationrate", "breathingrate");
        private static final Set<String> MICROSIEMENS = Set.of("us", "µs", "μs", "microsiemens", "");
        private static final Pattern BAND =
                Pattern.compile("(.+?)[ ._-](delta|theta|alpha|beta|gamma)", Pattern.CASE_INSENSITIVE);

        private final String device;
        private final List<Part> parts;
        private final TreeMap<Long, Map<Part, Mean>> seconds = new TreeMap<>();

        private enum Signal {
            HEART_RATE(20, 300),
            SKIN_CONDUCTANCE(0, 100),
            RESPIRATION_RATE(0, 120),
            EEG(Double.MIN_VALUE, Double.MAX_VALUE);

            private final double least;
            private final double most;

            Signal(double least, double most) {
                this.least = least;
                this.most = most;
            }
        }

        /// @param electrode,band of EEG only
        private record Part(
                int channel,
                Signal signal,
                String electrode,
                @Nullable EegBand band) {}

        private static final class Mean {
            private double sum;
            private int count;
        }

        private Vitals(String device, List<Part> parts) {
            this.device = device;
            this.parts = parts;
        }

        static @Nullable Vitals of(XdfStream stream) {
            var parts = new ArrayList<Part>();
            var channels = stream.channels();
            for (int c = 0; c < channels.size(); c++) {
                var part = part(c, channels.get(c), channels.size() == 1 ? stream.type() : "");
                if (part != null) parts.add(part);
            }
            return parts.isEmpty() ? null : new Vitals(stream.name(), List.copyOf(parts));
        }

        private static @Nullable Part part(int number, XdfStream.Channel channel, String streamType) {
            var names = List.of(plain(channel.label()), plain(channel.type()), plain(streamType));
            var band = BAND.matcher(channel.label());
            if (band.matches())
                return new Part(
                        number,
                        Signal.EEG,
                        band.group(1),
                        EegBand.valueOf(band.group(2).toUpperCase(Locale.ROOT)));
            if (names.stream().anyMatch(HEART_RATE::contains)) return new Part(number, Signal.HEART_RATE, "", null);
            if (names.stream().anyMatch(SKIN::contains) && MICROSIEMENS.contains(plain(channel.unit())))
                return new Part(number, Signal.SKIN_CONDUCTANCE, "", null);
            if (names.stream().anyMatch(RESPIRATION::contains))
                return new Part(number, Signal.RESPIRATION_RATE, "", null);
            return null;
        }

        private static String plain(String name) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        }

        @Override
        public Modality modality() {
            return Modality.PHYSIOLOGY;
        }

        /// Values out of any body's range are a sensor that is not worn: they are no measurement.
        @Override
        public void accept(Duration at, double[] values, List<Observation> out) {
            var means = seconds.computeIfAbsent(at.toSeconds(), second -> new LinkedHashMap<>());
            for (var part : parts) {
                double value = values[part.channel()];
                if (!(value >= part.signal().least && value <= part.signal().most)) continue;
                var mean = means.computeIfAbsent(part, each -> new Mean());
                mean.sum += value;
                mean.count++;
            }
        }

        @Override
        public void finish(List<Observation> out) {
            seconds.forEach((second, means) -> {
                if (!means.isEmpty()) out.add(observation(second, means));
            });
        }

        private PhysiologyObservation observation(long second, Map<Part, Mean> means) {
            var values = new EnumMap<Signal, Double>(Signal.class);
            var electrodes = new LinkedHashMap<String, Map<EegBand, Double>>();
            means.forEach((part, mean) -> {
                double value = mean.sum / mean.count;
                var band = part.band();
                if (band == null) values.put(part.signal(), value);
                else
                    electrodes
                            .computeIfAbsent(part.electrode(), name -> new EnumMap<>(EegBand.class))
                            .put(band, value);
            });
            return new PhysiologyObservation(
                    new TimeSpan(Duration.ofSeconds(second), Duration.ofSeconds(second + 1)),
                    optional(values.get(Signal.HEART_RATE)),
                    optional(values.get(Signal.SKIN_CONDUCTANCE)),
                    optional(values.get(Signal.RESPIRATION_RATE)),
                    electrodes.entrySet().stream()
                            .map(electrode -> new BandPowers(electrode.getKey(), electrode.getValue()))
                            .toList(),
                    Quality.PERFECT,
                    device,
                    List.of(XDF));
        }

        private static OptionalDouble optional(@Nullable Double value) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /// Raw EEG.
    final class Electrodes implements XdfSignals {
        private static final ModelRef BANDS = new ModelRef("eeg-bands", "1");

        private final String device;
        private final List<Integer> channels = new ArrayList<>();
        private final List<Double> toMicrovolts = new ArrayList<>();
        private final EegSpectrum spectrum;

        Electrodes(XdfStream stream) {
            this.device = stream.name();
            var names = new LinkedHashMap<String, Integer>();
            for (int c = 0; c < stream.channels().size(); c++) {
                var channel = stream.channels().get(c);
                if (!channel.type().isEmpty() && !channel.type().equalsIgnoreCase("eeg")) continue; // markers, motion
                var name = channel.label().isEmpty() ? "channel " + (c + 1) : channel.label();
                if (names.putIfAbsent(name, c) != null) continue;
                channels.add(c);
                toMicrovolts.add(microvolts(channel.unit()));
            }
            this.spectrum = new EegSpectrum(stream.nominalRateHz(), List.copyOf(names.keySet()));
        }

        private static double microvolts(String unit) {
            return switch (unit.toLowerCase(Locale.ROOT)) {
                case "v", "volt", "volts" -> 1e6;
                case "mv", "millivolt", "millivolts" -> 1e3;
                case "nv", "nanovolt", "nanovolts" -> 1e-3;
                default -> 1; // microvolts is what recorders write, and what they mean when they write nothing
            };
        }

        @Override
        public Modality modality() {
            return Modality.PHYSIOLOGY;
        }

        @Override
        public void accept(Duration at, double[] values, List<Observation> out) {
            var microvolts = new double[channels.size()];
            for (int i = 0; i < microvolts.length; i++) microvolts[i] = values[channels.get(i)] * toMicrovolts.get(i);
            var powers = spectrum.next(at.toNanos() / 1e9, microvolts);
            if (powers.isEmpty()) return;
            var from = at.minus(Duration.ofNanos(Math.round(EegSpectrum.WINDOW_SECONDS * 1e9)));
            out.add(new PhysiologyObservation(
                    new TimeSpan(from.isNegative() ? Duration.ZERO : from, at),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    powers,
                    Quality.PERFECT,
                    device,
                    List.of(XDF, BANDS)));
        }

        @Override
        public void finish(List<Observation> out) {}
    }

    /// A face in blendshapes.
    final class Shapes implements XdfSignals {
        private final List<XdfStream.Channel> channels;

        private Shapes(List<XdfStream.Channel> channels) {
            this.channels = channels;
        }

        /// Null for a stream of which no unit can be told, such as one of where the eyes point.
        static @Nullable Shapes of(XdfStream stream) {
            var atRest = new HashMap<String, Double>();
            for (var channel : stream.channels()) atRest.put(channel.label(), 0.0);
            return Blendshapes.actionUnits(atRest, Blendshapes.Source.ARKIT).isEmpty()
                    ? null
                    : new Shapes(stream.channels());
        }

        @Override
        public Modality modality() {
            return Modality.FACE;
        }

        @Override
        public void accept(Duration at, double[] values, List<Observation> out) {
            var shapes = new HashMap<String, Double>();
            for (int c = 0; c < values.length; c++)
                if (!Double.isNaN(values[c])) shapes.put(channels.get(c).label(), values[c]); // not tracked
            var units = Blendshapes.actionUnits(shapes, Blendshapes.Source.ARKIT);
            if (units.isEmpty()) {
                out.add(new UnitsReading(at, List.of()));
                return;
            }
            var face = new FaceUnits(0, units, null, null, null, Quality.PERFECT, List.of(XDF, Blendshapes.ref()));
            out.add(new UnitsReading(at, List.of(face)));
        }

        @Override
        public void finish(List<Observation> out) {}
    }
}
