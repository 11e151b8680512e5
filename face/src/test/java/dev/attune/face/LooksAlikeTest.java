package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.media.MediaException;
import dev.attune.media.PictureDecoder;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// How far looks tell real people apart: two of them, and one of them on another day. The figures are those of all
/// portraits, `-Dattune.portraits=492`.
class LooksAlikeTest {
    private static final int PORTRAITS = Integer.getInteger("attune.portraits", 60);

    private static FaceModels models;
    private static FaceNetworks networks;

    private record Seen(FaceLook look, FaceTint tint) {}

    private record Pairs(int all, int alike, int alikeInColourToo) {
        Pairs and(Seen one, Seen other) {
            boolean isAlike = one.look().isSameFaceAs(other.look());
            return new Pairs(
                    all + 1,
                    alike + (isAlike ? 1 : 0),
                    alikeInColourToo + (isAlike && one.tint().mayBe(other.tint()) ? 1 : 0));
        }
    }

    @BeforeAll
    static void open() {
        models = FaceModels.open(ModelStore.bundled());
        networks = FaceNetworks.running(models, ExpressionNets.CURRENT);
    }

    @AfterAll
    static void close() {
        if (networks != null) networks.close();
        if (models != null) models.close();
    }

    @Test
    void strangersSeldomLookAlikeAndHardlyEverInColourToo(TestReporter reporter) throws Exception {
        var people = new ArrayList<Seen>();
        for (var file : files("face/groups/index.csv"))
            if (people.size() < PORTRAITS) seen(file).ifPresent(people::add);
        var pairs = new Pairs(0, 0, 0);
        for (int i = 0; i < people.size(); i++)
            for (int j = 0; j < i; j++) pairs = pairs.and(people.get(i), people.get(j));
        reporter.publishEntry("two people, of %d portraits".formatted(people.size()), pairs.toString());

        assertThat(pairs.alike()).isLessThan(pairs.all() / 10);
        assertThat(pairs.alikeInColourToo()).isLessThan(pairs.all() / 200);
    }

    /// It tells a moment from the next, not a person again.
    @Test
    void mostPeopleAreNotKnownAgainOnAnotherDay(TestReporter reporter) throws Exception {
        var days = new TreeMap<String, List<Seen>>();
        var photographs = new TreeMap<String, List<Path>>();
        for (var file : files("face/press/index.csv"))
            photographs
                    .computeIfAbsent(
                            file.getFileName().toString().replaceFirst("_[0-9]+\\.[A-Za-z]+$", ""),
                            fresh -> new ArrayList<>())
                    .add(file);
        for (Map.Entry<String, List<Path>> person : photographs.entrySet())
            if (person.getValue().size() > 1 && days.size() < PORTRAITS / 3)
                for (var file : person.getValue())
                    seen(file)
                            .ifPresent(seen -> days.computeIfAbsent(person.getKey(), fresh -> new ArrayList<>())
                                    .add(seen));
        var pairs = new Pairs(0, 0, 0);
        for (var person : days.values())
            for (int i = 0; i < person.size(); i++)
                for (int j = 0; j < i; j++) pairs = pairs.and(person.get(i), person.get(j));
        reporter.publishEntry("one person on two days", pairs.toString());

        assertThat(pairs.all()).isGreaterThan(10);
        assertThat(pairs.alike()).isLessThan(pairs.all() / 2);
    }

    private static List<Path> files(String list) throws IOException {
        var index = SharedData.file(list);
        return Files.readAllLines(index).stream()
                .skip(1)
                .map(line -> index.resolveSibling(line.split(",")[0]))
                .toList();
    }

    /// The largest face, fitted as in a still.
    private static Optional<Seen> seen(Path file) throws IOException, MediaException {
        var still = PictureDecoder.decode(Files.readAllBytes(file), Duration.ZERO);
        var tiles = List.of(
                new Crop(still.width() / 2.0, still.height() / 2.0, Math.max(still.width(), still.height()), 0),
                Tiles.closeUp(still.width(), still.height()));
        return networks.detect(still, tiles, 0.5).stream()
                .max(Comparator.comparingDouble(found -> found.box().width()))
                .map(found -> networks.fit(
                        still, MeshCrops.of(found), FaceOptions.still().settlingPasses()))
                .filter(fit -> fit.presence() >= 0.5)
                .map(fit -> new Seen(
                        models.facePattern().look(fit.appearance().luma()),
                        fit.appearance().tint()));
    }
}
