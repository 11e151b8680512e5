package dev.attune.evaluation;

import dev.attune.models.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A whole file of text, UTF-8, without the mark (BOM) that it may begin with.
///
/// @param sha256 of its bytes
public record TextFile(String text, String sha256) {

    /// It is none, or cannot be read; the message names the file and what to try.
    public static final class UnreadableException extends Exception {
        UnreadableException(String message) {
            super(message);
        }
    }

    public static TextFile read(Path file) throws UnreadableException {
        if (Files.isDirectory(file))
            throw new UnreadableException("%s is a folder. Maybe name the file inside it.".formatted(file));
        if (!Files.exists(file))
            throw new UnreadableException("%s does not exist. Maybe check the spelling.".formatted(file));
        try {
            byte[] bytes = Files.readAllBytes(file);
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new TextFile(text.startsWith("\uFEFF") ? text.substring(1) : text, Sha256.of(bytes));
        } catch (CharacterCodingException e) {
            throw new UnreadableException("%s is no UTF-8 text. Maybe save it as UTF-8.".formatted(file));
        } catch (IOException e) {
            throw new UnreadableException("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
