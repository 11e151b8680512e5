package dev.attune.media;

/// How telephones write sound down: 8 kHz, one channel. ITU-T G.711 by table, and plain 16 bit.
public enum PhoneCoding {
    /// G.711 µ-law, 8 bit: North America and Japan; `audio/x-mulaw`, PCMU.
    MU_LAW(1) {
        @Override
        float sample(byte[] coded, int index) {
            return MU_LAW_VALUES[coded[index] & 0xff];
        }
    },
    /// G.711 A-law, 8 bit: elsewhere; PCMA.
    A_LAW(1) {
        @Override
        float sample(byte[] coded, int index) {
            return A_LAW_VALUES[coded[index] & 0xff];
        }
    },
    /// Linear, 16 bit, little-endian as call-centre clients send it (RFC 3551 has it the other way round).
    L16(2) {
        @Override
        float sample(byte[] coded, int index) {
            return (short) (coded[2 * index] & 0xff | coded[2 * index + 1] << 8) / FULL_SCALE;
        }
    };

    public static final int RATE_HZ = 8_000;

    private static final float FULL_SCALE = 32_768;
    private static final float[] MU_LAW_VALUES = table(PhoneCoding::muLaw);
    private static final float[] A_LAW_VALUES = table(PhoneCoding::aLaw);

    private final int bytesPerSample;

    PhoneCoding(int bytesPerSample) {
        this.bytesPerSample = bytesPerSample;
    }

    public int bytesPerSample() {
        return bytesPerSample;
    }

    /// @return samples in [-1, 1]
    /// @throws IllegalArgumentException when the last sample is not whole
    public float[] decode(byte[] coded) {
        if (coded.length % bytesPerSample != 0)
            throw new IllegalArgumentException(
                    "%s has %d bytes a sample, got %d bytes".formatted(this, bytesPerSample, coded.length));
        var samples = new float[coded.length / bytesPerSample];
        for (int i = 0; i < samples.length; i++) samples[i] = sample(coded, i);
        return samples;
    }

    abstract float sample(byte[] coded, int index);

    private interface Law {
        int linear(int code);
    }

    private static float[] table(Law law) {
        var values = new float[256];
        for (int code = 0; code < values.length; code++) values[code] = law.linear(code) / FULL_SCALE;
        return values;
    }

    /// G.711, table 2: sign, 3 bits of segment, 4 bits within it, all inverted; 33 * 4 = 0x84 is the bias.
    private static int muLaw(int code) {
        int bits = ~code;
        int magnitude = ((bits & 0xf) * 8 + 0x84 << (bits >> 4 & 7)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    /// G.711, table 1: every other bit inverted; segments 0 and 1 are linear, the others double.
    private static int aLaw(int code) {
        int bits = code ^ 0x55;
        int segment = bits >> 4 & 7;
        int step = (bits & 0xf) * 16 + 8;
        int magnitude = segment == 0 ? step : step + 0x100 << segment - 1;
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }
}
