package dev.attune.training.voice;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/// Speech as a picture: 40 mel bands of 60 to 7,600 Hz, a column every 16 ms, decibels below the loudest cell; silence
/// before and after is cut off, so that no corpus is told by it.
///
/// @param cells column after column, 0 = 80 dB or more below the loudest, 1 = the loudest
@SuppressWarnings("ArrayRecordComponent") // never compared
record MelPicture(int columns, float[] cells) {
    static final int BANDS = 40;
    static final int LONGEST = 192; // columns, 3.1 s: what follows is not looked at

    private static final int RATE_HZ = 16_000;
    private static final int WINDOW = 512;
    private static final int HOP = 256;
    private static final int BINS = WINDOW / 2;
    private static final double LOWEST_HZ = 60;
    private static final double HIGHEST_HZ = 7_600;
    private static final float DEPTH_DB = 80;
    private static final float SPEECH_DB = 40; // below the loudest column: quieter ends are silence
    private static final float FLOOR = 1e-12f;

    /// @param sound at 16 kHz
    static MelPicture of(float[] sound) {
        int columns = Math.max(1, (sound.length - WINDOW) / HOP + 1);
        var cells = new float[columns * BANDS];
        var loudness = new float[columns];
        var fft = new FloatFFT_1D(WINDOW);
        var frame = new float[WINDOW];
        for (int c = 0; c < columns; c++) {
            for (int i = 0; i < WINDOW; i++) {
                int at = c * HOP + i;
                double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
                frame[i] = at < sound.length ? (float) (sound[at] * hann) : 0;
            }
            fft.realForward(frame);
            for (int band = 0; band < BANDS; band++) {
                float power = FLOOR;
                for (int k = EDGES[band]; k < Math.max(EDGES[band] + 1, EDGES[band + 1]); k++)
                    power += frame[2 * k] * frame[2 * k] + frame[2 * k + 1] * frame[2 * k + 1];
                cells[c * BANDS + band] = (float) (10 * Math.log10(power));
                loudness[c] += power;
            }
            loudness[c] = (float) (10 * Math.log10(loudness[c]));
        }
        return trimmed(cells, loudness);
    }

    private static final int[] EDGES = edges();

    /// First bin of every band, equally wide in mel.
    private static int[] edges() {
        var edges = new int[BANDS + 1];
        double low = Math.log1p(LOWEST_HZ / 700);
        double high = Math.log1p(HIGHEST_HZ / 700);
        for (int i = 0; i <= BANDS; i++) {
            double hertz = 700 * Math.expm1(low + (high - low) * i / BANDS);
            edges[i] = (int) Math.clamp(Math.round(hertz * WINDOW / RATE_HZ), 1, BINS - 1);
        }
        return edges;
    }

    private static MelPicture trimmed(float[] cells, float[] loudness) {
        float loudest = Float.NEGATIVE_INFINITY;
        for (float value : loudness) loudest = Math.max(loudest, value);
        int from = 0;
        while (loudness[from] < loudest - SPEECH_DB) from++;
        int to = loudness.length;
        while (loudness[to - 1] < loudest - SPEECH_DB) to--;
        to = Math.min(to, from + LONGEST);
        var kept = Arrays.copyOfRange(cells, from * BANDS, to * BANDS);
        float most = Float.NEGATIVE_INFINITY;
        for (float value : kept) most = Math.max(most, value);
        for (int i = 0; i < kept.length; i++) kept[i] = Math.clamp(1 + (kept[i] - most) / DEPTH_DB, 0, 1);
        return new MelPicture(to - from, kept);
    }
}
