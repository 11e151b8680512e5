package dev.attune.training.expressions;

import dev.attune.media.Frame;
import dev.attune.signals.Emotion;
import dev.attune.training.UnusableData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// FER2013 pictures with the votes of FER+ (Barsoum 2016): `ferplus_train.csv` beside `ferplus_train.u8.gz`.
///
/// The gzip holds `[n, 48, 48]` grey bytes in the order of the csv. A picture counts when at least half of its taggers
/// named one of the eight expressions; the votes for "unknown" and "not a face" are then left out. Exact copies form a
/// group.
final class FerPlus {
    static final String TABLE = "ferplus_train.csv";
    static final String PICTURES = "ferplus_train.u8.gz";
    static final int SIDE = 48;

    private static final int ENLARGED = 5; // the mesh needs a face of about 200 pixels
    private static final int BORDER = 12; // source pixels; faces fill the picture, the mesh wants some room
    private static final List<String> COLUMNS = List.of(
            "file",
            "fer2013_label",
            "neutral",
            "happiness",
            "surprise",
            "sadness",
            "anger",
            "disgust",
            "fear",
            "contempt",
            "unknown",
            "notface");
    private static final Emotion[] VOTED = {
        Emotion.NEUTRAL,
        Emotion.JOY,
        Emotion.SURPRISE,
        Emotion.SADNESS,
        Emotion.ANGER,
        Emotion.DISGUST,
        Emotion.FEAR,
        Emotion.CONTEMPT
    };
    private static final int FIRST_VOTE = 2;

    private FerPlus() {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(TABLE)) && Files.exists(folder.resolve(PICTURES));
    }

    /// In the order of the csv, without the pictures that most taggers could not name.
    static List<LabelledPicture> read(Path folder) throws UnusableData {
        var table = folder.resolve(TABLE);
        var pictures = folder.resolve(PICTURES);
        var read = new ArrayList<LabelledPicture>();
        try (var lines = Files.newBufferedReader(table, StandardCharsets.UTF_8);
                var bytes = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(pictures)), 1 << 16)) {
            var header = lines.readLine();
            if (header == null || !List.of(header.strip().split(",")).equals(COLUMNS))
                throw new UnusableData("%s should begin with the columns %s, got: %s"
                        .formatted(table, String.join(",", COLUMNS), header));
            int number = 1;
            for (String line; (line = lines.readLine()) != null; ) {
                number++;
                byte[] grey = bytes.readNBytes(SIDE * SIDE);
                if (grey.length < SIDE * SIDE)
                    throw new UnusableData("%s ends before line %d of %s; it should hold %d bytes for every line."
                            .formatted(pictures, number, table, SIDE * SIDE));
                float[] votes = votes(line, table, number);
                if (votes.length > 0)
                    read.add(new LabelledPicture(
                            "%s line %d".formatted(table, number), votes, hash(grey), enlarged(grey)));
            }
            if (bytes.read() >= 0)
                throw new UnusableData("%s holds more pictures than %s has lines.".formatted(pictures, table));
        } catch (IOException e) {
            throw new UnusableData("The FER+ data in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
        return read;
    }

    /// Shares of the eight expressions; empty when most taggers named none.
    private static float[] votes(String line, Path table, int number) throws UnusableData {
        var cells = line.split(",");
        if (cells.length != COLUMNS.size())
            throw new UnusableData(
                    "%s, line %d should have %d columns: %s".formatted(table, number, COLUMNS.size(), line));
        var votes = new float[Emotion.values().length];
        int named = 0;
        int all = 0;
        try {
            for (int i = FIRST_VOTE; i < cells.length; i++) {
                int count = Integer.parseInt(cells[i].strip());
                if (count < 0) throw new NumberFormatException("negative");
                all += count;
                if (i - FIRST_VOTE >= VOTED.length) continue;
                named += count;
                votes[VOTED[i - FIRST_VOTE].ordinal()] = count;
            }
        } catch (NumberFormatException e) {
            throw new UnusableData("%s, line %d should hold counts of votes: %s".formatted(table, number, line), e);
        }
        if (named == 0 || 2 * named < all) return new float[0];
        for (int i = 0; i < votes.length; i++) votes[i] /= named;
        return votes;
    }

    private static LabelledPicture.Pixels enlarged(byte[] grey) {
        return new LabelledPicture.Pixels() {
            @Override
            public Frame read() {
                return enlarge(grey);
            }

            @Override
            public int filledSide() {
                return SIDE * ENLARGED;
            }
        };
    }

    /// Bilinear, its border continued outwards.
    static Frame enlarge(byte[] grey) {
        int side = (SIDE + 2 * BORDER) * ENLARGED;
        var left = new int[side];
        var part = new float[side];
        for (int i = 0; i < side; i++) {
            double at = Math.clamp((i + 0.5) / ENLARGED - 0.5 - BORDER, 0, SIDE - 1.0);
            left[i] = Math.min(SIDE - 2, (int) at);
            part[i] = (float) (at - left[i]);
        }
        var bgr = new byte[3 * side * side];
        for (int y = 0, out = 0; y < side; y++)
            for (int x = 0; x < side; x++, out += 3) {
                int at = left[y] * SIDE + left[x];
                float top = (grey[at] & 255) * (1 - part[x]) + (grey[at + 1] & 255) * part[x];
                float below = (grey[at + SIDE] & 255) * (1 - part[x]) + (grey[at + SIDE + 1] & 255) * part[x];
                byte value = (byte) Math.round(top * (1 - part[y]) + below * part[y]);
                bgr[out] = bgr[out + 1] = bgr[out + 2] = value;
            }
        return new Frame(Duration.ZERO, side, side, bgr);
    }

    private static String hash(byte[] grey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(grey);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
