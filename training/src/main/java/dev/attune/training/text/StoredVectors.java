package dev.attune.training.text;

import dev.attune.models.Sha256;
import dev.attune.text.encoder.SentenceVectors;
import dev.attune.training.DamagedFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/// Sentence vectors kept beside the weights, so that a run that is repeated need not encode again. They are kept under
/// the checksum of encoder and sentences: other sentences are encoded anew.
record StoredVectors(Path folder) {

    /// @param sentences at least one
    /// @return one vector per sentence
    /// @throws DamagedFile when the kept vectors are cut off
    float[][] of(SentenceVectors encoder, List<String> sentences, IntConsumer progress) throws IOException {
        var key = Sha256.of((encoder.ref() + "\n" + String.join("\n", sentences)).getBytes(StandardCharsets.UTF_8));
        var file = folder.resolve("vectors-%s.bin".formatted(key.substring(0, 16)));
        if (Files.exists(file)) return read(file, sentences.size());
        var vectors = new float[sentences.size()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = encoder.of(sentences.get(i));
            progress.accept(i + 1);
        }
        var unfinished = folder.resolve(file.getFileName() + ".new");
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
            out.writeInt(vectors[0].length);
            for (var vector : vectors) for (float value : vector) out.writeFloat(value);
        }
        Files.move(unfinished, file);
        return vectors;
    }

    private static float[][] read(Path file, int count) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int length = in.readInt();
            if (length < 0 || length > Files.size(file) / Float.BYTES) throw damaged(file);
            var vectors = new float[count][length];
            for (var vector : vectors) for (int i = 0; i < vector.length; i++) vector[i] = in.readFloat();
            return vectors;
        } catch (EOFException e) {
            throw damaged(file);
        }
    }

    private static DamagedFile damaged(Path file) {
        return new DamagedFile(file, "the sentences are then encoded again");
    }
}
