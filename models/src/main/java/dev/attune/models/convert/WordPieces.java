package dev.attune.models.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// The vocabulary of a Hugging Face `tokenizer.json` of kind WordPiece, as one piece a line in the order of the ids.
final class WordPieces {
    private WordPieces() {}

    static byte[] read(JsonNode tokenizer) throws IOException {
        var vocabulary = tokenizer.path("model").path("vocab");
        var normalizer = tokenizer.path("normalizer");
        if (!vocabulary.isObject() || !normalizer.path("type").asString("").equals("BertNormalizer"))
            throw new IOException(
                    "the tokenizer is no uncased BERT word piece tokenizer, but has the normalizer " + normalizer);
        var pieces = new String[vocabulary.size()];
        for (var piece : vocabulary.properties()) {
            int id = piece.getValue().asInt();
            if (id >= pieces.length || piece.getKey().contains("\n"))
                throw new IOException(
                        "the word piece '%s' has the id %d of %d".formatted(piece.getKey(), id, pieces.length));
            pieces[id] = piece.getKey();
        }
        return String.join("\n", pieces).getBytes(StandardCharsets.UTF_8);
    }
}
