package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptCommandTest {
    private static final String SAYS = """
            {"receiptId":"r-1","subject":"s-1","decidedAt":"2026-11-22T10:00:00Z","expiresAt":"2027-05-21T10:00:00Z",\
            "choices":[{"purpose":"analytics","modality":"face","granted":false,"decision":"refused"}],"receipt":"%s"}""";

    @TempDir
    private Path folder;

    private Path keys = Path.of("");
    private Path receipt = Path.of("");

    @BeforeEach
    void aSignedReceipt() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        keys = Files.writeString(folder.resolve("jwks.json"), """
                {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "receipts-1", "x": "%s"}]}""".formatted(raw(pair)));
        receipt = Files.writeString(folder.resolve("receipt.json"), SAYS.formatted(jws(pair)));
    }

    @Test
    void aReceiptAsItWasSignedIsValidAndToldInWords() {
        var run = verify(receipt);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("valid: receipt r-1 of s-1", "analytics/face: refused");
    }

    @Test
    void aReceiptThatWasChangedAfterwardsIsNot() throws Exception {
        Files.writeString(receipt, Files.readString(receipt).replace("\"refused\"", "\"granted\""));

        var run = verify(receipt);

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_PASSED);
        assertThat(run.err()).contains("changed afterwards");
    }

    @Test
    void aReceiptOfAnotherServiceIsNot() throws Exception {
        var stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(receipt, SAYS.formatted(jws(stranger)));

        assertThat(verify(receipt).err()).contains("another key");
    }

    @Test
    void aFileWithoutASignatureIsNot() throws Exception {
        Files.writeString(receipt, SAYS.formatted(""));

        assertThat(verify(receipt).exitCode()).isEqualTo(ExitCode.NOT_PASSED);
    }

    @Test
    void aMissingFileIsNamed() {
        var run = verify(folder.resolve("absent.json"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        assertThat(run.err()).contains("absent.json");
    }

    private Run verify(Path file) {
        return Run.attune("receipt", "verify", file.toString(), "--keys", keys.toString());
    }

    private static String jws(KeyPair pair) throws Exception {
        String signed = base64("{\"alg\":\"EdDSA\",\"kid\":\"receipts-1\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(SAYS.formatted("").getBytes(StandardCharsets.UTF_8));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String raw(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
